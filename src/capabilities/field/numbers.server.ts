import type { Db } from '#platform/db.server.ts';
import { lockAreas } from './sql-areas.server.ts';
import { listDoors, listDoorsOf, numberChanges } from './sql-changes.server.ts';

type Change = Parameters<typeof numberChanges>[1][number];

/** Numbers changes of areas, each held in one order, so that two who count wait for one another. */
export async function numberIn(sql: Db, changes: readonly Change[], now: Date): Promise<void> {
	if (changes.length === 0) return;
	await lockAreas(sql, [...new Set(changes.map(({ area }) => area))]);
	await numberChanges(sql, changes, now);
}

export const doors = (found: readonly { area: string; about: string }[]): Change[] =>
	found.map((door) => ({ ...door, kind: 'household' as const }));

type Spoken = { householdId: string | null; people: readonly string[] };

/** The doors of which something was said: by themselves, or by who lives or lived behind them. */
export async function doorsSpokenOf(sql: Db, said: readonly Spoken[]): Promise<Change[]> {
	const named = [...new Set(said.flatMap(({ householdId }) => (householdId === null ? [] : [householdId])))];
	const people = [...new Set(said.flatMap((one) => one.people))];
	return [
		...doors(named.length === 0 ? [] : await listDoors(sql, named)),
		...doors(people.length === 0 ? [] : await listDoorsOf(sql, people))
	];
}
