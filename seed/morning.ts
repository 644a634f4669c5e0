import { seeded } from '#kernel/seeded.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { dayOf, instantOf } from '#kernel/day.ts';
import { greet } from '#capabilities/counter/greet.server.ts';
import { listTickets } from '#capabilities/counter/sql.server.ts';
import { idOf, type Base, type Hired } from './house.ts';
import { shift } from './history.ts';
import { playLine, worker } from './line.ts';

const PEOPLE = 21;
const MINUTES = 75;
const GREETED_MIN = 3;

/** A morning under way: twenty-one numbers taken in the last hours, some served, so that whoever comes gets A 22. */
export async function morning(base: Base, now: Date, kiosk: Actor, hired: readonly Hired[]): Promise<void> {
	const day = dayOf(now);
	const seen = await inScope(base.db, kiosk, '', (db) =>
		listTickets(db, 1, day, ['waiting', 'called', 'serving', 'done', 'parked', 'missed', 'left'])
	);
	if (seen.length > 0) return;
	const since = Math.min(MINUTES, Math.floor((now.getTime() - instantOf(day).getTime()) / 60_000));
	if (since < 10) return;
	const from = new Date(now.getTime() - since * 60_000);
	for (const one of hired) if (one.desk?.startsWith('desk') && one.place === 1) await shift(base, one, from);
	await playLine(base, kiosk, { day, from, minutes: since - 2, people: PEOPLE, stopAt: since - 1 }, seeded(22));
	await greetSome(base, now, kiosk);
}

/** Lúa has gone to those who have waited longest; the last to come stand there as they came. */
async function greetSome(base: Base, now: Date, kiosk: Actor): Promise<void> {
	const waiting = await inScope(base.db, kiosk, '', (db) => listTickets(db, 1, dayOf(now), ['waiting']));
	const at = new Date(now.getTime() - GREETED_MIN * 60_000);
	for (const { id } of waiting.slice(0, -1))
		await greet({ ...base, actor: worker('lua'), now: at, request: idOf(`greet ${id}`) }, { ticket: id });
}
