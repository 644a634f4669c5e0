import { createHash } from 'node:crypto';
import type { Db } from '#platform/db.server.ts';
import { bucketOf, bucketText, wholeText } from './protocol.ts';
import { type TakenHousehold } from './taken.ts';
import { listTaken } from './sql-rows.server.ts';

/** A door as a phone takes it along: the head of the house first, and nothing of whoever is a door without a name. */
export async function takenOf(sql: Db, households: readonly string[]): Promise<Map<string, TakenHousehold>> {
	const rows = households.length === 0 ? [] : await listTaken(sql, households);
	return new Map(
		rows.map(({ people, ...door }) => [door.id, { ...door, people: people.toSorted(headFirst).map(shown) }])
	);
}

type Listed = Awaited<ReturnType<typeof listTaken>>[number]['people'][number];

const headFirst = (a: Listed, b: Listed): number => Number(b.relation === 'head') - Number(a.relation === 'head');

const shown = ({ hidden, since: _, ...person }: Listed): TakenHousehold['people'][number] =>
	hidden
		? {
				...person,
				name: null,
				year: null,
				gender: null,
				needs: [],
				verified: false,
				said: {},
				step: null,
				open: [],
				again: [],
				consents: visitOnly(person),
				versions: {}
			}
		: person;

/** That they said no to the visit, so that a phone knows what it asks about. */
const visitOnly = ({ consents }: Pick<Listed, 'consents'>): Listed['consents'] => {
	const visit = consents['campaign-visit'];
	return visit ? { 'campaign-visit': visit } : {};
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 11);

/** The 256 hashes of what an area holds, by the last byte of each id. */
export function bucketsOf(rows: readonly { id: string; text: string }[]): string[] {
	const buckets = Array.from({ length: 256 }, (): { id: string; text: string }[] => []);
	for (const row of rows) buckets[bucketOf(row.id)]!.push(row);
	return buckets.map((bucket) => hashOf(bucketText(bucket)));
}

/** The hash of the whole. */
export const wholeOf = (buckets: readonly string[]): string => hashOf(wholeText(buckets));
