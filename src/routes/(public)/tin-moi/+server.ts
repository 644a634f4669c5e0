import { redirect } from '@sveltejs/kit';
import { ticket } from '#capabilities/counter/board.server.ts';
import { anyoneOf, cookieOf, findResident } from '#web/door.server.ts';
import { isId } from '#web/ids.server.ts';
import { paths } from '#web/paths.ts';
import { heldCase } from '#web/slip-cookie.server.ts';
import type { RequestHandler } from './$types';

const MOVES = new Set(['waiting', 'called', 'serving', 'parked', 'missed']);

/** Where whoever was rung reads what there is: their number while they wait, what one of the staff was told, their own words, the file of their slip, or the page that asks for it. */
export const GET: RequestHandler = async (event) => {
	const turn = event.cookies.get(cookieOf.turn) ?? '';
	if (isId(turn) && MOVES.has((await ticket(anyoneOf(event), { ticket: turn }))?.state ?? ''))
		redirect(303, paths.open.turn(turn));
	if (event.cookies.get(cookieOf.staff)) redirect(303, paths.staff.toldMe);
	if (await findResident(event)) redirect(303, paths.mine.told);
	redirect(303, heldCase(event) === null ? paths.follow.home : paths.follow.file);
};
