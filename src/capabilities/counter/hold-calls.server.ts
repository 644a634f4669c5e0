import type { Db } from '#platform/db.server.ts';
import { listForDesk, lockCalls, openCalls } from './sql.server.ts';

// Two who call, move or put back numbers of one centre do it one after the other: whoever does holds its calls of the day. Who takes a number waits for nobody who calls.

/**
 * Holds the calls at the centre of a desk until the transaction ends, with whom the desk has and who waits, as they stand once they are held: asked for in
 * one breath, because everybody else waits meanwhile.
 */
export async function holdCallsFor(db: Db, desk: { id: string; centreId: number }, day: string) {
	const [line, all] = await Promise.all([lockCalls(db, desk.centreId, day), listForDesk(db, desk, day)]);
	const waiting = all.filter(({ state }) => state === 'waiting');
	const there = all.find(({ state }) => state !== 'waiting');
	if (line) return { line, there, waiting };
	await openCalls(db, desk.centreId, day);
	return holdCallsFor(db, desk, day);
}

/** Holds the calls of a day until the transaction ends. */
export const holdCalls = async (db: Db, centre: number, day: string): Promise<{ otherCalled: boolean }> => {
	const line = await lockCalls(db, centre, day);
	if (line) return line;
	await openCalls(db, centre, day);
	return holdCalls(db, centre, day);
};
