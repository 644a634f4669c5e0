import { redirect, type RequestEvent } from '@sveltejs/kit';
import { desk, desks } from '#capabilities/counter/board.server.ts';
import { callAgain, callBack, callNext } from '#capabilities/counter/call.server.ts';
import { finish, markMissed, park, transfer } from '#capabilities/counter/move.server.ts';
import { homeOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (actor.desk === null) redirect(303, '/can-bo/cho-ngoi');
	const [here, others] = await Promise.all([
		desk(context, { desk: actor.desk }),
		desks(context, { centre: homeOf(actor) ?? 0 })
	]);
	return { here, others: others.filter((one) => one.id !== actor.desk), request: newId(), now: event.locals.now };
};

type Act = (
	context: Context,
	form: { desk: string; ticket: string; text: (name: string) => string }
) => Promise<unknown>;

/** Runs one move of the line and shows the desk again. */
const act = (move: Act) => async (event: RequestEvent) => {
	const form = await event.request.formData();
	const { context, actor } = await staffOf(event, requestOf(form));
	const text = (name: string): string => String(form.get(name) ?? '');
	const said = await attempt(form, context, (tried) =>
		move(tried, { desk: actor.desk ?? '', ticket: text('ticket'), text })
	);
	return failed(said) ? said : redirect(303, '/can-bo/quay');
};

/** Nobody is called beside somebody whose file lies open. */
function callFree(context: Context, desk: string): Promise<unknown> {
	if (context.actor.session !== null) throw new Refusal('session-open');
	return callNext(context, { desk });
}

export const actions: Actions = {
	next: act((context, { desk }) => callFree(context, desk)),
	again: act((context, { ticket }) => callAgain(context, { ticket })),
	missed: act((context, { ticket }) => markMissed(context, { ticket })),
	park: act((context, { ticket, text }) => park(context, { ticket, note: text('note') })),
	transfer: act((context, { ticket, text }) => transfer(context, { ticket, desk: text('to') })),
	back: act((context, { ticket, desk }) => callBack(context, { ticket, desk })),
	finish: act((context, { ticket }) => finish(context, { ticket }))
};
