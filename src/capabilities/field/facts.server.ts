import * as v from 'valibot';
import { id } from '#kernel/shapes.ts';
import type { Db } from '#platform/db.server.ts';
import { carries } from './carries.server.ts';
import type { Bound } from './door.server.ts';
import type { Operation } from './protocol.ts';
import { listWorkOf } from './sql-areas.server.ts';
import {
	holdDoors,
	listDoorsPlaced,
	listPlaced,
	listSittings,
	lockOperations,
	type OperationRow
} from './sql-operations.server.ts';

/** One thing that was said on a phone, opened. */
export type Word = {
	id: string;
	seq: number;
	phone: Bound;
	operation: Operation;
	said: Date;
	/** When it came here for the first time. */
	arrived: Date;
	sealed: string;
	signature: string;
	/** How often it was refused before. */
	tries: number;
};

type Work = { now: ReadonlySet<string>; ever: ReadonlySet<string> };
type Door = { area: string | null; before: readonly string[] };

/**
 * What has to be known of a batch to place and run it: asked in a few statements for all of it, and kept true while its words are
 * carried out one after another.
 */
export type Facts = {
	work: ReadonlyMap<string, Work>;
	doors: Map<string, Door>;
	/** Behind which door somebody lives. */
	homes: Map<string, string | null>;
	erased: ReadonlySet<string>;
	sittings: Map<string, { person: string; helper: string }>;
	/** What became of operations that others build on. */
	states: Map<string, Pick<OperationRow, 'result' | 'final'>>;
};

const NOBODY: Work = { now: new Set(), ever: new Set() };
export const workOf = ({ work }: Facts, { phone }: Word): Work => work.get(phone.staffId) ?? NOBODY;

const every = <T>(words: readonly Word[], of: (word: Word) => readonly (T | null)[]): T[] => [
	...new Set(words.flatMap(of).filter((one): one is T => one !== null))
];

/** Of whom it speaks, and whose its own words are where it does not say so beside them: what lies here of them goes when they are erased. */
export const peopleOf = ({ about, input }: Operation): string[] => [
	...new Set([...about.people, ...(v.is(id, input['person']) ? [input['person']] : [])])
];

/** What is known of these words, in the transaction that carries them out; asked as the field itself. */
export async function factsOf(sql: Db, words: readonly Word[]): Promise<Facts> {
	const people = await listPlaced(
		sql,
		every(words, ({ operation }) => peopleOf(operation))
	);
	const homes = new Map(people.map(({ person, household }) => [person, household]));
	const named = every(words, ({ operation }) => [operation.about.household]);
	const all = [...new Set([...named, ...[...homes.values()].filter((one) => one !== null)])];
	await holdDoors(sql, all);
	const doors = await listDoorsPlaced(sql, all);
	const sittings = await listSittings(
		sql,
		every(words, ({ operation }) => [operation.about.session])
	);
	const before = await lockOperations(
		sql,
		every(words, ({ operation }) => operation.deps)
	);
	return {
		work: await worksOf(sql, words),
		doors: new Map(doors.map(({ household, ...door }) => [household, door])),
		homes,
		erased: new Set(people.filter(({ erased }) => erased).map(({ person }) => person)),
		sittings: new Map(sittings.map(({ id, personId, helperId }) => [id, { person: personId, helper: helperId }])),
		states: new Map(before.map(({ id, result, final }) => [id, { result, final }]))
	};
}

async function worksOf(sql: Db, words: readonly Word[]): Promise<Map<string, Work>> {
	const rows = await listWorkOf(
		sql,
		every(words, ({ phone }) => [phone.staffId])
	);
	const of = (staff: string, all: boolean) =>
		new Set(rows.filter(({ staffId, now }) => staffId === staff && (all || now)).map(({ areaId }) => areaId));
	return new Map(rows.map(({ staffId }) => [staffId, { now: of(staffId, false), ever: of(staffId, true) }]));
}

/** The door of which a word speaks, by itself or by whoever lives behind it; null where nobody knows. */
export function homeOf({ homes }: Facts, { operation }: Word): string | null {
	const { household, people } = operation.about;
	return household ?? (people[0] === undefined ? null : (homes.get(people[0]) ?? null));
}

/** What a word that was carried out has made true for those after it. */
export function noteDone(facts: Facts, { operation, phone }: Word): void {
	const carried = carries.get(operation.command);
	const { household, people } = operation.about;
	if (carried?.foundsHousehold && household) facts.doors.set(household, { area: operation.area, before: [] });
	if (household && people.length === 1 && people[0]) facts.homes.set(people[0], household);
	for (const { session, person } of carried?.meets ? metIn(operation.input) : [])
		facts.sittings.set(session, { person, helper: phone.staffId });
}

function metIn(input: Operation['input']): { session: string; person: string }[] {
	const met: unknown = input['met'];
	return Array.isArray(met)
		? met.map((one: { session: unknown; person: unknown }) => ({
				session: String(one.session),
				person: String(one.person)
			}))
		: [];
}
