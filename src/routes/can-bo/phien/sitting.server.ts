import type { RequestEvent } from '@sveltejs/kit';
import { sitting } from '#capabilities/assistance/session.server.ts';
import type { CaseView } from '#capabilities/cases/answers.ts';
import { inSession } from '#capabilities/cases/case-view.server.ts';
import { deskCalls } from '#capabilities/counter/move.server.ts';
import type { Context } from '#platform/context.server.ts';
import { staffOf } from '#web/door.server.ts';
import { pageKey } from './key.server.ts';

/** The file that lies open in a session, and who calls from the second screen. */
export const besideDesk = async (context: Context) => {
	const [view, calls] = await Promise.all([inSession(context, {}), deskCalls(context, {})]);
	return { view, calls };
};

/** Why an officer gave the open file back, while it is mended. */
export const givenBackOf = (view: CaseView | null) =>
	view?.file.stage === 'draft' && view.file.givenBackAt && view.file.givenBackWhy
		? { at: view.file.givenBackAt, why: view.file.givenBackWhy }
		: null;

/** How a session stands for a page that is open: `key` changes when it must show something else. Nobody is looked at by asking. */
export async function sittingOf(event: RequestEvent) {
	const { context } = await staffOf(event);
	const [session, { view, calls }] = await Promise.all([sitting(context, {}), besideDesk(context)]);
	return { session, view, key: session ? pageKey(session, view, calls) : null };
}
