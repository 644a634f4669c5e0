import type { RequestEvent } from '@sveltejs/kit';
import { followState } from '#capabilities/cases/rules-follow.ts';
import { showMine } from '#capabilities/cases/case-view.server.ts';
import { heldUp } from '#capabilities/incidents/banner.server.ts';
import { myMandates } from '#capabilities/mandates/mandates.server.ts';
import { feeBefore } from '#capabilities/payments/fee-of-file.server.ts';
import { residentOf, type Resident } from '#web/door.server.ts';
import { idOf, orNotFound } from '#web/ids.server.ts';

type OwnView = Awaited<ReturnType<typeof showMine>>;

/** Their own case, or nothing of anybody: a strange id and somebody else's look alike. */
export async function ownFile(event: RequestEvent, request?: string): Promise<Resident & { view: OwnView }> {
	const resident = await residentOf(event, request);
	return { ...resident, view: await orNotFound(showMine(resident.context, { case: idOf(event) })) };
}

/** Whether a question stands on their page, the sheet of answers, whose turn it is, or the file that went on its way. */
function showsNow({ file, standsAs }: OwnView, open: number) {
	const online = file.way === 'ONLINE';
	if (file.stage !== 'draft') return 'file' as const;
	if (online && standsAs !== 'asked') return open >= 0 ? ('question' as const) : ('check' as const);
	return online ? ('with-owner' as const) : ('with-guide' as const);
}

/** What their page of one file shows. */
export async function ownFilePage(event: RequestEvent) {
	const { context, view } = await ownFile(event);
	const held = view.standsAs === null ? [] : await myMandates(context, {});
	const wanted = view.asked.findIndex(({ question }) => question.id === event.url.searchParams.get('cau'));
	const open = wanted >= 0 ? wanted : view.asked.findIndex((one) => one.answer === null);
	return {
		view,
		held: await heldUp(context, { case: view.file.id }),
		standing: held.find((one) => one.direction === 'held' && one.otherId === view.file.ownerId) ?? null,
		shows: showsNow(view, open),
		at: open,
		state: followState(view.file, {
			portal: view.portal?.lastFault ? (view.portal.lastFault === 'refused' ? 'refused' : 'silent') : null,
			givenBack: view.file.givenBackAt !== null
		}),
		// Whoever only follows sees no answers, and what a file costs hangs on them.
		fee: view.standsAs === 'asked' ? null : await feeBefore(context, { case: view.file.id })
	};
}
