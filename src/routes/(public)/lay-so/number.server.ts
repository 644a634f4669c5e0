import { redirect, type RequestEvent } from '@sveltejs/kit';
import { ticket } from '#capabilities/counter/board.server.ts';
import { acting } from '#web/act.server.ts';
import { anyoneAt, cookieOf, setCookie } from '#web/door.server.ts';
import { isId } from '#web/ids.server.ts';
import { paths } from '#web/paths.ts';
import { allCentres, whichOf } from '../centre.server.ts';

const KEPT_SECONDS = 12 * 3600;
const WAITS = new Set(['waiting', 'called', 'serving', 'parked', 'missed']);

/** Whoever has no number yet, at the centre that the address means; who has one is led to it, and without a centre it is asked which. */
export const byWhoeverHasNone = acting(async (event, request) => {
	const { here } = whichOf(await allCentres(event), event);
	if (!here) redirect(303, event.url.pathname + event.url.search);
	const context = anyoneAt(event, here.id, request);
	const had = event.cookies.get(cookieOf.turn);
	if (had && isId(had) && WAITS.has((await ticket(context, { ticket: had }))?.state ?? ''))
		redirect(303, paths.open.turn(had));
	return { context };
});

/** Remembers the number in the browser that took it: one at a time, however they come back to this page. */
export function keepNumber({ cookies }: RequestEvent, id: string): string {
	setCookie(cookies, cookieOf.turn, id, KEPT_SECONDS);
	return paths.open.turn(id);
}
