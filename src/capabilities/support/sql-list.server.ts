import type { Db, Fragment } from '#platform/db.server.ts';
import type { View } from './inputs.ts';
import type { ListKey } from './rules-list.ts';
import { ticket, type TicketRow } from './sql.server.ts';

// The lists of tickets of a centre, page by page: each goes on after the line that was read last.

const inView = (sql: Db, view: View, me: string): Fragment =>
	({
		all: sql`t.state <> 'over'`,
		mine: sql`t.state <> 'over' and t.owner_id = ${me}::uuid`,
		free: sql`t.state <> 'over' and t.owner_id is null`,
		waits: sql`t.state = 'waits'`,
		solved: sql`t.state = 'solved'`,
		over: sql`t.state = 'over'`
	})[view];

/** Money that is running away is nought, all else one: as the index has it. */
const stretchOf = (sql: Db): Fragment => sql`(case when t.urgency = 'now' and t.state <> 'solved' then 0 else 1 end)`;
/** Microseconds, so that a key is exactly where it was. */
const instant = (sql: Db, micros: string): Fragment =>
	sql`(timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond')`;

type Keyed = { id: string; pressing: boolean; nextOn: string; madeAt: string; number: number };
type Asked = { centre: number; view: View; me: string; after: ListKey | null; rows: number };

/** The ids of one page in their order, each with its key. What is pressing stands before all else: two stretches of one index. */
const listKeys = (sql: Db, { centre, view, me, after, rows }: Asked) => {
	const of = sql`select t.id, ${stretchOf(sql)} = 0 as pressing, t.next_on, t.made_at, t.number from support_ticket t
		where t.centre_id = ${centre} and t.merged_into is null and ${inView(sql, view, me)}`;
	const key = sql`k.id, k.pressing, k.next_on::text as next_on, (extract(epoch from k.made_at) * 1000000)::bigint::text as made_at, k.number`;
	if (view === 'over') {
		const from = after?.view === 'over' ? sql`and t.number < ${after.number}` : sql``;
		return sql<
			Keyed[]
		>`select ${key} from (${of} ${from} order by t.number desc limit ${rows}) k order by k.number desc`;
	}
	const from = after?.view === 'open' ? after : null;
	const here = from
		? sql`and (t.next_on, t.made_at, t.id) > (${from.nextOn}::date, ${instant(sql, from.madeAt)}, ${from.id}::uuid)`
		: sql``;
	const stretch = (which: boolean) =>
		sql`(${of} and ${stretchOf(sql)} = ${which ? 0 : 1} ${from?.pressing === which ? here : sql``} order by t.next_on, t.made_at, t.id limit ${rows})`;
	const both = from && !from.pressing ? stretch(false) : sql`${stretch(true)} union all ${stretch(false)}`;
	return sql<
		Keyed[]
	>`select ${key} from (${both}) k order by k.pressing desc, k.next_on, k.made_at, k.id limit ${rows}`;
};

/** One page of a view, the most pressing first: money that is running away, then by the day on which somebody goes on. What is over, the latest first. */
export const listTickets = async (sql: Db, asked: Asked): Promise<{ rows: TicketRow[]; last: ListKey | null }> => {
	const keys = await listKeys(sql, asked);
	const found = await sql<TicketRow[]>`${ticket(sql)} where t.id = any(${sql.array(keys.map(({ id }) => id))}::uuid[])`;
	const byId = new Map(found.map((row) => [row.id, row]));
	const end = keys.at(-1);
	const last = (one: Keyed): ListKey =>
		asked.view === 'over'
			? { view: 'over', number: one.number }
			: { view: 'open', pressing: one.pressing, nextOn: one.nextOn, madeAt: one.madeAt, id: one.id };
	return { rows: keys.flatMap(({ id }) => byId.get(id) ?? []), last: end ? last(end) : null };
};

/** How many follow a line of a view; no more are counted than `most`. */
export const countAfter = async (
	sql: Db,
	{ centre, view, me, after, most }: Omit<Asked, 'rows' | 'after'> & { after: ListKey; most: number }
): Promise<number> => {
	const at =
		after.view === 'over'
			? sql`null, null, null, null, ${after.number}`
			: sql`${after.pressing}, ${after.nextOn}::date, ${instant(sql, after.madeAt)}, ${after.id}::uuid, null`;
	return (
		await sql<{ more: number }[]>`select support_after(${centre}, ${me}::uuid, ${view}, ${at}, ${most}) as more`
	)[0]!.more;
};
