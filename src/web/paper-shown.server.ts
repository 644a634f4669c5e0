import { error, type RequestEvent } from '@sveltejs/kit';
import { paperFile } from '#capabilities/cases/papers.server.ts';
import type { CaseView } from '#capabilities/cases/answers.ts';
import type { Context } from '#platform/context.server.ts';

const PDF = 'application/pdf';

const paperOf = (view: CaseView | null, paper: string) =>
	[...(view?.papers ?? []), ...(view?.door?.sheets ?? [])].find(({ id, sha256 }) => id === paper && sha256 !== null) ??
	error(404, 'not-found');

/**
 * Runs nothing, whatever lies in the file. A PDF stands in a frame of our own page, which empties itself as no viewer can; it is no
 * sandbox, because some viewers open nothing in one (Safari, older Chromium).
 */
const policyOf = (mime: string): string =>
	[
		...["default-src 'none'", "img-src 'self'", "style-src 'unsafe-inline'", "base-uri 'none'", "object-src 'none'"],
		...(mime === PDF ? ["frame-ancestors 'self'"] : ["frame-ancestors 'none'", 'sandbox'])
	].join('; ');

/** One paper of a case in the window, never as a download: nothing of it stays on the machine. */
export async function paperShown(context: Context, view: CaseView | null, paper: string): Promise<Response> {
	const { bytes, mime } = await paperFile(context, { paper: paperOf(view, paper).id });
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': mime,
			'content-disposition': 'inline',
			'cache-control': 'no-store',
			'content-security-policy': policyOf(mime)
		}
	});
}

/** The page of ours on which a paper is seen: its name, and whether it is a picture or a file in a frame. Its bytes are asked for by what shows them. */
export function paperPage({ locals }: RequestEvent, view: CaseView | null, paper: string, session: string | null) {
	const seen = paperOf(view, paper);
	const picture = seen.mime !== PDF;
	locals.frames = !picture;
	return {
		session: session ?? '',
		name: view?.procedure.papers.find(({ id }) => id === seen.paper)?.name ?? null,
		picture
	};
}
