import * as v from 'valibot';
import { id, whole } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { lateWords } from './late.server.ts';
import { bucketOf, Change } from './protocol.ts';
import { findCounter, listChangesAfter, listRowsIn } from './sql-changes.server.ts';
import { bucketsOf, takenOf, wholeOf } from './taken.server.ts';

/** Doors on one page: the first is enough to begin with. */
const PAGE = 100;

const Asked = v.object({
	area: id,
	cursor: v.pipe(whole, v.minValue(0)),
	check: v.nullable(v.string()),
	repair: v.nullable(v.array(v.number()))
});
const Answer = v.object({
	cursor: v.number(),
	changes: v.array(Change),
	more: v.boolean(),
	buckets: v.nullable(v.array(v.string())),
	/** Whom these changes name, for the look. */
	named: v.array(v.string())
});
type Answer = v.InferOutput<typeof Answer>;
type Cursor = Awaited<ReturnType<typeof listChangesAfter>>[number];

/**
 * What is otherwise in an area since a number, for a phone that is held to it. Being taken along is a look, which each of them reads,
 * once a day. A `check` that is the hash of what is here is answered by nothing; another by what each of 256 parts should be.
 */
export const changes = query(
	{
		name: 'field.changes',
		group: 'on-phone',
		input: Asked,
		answer: Answer,
		look: ({ named }) => ({ person: named, what: 'taken-along', purpose: 'campaign-visit', repeats: true })
	},
	async (context, { area, cursor, check, repair }): Promise<Answer> => {
		const { db } = context;
		const counter = await findCounter(db, area);
		if (counter === null) return { cursor: 0, changes: [], more: false, buckets: null, named: [] };
		if (repair) return repaired(context, area, cursor, new Set(repair));
		// A number that was never given is none: it is begun anew.
		const after = cursor > counter ? 0 : cursor;
		const found = await listChangesAfter(db, area, after, PAGE);
		const said = await told(context, found);
		const buckets = check === null || found.length === PAGE ? null : await differing(context, area, check);
		return { cursor: found.at(-1)?.n ?? after, more: found.length === PAGE, buckets, ...said };
	}
);

/** What stands now of each thing that changed. */
async function told({ db, keys }: Context, found: readonly Cursor[]): Promise<Pick<Answer, 'changes' | 'named'>> {
	const of = (kind: Cursor['kind']) => found.filter((one) => one.kind === kind).map(({ about }) => about);
	const doors = await takenOf(db, of('household'));
	const late = await lateWords(db, keys, of('late'));
	const textOf = (row: object | undefined): string | null => (row ? JSON.stringify(row) : null);
	return {
		changes: found.map(({ n, kind, about }) => ({
			n,
			kind,
			id: about,
			text: textOf(doors.get(about) ?? late.get(about))
		})),
		named: [...doors.values()].flatMap(({ people }) => people.filter(({ name }) => name !== null).map((one) => one.id))
	};
}

async function repaired(context: Context, area: string, cursor: number, parts: ReadonlySet<number>): Promise<Answer> {
	const rows = (await listRowsIn(context.db, area)).filter(({ about }) => parts.has(bucketOf(about)));
	const { changes: all, named } = await told(context, rows);
	return { cursor, changes: all.filter(({ text }) => text !== null), more: false, buckets: null, named };
}

/** Null where a phone holds what it should. */
async function differing(context: Context, area: string, check: string): Promise<string[] | null> {
	const { changes: all } = await told(context, await listRowsIn(context.db, area));
	const buckets = bucketsOf(all.flatMap(({ id, text }) => (text === null ? [] : [{ id, text }])));
	return wholeOf(buckets) === check ? null : buckets;
}
