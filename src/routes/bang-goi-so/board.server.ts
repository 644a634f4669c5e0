import { dayOf, timeOf } from '#kernel/day.ts';
import { hall } from '#capabilities/counter/board.server.ts';
import type { Device } from '#web/door.server.ts';

/** The hall as the display shows it; times are the server's, so that every screen in the hall says the same minute. */
export async function boardFor({ context }: Device) {
	const now = await hall(context, {});
	const called = now.now && {
		number: now.now.number,
		desk: now.now.desk,
		calls: now.now.calls,
		at: timeOf(now.now.at)
	};
	return {
		place: now.centre,
		called,
		before: now.before.map(({ number, desk }) => ({ number, desk })),
		soon: now.soon,
		wait: now.wait,
		time: timeOf(context.now),
		day: dayOf(context.now)
	};
}

export type Board = Awaited<ReturnType<typeof boardFor>>;
