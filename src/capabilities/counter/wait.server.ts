import { addDays, dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { Wait } from './inputs.ts';
import { matters, type Matter } from './rules-matters.ts';
import { countsFrom } from './rules-queue.ts';
import { ahead, forecast, shrink } from './rules-wait.ts';
import { seeded } from '#kernel/seeded.ts';
import { type Ahead, type DeskRow, type TicketRow, type TicketState, type WaitNow, WaitHere } from './answers.ts';
import { countKeptPromises, learnService, listArrivals, listDaysBefore, listDesks } from './sql-desks.server.ts';
import { doorsAt, readDoors } from '#capabilities/places/places.server.ts';
import { timeOf } from '#kernel/day.ts';
import { listTickets } from './sql.server.ts';

/** Learned minutes of each matter at this centre over the thirty days before today, small samples pulled to the prior. */
async function meansAt({ db, now }: Pick<Context, 'db' | 'now'>, centre: number): Promise<Record<Matter, number>> {
	const learned = new Map((await learnService(db, centre, dayOf(now))).map((row) => [row.matter, row]));
	const mean = (matter: Matter): number =>
		shrink(matters[matter].minutes, learned.get(matter) ?? { count: 0, mean: 0 });
	return Object.fromEntries((Object.keys(matters) as Matter[]).map((matter) => [matter, mean(matter)])) as Record<
		Matter,
		number
	>;
}

type Asks = Pick<Context, 'db' | 'now'>;

/** The numbers that count for whoever waits. */
const NOW: readonly TicketState[] = ['waiting', 'called', 'serving'];

type HallNow = { tickets: readonly TicketRow[]; desks: readonly DeskRow[]; means: Record<Matter, number> };

/** What stands in the hall of a centre: the numbers of today in these states, the desks, and what each matter takes here. */
export async function readHall(context: Asks, centre: number, states = NOW): Promise<HallNow> {
	const { db, now } = context;
	const [tickets, desks, means] = await Promise.all([
		listTickets(db, centre, dayOf(now), states),
		listDesks(db, centre, now),
		meansAt(context, centre)
	]);
	return { tickets, desks, means };
}

/** The hall for one matter: the desks that take it and are manned, and who goes before somebody who counts from `mine`. */
function hallFor(here: HallNow, matter: Matter, mine: Date, now: Date) {
	const { desks, means } = here;
	const tickets = here.tickets.filter(({ state }) => NOW.includes(state));
	const waiting = tickets.filter((ticket) => ticket.state === 'waiting');
	const able = desks.filter((desk) => desk.manned && desk.skills.includes(matter));
	const shared = waiting.filter(
		(ticket) => countsFrom(ticket) <= mine && able.some((desk) => desk.skills.includes(ticket.matter))
	);
	const busy = able.map((desk) => busyWith(tickets, desk.id, means, now));
	const hall = { ahead: shared.map((ticket) => means[ticket.matter]), desks: busy };
	return { waiting, able, means, hall, random: seeded(shared.length * 7919 + able.length) };
}

/** What somebody who takes a number now, with their head start, would wait in this hall, as an honest range; null while no desk that does this is manned. */
export function waitIn(here: HallNow, matter: Matter, now: Date, headStartMin = 0): WaitNow {
	const mine = countsFrom({ arrivedAt: now, headStartMin });
	const { waiting, hall, random } = hallFor(here, matter, mine, now);
	const range = forecast(hall, random);
	const fromHome = waiting.filter(({ source }) => source === 'home').length;
	return { waiting: waiting.length - fromHome, fromHome, range };
}

/** The same, of a hall that nobody has looked at yet. */
export const waitFor = async (context: Asks, centre: number, matter: Matter, headStartMin = 0): Promise<WaitNow> =>
	waitIn(await readHall(context, centre), matter, context.now, headStartMin);

const [HALF, SOON, POINTS, EARLIER] = [30 * 60_000, 15 * 60_000, 3, 20];

/** The next half hours by the clock, the first at least a quarter of an hour ahead. */
const halfHours = (now: Date): Date[] =>
	Array.from({ length: POINTS }, (_, n) => new Date((Math.ceil((now.getTime() + SOON) / HALF) + n) * HALF));

/**
 * How long whoever comes later this morning or afternoon will wait, as long as the doors are open, the desks stay as they are now
 * and as many come as on the last days; null where too few days are known, no desk is manned or the doors close before.
 */
export async function aheadFor(
	context: Asks,
	id: number,
	matter: Matter,
	known: { centre: Promise<{ alwaysOpen: boolean }>; hall: Promise<HallNow> }
): Promise<Ahead | null> {
	const { db, now } = context;
	const [today, soon] = [dayOf(now), halfHours(now)];
	const [centre, here, doors, earlier, came, kept] = await Promise.all([
		...([known.centre, known.hall, readDoors(db, id, now), listDaysBefore(db, id, today, EARLIER)] as const),
		listArrivals(db, { centre: id, days: EARLIER, today, from: now, until: soon.at(-1)! }),
		countKeptPromises(db, id, { lastBefore: today })
	]);
	const { open, hours } = doorsAt(doors, centre.alwaysOpen, now);
	const times = soon.filter(
		(at) =>
			dayOf(at) === today &&
			(hours.length === 0 || hours.some(({ opens, closes }) => opens <= timeOf(at) && timeOf(at) < closes))
	);
	const until = times.at(-1);
	if (!open || !until) return null;
	const days = earlier.map(({ day }) => day);
	const { hall, able, means, random } = hallFor(here, matter, until, now);
	const minuteOf = (at: Date): number => (at.getTime() - now.getTime()) / 60_000;
	const shared = came.filter((one) => one.at <= until && able.some((desk) => desk.skills.includes(one.matter)));
	const byDay = days.map((day) =>
		shared.filter((one) => one.day === day).map((one) => ({ minute: minuteOf(one.at), mean: means[one.matter] }))
	);
	const waits = ahead(hall, byDay, times.map(minuteOf), random);
	if (!waits) return null;
	return {
		days: days.length,
		points: times.map((at, n) => ({ at, minutes: waits[n]! })),
		yesterday: kept.of >= 10 ? kept : null
	};
}

function busyWith(
	tickets: readonly TicketRow[],
	desk: string,
	means: Record<Matter, number>,
	now: Date
): { spent: number; mean: number } | null {
	const there = tickets.find((ticket) => ticket.deskId === desk && ticket.state !== 'waiting');
	return there?.calledAt
		? { spent: (now.getTime() - there.calledAt.getTime()) / 60_000, mean: means[there.matter] }
		: null;
}

/** How many wait, the range for somebody who comes now, and how often yesterday's ranges were right. */
export const wait = query(
	{ name: 'counter.wait', group: ['public', 'kiosk', 'hall'], input: Wait, answer: WaitHere, look: 'holds no name' },
	async (context, input) => {
		const [current, kept] = await Promise.all([
			waitFor(context, input.centre, input.matter),
			countKeptPromises(context.db, input.centre, { day: addDays(dayOf(context.now), -1) })
		]);
		return { ...current, yesterday: kept.of >= 10 ? kept : null };
	}
);
