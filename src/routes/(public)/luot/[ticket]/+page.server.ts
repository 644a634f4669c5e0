import { error, redirect } from '@sveltejs/kit';
import { dayOf, timeOf } from '#kernel/day.ts';
import { ticket } from '#capabilities/counter/board.server.ts';
import { leave } from '#capabilities/counter/move.server.ts';
import { KEPT_MIN } from '#capabilities/counter/rules-queue.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { anyoneOf, newId, requestOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const later = (from: Date, minutes: number): string => timeOf(new Date(from.getTime() + minutes * 60_000));

/** One's turn, followed from anywhere by whoever holds the ticket: no name is in it. */
export const load: PageServerLoad = async (event) => {
	const found = uuid.test(event.params.ticket) ? await ticket(anyoneOf(event), { ticket: event.params.ticket }) : null;
	if (!found) error(404, 'not-found');
	const over = found.day !== dayOf(event.locals.now);
	// Without JavaScript the page itself looks again, as long as anything can change.
	if (!over && found.state !== 'done' && found.state !== 'left') event.setHeaders({ refresh: '15' });
	const { promised, arrivedAt } = found;
	return {
		ticket: found,
		taken: timeOf(arrivedAt),
		around: promised && { from: later(arrivedAt, promised.from), to: later(arrivedAt, promised.to) },
		over,
		keptMin: KEPT_MIN,
		request: newId()
	};
};

export const actions: Actions = {
	/** She went home and says so; the actor may touch this one ticket and nothing else. */
	leave: async (event) => {
		const form = await event.request.formData();
		const context = anyoneOf(event, requestOf(form));
		const id = event.params.ticket;
		const said = await attempt(form, { ...context, actor: { ...context.actor, row: id } }, (tried) =>
			leave(tried, { ticket: id })
		);
		return failed(said) ? said : redirect(303, `/luot/${id}`);
	}
};
