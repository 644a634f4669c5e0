import type { Db } from '#platform/db.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import type { DeskRow } from './answers.ts';
import { listTickets, lockAtDesk, lockLine, openLine } from './sql.server.ts';

// Two who call, move or put back numbers of one centre do it one after the other: whoever does holds the line of the day.

/**
 * Holds the line of a desk until the transaction ends, with whom the desk has and who waits, as they stand once it is held: asked for in
 * one breath, because everybody else waits meanwhile.
 */
export async function holdFor(db: Db, desk: DeskRow, day: string) {
	const [line, centre, there, waiting] = await Promise.all([
		...([lockLine(db, desk.centreId, day), getCentre(db, desk.centreId), lockAtDesk(db, desk.id, day)] as const),
		listTickets(db, desk.centreId, day, ['waiting'])
	]);
	if (line) return { line, centre, there, waiting };
	await openLine(db, desk.centreId, day);
	return holdFor(db, desk, day);
}

/** Holds the line of a day until the transaction ends. */
export const holdLine = async (db: Db, centre: number, day: string): Promise<{ otherCalled: boolean }> => {
	const line = await lockLine(db, centre, day);
	if (line) return line;
	await openLine(db, centre, day);
	return holdLine(db, centre, day);
};
