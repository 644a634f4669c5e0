import { error } from '@sveltejs/kit';
import { paperFile } from '#capabilities/cases/papers.server.ts';
import type { CaseView } from '#capabilities/cases/answers.ts';
import type { Context } from '#platform/context.server.ts';

/** One paper of a case in the window, never as a download: nothing of it stays on the machine. */
export async function paperShown(context: Context, view: CaseView | null, paper: string): Promise<Response> {
	const kept = [...(view?.papers ?? []), ...(view?.door?.sheets ?? [])];
	if (!kept.some(({ id }) => id === paper)) error(404, 'not-found');
	const { bytes, mime } = await paperFile(context, { paper });
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': mime,
			'content-disposition': 'inline',
			'cache-control': 'no-store',
			'content-security-policy':
				"default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; sandbox"
		}
	});
}
