import { createHash } from 'node:crypto';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { besideShows } from '#capabilities/assistance/rules-beside.ts';
import { beside } from '#capabilities/assistance/session.server.ts';
import { givenName } from '#capabilities/cases/ui/answer-words.ts';
import { besideCase } from '#capabilities/cases/case-view.server.ts';
import { linkBeside } from '#capabilities/cases/confirm.server.ts';
import type { CaseView } from '#capabilities/cases/answers.ts';
import { ofCase } from '#capabilities/payments/of-case.server.ts';
import { feeBefore } from '#capabilities/payments/fee-of-file.server.ts';
import { lowBeside } from '#capabilities/satisfaction/low.server.ts';
import { facesBeside, rateTokenOf } from '#capabilities/satisfaction/rate.server.ts';
import type { Context } from '#platform/context.server.ts';
import { pairedOf } from '#web/pairing.server.ts';
import { paths } from '#web/paths.ts';

const standOf = (view: CaseView) => ({
	stage: view.file.stage,
	way: view.file.way,
	open: view.asked.filter(({ answer }) => answer === null).length,
	needed: view.asked.filter(({ question, answer }) => question.required && (answer?.value ?? '') === '').length
});

/** A digest, so that nothing of anybody is in what the screen asks again and again. */
const keyOf = (parts: readonly unknown[]): string =>
	createHash('sha256').update(parts.join('/')).digest('base64url').slice(0, 16);

/** The session at this desk and what lies open in it; or the session that just ended and may be rated. */
async function lookBeside(context: Context) {
	const session = await beside(context, {});
	if (!session) {
		const [ended, low] = [await facesBeside(context, {}), await lowBeside(context, {})];
		return { session, view: null, bill: null, link: null, ended, low };
	}
	const view = await besideCase(context, {});
	const bill = view && view.file.stage !== 'draft' ? await ofCase(context, { case: view.file.id }) : null;
	const link = view?.file.stage === 'draft' ? await linkBeside(context, {}) : null;
	return { session, view, bill, link, ended: null, low: null };
}

/** What they would pay and where they go on by themselves, while a case lies open. */
const ofView = async (context: Context, view: CaseView) => ({
	fee: await feeBefore(context, { case: view.file.id }),
	ownLink: program().settings.ORIGIN + paths.mine.file(view.file.id)
});

type Seen = Awaited<ReturnType<typeof lookBeside>>;

/** What they mend, or why it was not good, where either is asked; else what session, file and money call for. */
function showsNow({ session, view, bill, ended, low }: Seen, asked: URLSearchParams) {
	const skipped = asked.get('thoi');
	const justEnded = ended !== null && ended.id !== skipped;
	const shows = besideShows({ session, file: view && standOf(view), bill: bill?.balance.state ?? null, justEnded });
	if (shows === 'check' && asked.get('sua') === view?.hash) return 'mend' as const;
	if (shows === 'idle' && low && !low.saidWhy && low.id !== skipped) return 'why' as const;
	return shows;
}

/** Of which sitting and file a page of the screen is: its requests carry both. */
const tagsOf = ({ session, ended, low, view }: Seen): string[] =>
	[session?.session ?? ended?.id ?? low?.id, view?.file.id].filter((id) => id !== undefined);
const isOfAnother = (request: string | undefined, tags: readonly string[]): boolean =>
	request !== undefined &&
	request
		.split('.')
		.slice(1)
		.some((id, n) => id !== tags[n]);

/** Everything the second screen shows now. `key` changes when it must show something else. */
export async function besideOf(event: RequestEvent, request?: string) {
	const paired = await pairedOf(event, 'second-screen', request?.split('.')[0]);
	const seen = await lookBeside(paired.context);
	const { session, view, bill, link, low } = seen;
	const tags = tagsOf(seen);
	// What was pressed in one sitting, or beside one file, is never written into the next.
	if (isOfAnother(request, tags)) redirect(303, paths.machines.screen);
	const shows = showsNow(seen, event.url.searchParams);
	return {
		...paired,
		...seen,
		...(view ? await ofView(paired.context, view) : { fee: null, ownLink: null }),
		phoneLink: link && program().settings.ORIGIN + paths.open.confirm(link.token),
		/** Where whoever was not content says more on their own phone. */
		moreLink: low && program().settings.ORIGIN + paths.open.rate(rateTokenOf(paired.context, low.id)),
		shows,
		helper: givenName(paired.device.helperName ?? ''),
		tags,
		key: `${keyOf([tags[0]])}.${keyOf([shows, session?.session, shows === 'question' ? '' : view?.hash, link !== null, bill?.balance.state])}`
	};
}

export type Beside = Awaited<ReturnType<typeof besideOf>>;
