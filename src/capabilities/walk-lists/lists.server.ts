import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command, may, query } from '#platform/dispatch.server.ts';
import { turnIn } from '#platform/sql-page.server.ts';
import { holdLed, ledBy } from '#capabilities/field/leads.server.ts';
import { findPeople } from '#capabilities/residents/people.server.ts';
import { Lists, RowsOfList, type ListRow } from './answers.ts';
import { EndList, ListsOn, OneList } from './inputs.ts';
import { stateOf } from './rules-keying.ts';
import { describeLists, endListRow, findList, holdList, listRows, listsBeyond, listsOf } from './sql.server.ts';

/** Lists on one page. */
const PAGE = 50;
/** Who keys: whoever leads, and whoever knows the people of the commune from the desk. */
export const keys = ['lead-field', 'know-people'] as const;

/** The hamlets whose lists somebody sees: whoever knows the people of the commune sees all (null). */
const seenBy = (context: Context): Promise<number[] | null> =>
	may(context.actor, findPeople) ? Promise.resolve(null) : ledBy(context);

const ledIn = async (context: Context) => ({ centre: centreOf(context.actor), hamlets: await seenBy(context) });

/** A list that whoever asks may key. Refuses one of another centre or hamlet (`walk-list-unknown`). */
export async function getList(context: Context, list: string): Promise<ListRow> {
	const found = await findList(context.db, await ledIn(context), list);
	if (!found) throw new Refusal('walk-list-unknown');
	return found;
}

/** The same while the paper is out. Refuses one that was put away or lost (`walk-list-over`). */
export async function getOpenList(context: Context, list: string): Promise<ListRow> {
	const found = await getList(context, list);
	if (found.ended !== null) throw new Refusal('walk-list-over');
	return found;
}

/** Lists on paper, those that are out first, with how much of each was keyed. */
export const lists = query(
	{ name: 'walk-lists.lists', group: keys, input: ListsOn, answer: Lists, look: 'names staff, and no resident' },
	async (context, { page, after }) => {
		const { db } = context;
		const led = await ledIn(context);
		const [kind, number] = after?.split('-') ?? [];
		const found = await turnIn<{ id: string; number: number; over: boolean }>(db, (which) => listsOf(db, led, which), {
			...{ page, beyond: number === undefined ? null : listsBeyond(db, kind === 'over', Number(number)) },
			...{ rows: PAGE, keyOf: (row) => `${row.over ? 'over' : 'out'}-${row.number}` }
		});
		const rows = [
			...(await describeLists(
				db,
				found.rows.map(({ id }) => id)
			))
		];
		return { ...found, rows };
	}
);

/** The rows of a list and how each stands, without a name. */
export const rowsOfList = query(
	{
		name: 'walk-lists.rows',
		group: keys,
		input: OneList,
		answer: RowsOfList,
		look: 'doors by number and lane, and no name'
	},
	async (context, { list }) => {
		const found = await getList(context, list);
		const rows = await listRows(context.db, list, context.actor.id);
		return {
			list: found,
			rows: rows.map(({ household: _, people: __, done, mine, others, ...row }) => ({
				...row,
				state: stateOf({ done, mine, others })
			}))
		};
	}
);

/**
 * The paper is put away, or nobody knows where it is. Refuses to put one away of which a row waits for a second hand
 * (`walk-rows-open`); of a lost one nobody can read again what waited, and it is not taken.
 */
export const endList = command(
	{
		name: 'walk-lists.end-list',
		byPerson: true,
		group: 'lead-field',
		input: EndList,
		answer: v.object({ list: v.string() })
	},
	async (context, { list, ended }) => {
		const { db, actor, now } = context;
		const { areaId } = await getList(context, list);
		await holdLed(context, [areaId]);
		// Whoever keys a row of it at this moment is waited for.
		if (!(await holdList(db, list, 'end'))) throw new Refusal('walk-list-over');
		const { open, people, done } = await getOpenList(context, list);
		if (ended === 'put-away' && open > 0) throw new Refusal('walk-rows-open', { count: open });
		await endListRow(db, { list, ended, by: actor.id, at: now });
		return { answer: { list }, about: list, detail: { ended, done, people, left: open } };
	}
);
