import * as v from 'valibot';
import { homeOf, type Actor } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { plain, tidyName } from '#kernel/plain.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Db } from '#platform/db.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { getCentre } from './places.server.ts';
import { hamletFile } from './hamlet-file.server.ts';
import { isList } from './read-hamlets.server.ts';
import { findHamlet, hamletChange, keptName, MOST, type HamletKnown, type HamletRow } from './rules-hamlets.ts';
import { HamletOf, HamletCheck } from './answers.ts';
import { endParts, insertPart, listHamletsOf, listLanes, updateBoundary } from './sql-hamlets.server.ts';

export type { HamletOf };

/** The hamlets of a commune on a day (`yyyy-mm-dd`), each with its lanes. */
export const listHamlets = (sql: Db, commune: number, day: string): Promise<HamletOf[]> =>
	listHamletsOf(sql, commune, day);

/** The hamlet that somebody means; null while the commune has no list, and for what `stands` there already. Refuses what the list does not hold. */
export async function hamletNamed(
	sql: Db,
	{ commune, day, said, stands = null }: { commune: number; day: string; said: string; stands?: string | null }
): Promise<HamletKnown | null> {
	const known = await listHamlets(sql, commune, day);
	const found = findHamlet(said, known);
	if (!found && known.length > 0 && said !== stands) throw new Refusal('hamlet-unknown', { hamlet: said });
	return found;
}

/** The lane of a hamlet that somebody means. Refuses one that the hamlet does not have (`lane-unknown`). */
export async function laneNamed(sql: Db, hamlet: number | null, said: string): Promise<number> {
	const lanes = hamlet === null ? [] : await listLanes(sql, hamlet);
	const found = lanes.filter((one) => plain(one.name) === plain(said));
	if (found.length !== 1) throw new Refusal('lane-unknown', { lane: said });
	return found[0]!.id;
}

/** The commune that the actor works in. */
export async function communeOf(sql: Db, actor: Actor): Promise<number> {
	const home = homeOf(actor);
	if (home === null) throw new Refusal('not-your-place');
	return (await getCentre(sql, home)).communeId;
}

/** The hamlets of the actor's commune that there are today. */
export const hamlets = query(
	{
		name: 'places.hamlets',
		group: 'in-house',
		input: Nothing,
		answer: v.array(HamletOf),
		look: 'holds no name'
	},
	async ({ db, actor, now }) => listHamlets(db, await communeOf(db, actor), dayOf(now))
);

const AddHamlet = v.object({
	name: v.pipe(
		v.string(),
		v.transform(tidyName),
		v.nonEmpty('hamlet-empty'),
		v.maxLength(120, 'too-long'),
		v.regex(/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’.\-/ ]*$/u, 'hamlet-letters')
	)
});

const File = v.object({ text: v.pipe(v.string(), v.nonEmpty('file-missing'), v.maxLength(8_000_000)) });

const nameAt = (rows: readonly HamletRow[], at: number): string => rows.find((row) => row.at === at)?.name ?? '';

/** What is in a file of hamlets and what loading it would change. Nothing is written. */
export const checkHamlets = query(
	{
		name: 'places.check-hamlets',
		group: 'lead',
		input: File,
		answer: HamletCheck,
		look: 'holds no name',
		before: (_, { text }) => hamletFile(text)
	},
	async ({ db, actor, now }, { text }, { rows, faults, crossings }): Promise<HamletCheck> => {
		return {
			rows: rows.length,
			lanes: rows.reduce((sum, row) => sum + row.lanes.length, 0),
			bounded: rows.filter((row) => row.boundary).length,
			faults: faults.map(([at, wrong]) => ({ at, name: nameAt(rows, at), faults: wrong })),
			crossings: crossings.map((one) => ({ ...one, name: nameAt(rows, one.at) })),
			more: crossings.length === MOST.crossings,
			change: hamletChange(rows, await listHamlets(db, await communeOf(db, actor), dayOf(now)), isList(text))
		};
	}
);

/**
 * Loads a commune's own hamlets. All or nothing: refuses a file with a fault (`hamlets-faulty`) or with boundaries that
 * cross (`hamlets-cross`). Hamlets that a list does not name end today; none is deleted. Boundaries end nothing.
 */
export const loadHamlets = command(
	{
		name: 'places.load-hamlets',
		group: 'lead',
		input: File,
		answer: v.object({ added: v.number(), kept: v.number(), ended: v.number() }),
		before: (_, { text }) => hamletFile(text)
	},
	async ({ db, actor, now }, { text }, { rows, faults, crossings }) => {
		const commune = await communeOf(db, actor);
		if (faults.length > 0) throw new Refusal('hamlets-faulty', { count: faults.length });
		if (crossings.length > 0) throw new Refusal('hamlets-cross');
		const since = dayOf(now);
		const before = await listHamlets(db, commune, since);
		const change = hamletChange(rows, before, isList(text));
		await endParts(
			db,
			before.filter((one) => change.ended.includes(one.name)).map((one) => one.id),
			since
		);
		for (const row of rows) await putHamlet(db, commune, { ...row, name: keptName(row, before) }, since);
		return {
			answer: { added: change.added.length, kept: change.kept.length, ended: change.ended.length },
			detail: { commune, rows: rows.length }
		};
	}
);

/**
 * One more hamlet of the commune, by whoever keeps the register: nobody else makes one by writing its name. Refuses one that is there
 * (`hamlet-there`).
 */
export const addHamlet = command(
	{
		name: 'places.add-hamlet',
		group: 'keep-register',
		input: AddHamlet,
		answer: v.object({ hamlet: v.number() })
	},
	async ({ db, actor, now }, { name }) => {
		const [commune, since] = [await communeOf(db, actor), dayOf(now)];
		if (findHamlet(name, await listHamlets(db, commune, since))) throw new Refusal('hamlet-there', { hamlet: name });
		const hamlet = await insertPart(db, { parent: commune, kind: 'hamlet', code: null, name, since });
		return { answer: { hamlet }, detail: { commune, hamlet } };
	}
);

async function putHamlet(db: Db, commune: number, row: HamletRow, since: string): Promise<void> {
	const id = await insertPart(db, { parent: commune, kind: 'hamlet', code: row.code, name: row.name, since });
	if (row.boundary) await updateBoundary(db, id, row.boundary);
	for (const lane of row.lanes) await insertPart(db, { parent: id, kind: 'lane', code: null, name: lane, since });
}
