import { error, type RequestEvent } from '@sveltejs/kit';
import { dayOf, timeOf } from '#kernel/day.ts';
import { ticket } from '#capabilities/counter/board.server.ts';
import { KEPT_MIN } from '#capabilities/counter/rules-queue.ts';
import { anyoneOf } from '#web/door.server.ts';
import { isId } from '#web/ids.server.ts';

const later = (from: Date, minutes: number): string => timeOf(new Date(from.getTime() + minutes * 60_000));

/** One's turn, followed from anywhere by whoever holds the ticket: no name is in it. */
export async function turnOf(event: RequestEvent, id: string) {
	const found = isId(id) ? await ticket(anyoneOf(event), { ticket: id }) : null;
	if (!found) error(404, 'not-found');
	const { promised, arrivedAt, state } = found;
	const over = found.day !== dayOf(event.locals.now);
	return {
		ticket: found,
		taken: timeOf(arrivedAt),
		around: promised && { from: later(arrivedAt, promised.from), to: later(arrivedAt, promised.to) },
		over,
		/** Whether anything can still change. */
		moves: !over && state !== 'done' && state !== 'left',
		keptMin: KEPT_MIN
	};
}
