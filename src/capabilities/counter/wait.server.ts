import { addDays, dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { Wait } from './inputs.ts';
import { matters, type Matter } from './rules-matters.ts';
import { countsFrom } from './rules-queue.ts';
import { forecast, shrink } from './rules-wait.ts';
import { seeded } from '#kernel/seeded.ts';
import { type TicketRow, type WaitNow, WaitHere } from './answers.ts';
import { countKeptPromises, learnService, listDesks } from './sql-desks.server.ts';
import { listTickets } from './sql.server.ts';

/** Learned minutes of each matter at this centre over thirty days, small samples pulled to the prior. */
async function meansAt({ db, now }: Pick<Context, 'db' | 'now'>, centre: number): Promise<Record<Matter, number>> {
	const learned = new Map((await learnService(db, centre, addDays(dayOf(now), -30))).map((row) => [row.matter, row]));
	const mean = (matter: Matter): number =>
		shrink(matters[matter].minutes, learned.get(matter) ?? { count: 0, mean: 0 });
	return Object.fromEntries((Object.keys(matters) as Matter[]).map((matter) => [matter, mean(matter)])) as Record<
		Matter,
		number
	>;
}

/** What somebody who takes a number now, with their head start, would wait, as an honest range; null while no desk that does this is manned. */
export async function waitFor(
	context: Pick<Context, 'db' | 'now'>,
	centre: number,
	matter: Matter,
	headStartMin = 0
): Promise<WaitNow> {
	const { db, now } = context;
	const [tickets, desks, means] = await Promise.all([
		listTickets(db, centre, dayOf(now), ['waiting', 'called', 'serving']),
		listDesks(db, centre, now),
		meansAt(context, centre)
	]);
	const waiting = tickets.filter((ticket) => ticket.state === 'waiting');
	const able = desks.filter((desk) => desk.manned && desk.skills.includes(matter));
	const mine = countsFrom({ arrivedAt: now, headStartMin });
	const shared = waiting.filter(
		(ticket) => countsFrom(ticket) <= mine && able.some((desk) => desk.skills.includes(ticket.matter))
	);
	const busy = able.map((desk) => busyWith(tickets, desk.id, means, now));
	const range = forecast(
		{ ahead: shared.map((ticket) => means[ticket.matter]), desks: busy },
		seeded(shared.length * 7919 + able.length)
	);
	const fromHome = waiting.filter(({ source }) => source === 'home').length;
	return { waiting: waiting.length - fromHome, fromHome, range };
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
			countKeptPromises(context.db, input.centre, addDays(dayOf(context.now), -1))
		]);
		return { ...current, yesterday: kept.of >= 10 ? kept : null };
	}
);
