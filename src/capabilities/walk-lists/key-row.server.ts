import * as v from 'valibot';
import { dayOf, instantOf, timeOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { planNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { recordVisit } from '#capabilities/assistance/record-visit.server.ts';
import { doorsOnPaper, onPaper, type Paper } from '#capabilities/field/on-paper.server.ts';
import { RowToKey, type ListRow } from './answers.ts';
import { ByNumbers, KeyRow, OneRow } from './inputs.ts';
import { centreOf } from '#kernel/actor.ts';
import { getList, getOpenList, keys } from './lists.server.ts';
import { rowOf } from './print-list.server.ts';
import { differing, isOpen, stateOf, type Keyed } from './rules-keying.ts';
import {
	findAreaOf,
	findRowByNumbers,
	finishRow,
	isSaidOnPhone,
	listKeyed,
	listRows,
	lockRow,
	putKeyed
} from './sql.server.ts';

/** A row and its list. Refuses what is no row here (`walk-row-unknown`). */
async function getRow(context: Context, id: string) {
	const row = await lockRow(context.db, id);
	if (!row) throw new Refusal('walk-row-unknown');
	return row;
}

/** Which row two printed numbers mean. */
export const rowByNumbers = query(
	{
		name: 'walk-lists.row-by-numbers',
		byPerson: true,
		group: keys,
		input: ByNumbers,
		answer: v.object({ row: v.string() }),
		look: 'an id and no name'
	},
	async (context, numbers) => {
		const row = await findRowByNumbers(context.db, centreOf(context.actor), numbers);
		if (row === null) throw new Refusal('walk-row-unknown');
		return { row };
	}
);

/**
 * A row to key, with who lives there, which is a look at them. What another hand keyed is not told: after both have, only in which
 * parts they read the paper differently.
 */
export const rowToKey = query(
	{
		name: 'walk-lists.row',
		byPerson: true,
		group: keys,
		input: OneRow,
		answer: RowToKey,
		look: ({ door }) => ({
			person: (door?.people ?? []).filter(({ name }) => name !== null).map(({ id }) => id),
			...{ what: 'taken-along', purpose: 'campaign-visit', repeats: true }
		})
	},
	async (context, { row: id }) => {
		const { db, actor } = context;
		const row = await getRow(context, id);
		const list = await getList(context, row.list);
		const keyed = await listKeyed(db, id);
		const mine = keyed.find(({ by }) => by === actor.id)?.said ?? null;
		const others = keyed.filter(({ by }) => by !== actor.id);
		const rows = await listRows(db, row.list, actor.id);
		const open = rows.filter((one) => one.id !== id && isOpen(stateOf(one)));
		return {
			...{ id, n: row.n, list },
			mine: mine && { ...mine, met: [...mine.met], taught: [...mine.taught] },
			state: stateOf({ done: row.done !== null, mine: mine !== null, others: others.length > 0 }),
			differs: mine === null ? [] : [...new Set(others.flatMap(({ said }) => differing(mine, said)))],
			door: await doorOf(context, row, list),
			next: (open.find(({ n }) => n > row.n) ?? open[0])?.id ?? null
		};
	}
);

async function doorOf(context: Context, row: Awaited<ReturnType<typeof getRow>>, list: ListRow) {
	const area = await findAreaOf(context.db, row.household);
	if (area === null) return null;
	const paper = { list: row.list, walker: row.walker, area };
	const [door] = await doorsOnPaper(context, paper, [row.household], dayOf(list.printedAt));
	return door ? rowOf(door, row) : null;
}

/**
 * One hand keys a row; it is taken when two different people have keyed the same, and said then by whoever wrote it, as a phone says it.
 * What they keyed before is replaced. Refuses an hour before the paper was printed or after now (`walk-day`), a row that is taken
 * (`walk-row-done`), and a door that is no more (`walk-door-gone`).
 */
export const keyRow = command(
	{
		name: 'walk-lists.key-row',
		byPerson: true,
		group: keys,
		input: KeyRow,
		answer: v.object({ row: v.string(), taken: v.boolean(), differs: v.boolean() })
	},
	async (context, { row: id, ...keyed }) => {
		const { db, actor, now } = context;
		const row = await getRow(context, id);
		const list = await getOpenList(context, row.list);
		if (row.done !== null) throw new Refusal('walk-row-done');
		if (!isBetween(list.printedAt, keyed, now)) throw new Refusal('walk-day');
		const others = (await listKeyed(db, id)).filter(({ by }) => by !== actor.id);
		const same = others.find(({ said }) => differing(said, keyed).length === 0);
		if (same) {
			const done = await take(context, row, keyed);
			await finishRow(db, id, { done, at: now, by: [same.by, actor.id] });
		} else {
			const people = [...keyed.met, ...(keyed.need ? [keyed.need.person] : [])];
			await putKeyed(db, { row: id, by: actor.id, at: now, said: keyed, people });
		}
		const answer = { row: id, taken: same !== undefined, differs: !same && others.length > 0 };
		return { answer, about: id, detail: { list: row.list, taken: answer.taken, differs: answer.differs } };
	}
);

/** By the minute: nobody went with a paper before it was printed, nor after now. */
const isBetween = (printed: Date, { day, from, until }: Keyed, now: Date): boolean =>
	`${day} ${from}` >= `${dayOf(printed)} ${timeOf(printed)}` && `${day} ${until}` <= `${dayOf(now)} ${timeOf(now)}`;

/** What two have read the same is said by whoever wrote it; where their phone has said that visit, it is not said twice. */
async function take(context: Context, row: Awaited<ReturnType<typeof getRow>>, keyed: Keyed) {
	const { db } = context;
	const area = await findAreaOf(db, row.household);
	if (area === null) throw new Refusal('walk-door-gone');
	const visit = { household: row.household, walker: row.walker, day: keyed.day, outcome: keyed.outcome };
	if (await isSaidOnPhone(db, visit)) return 'on-phone' as const;
	const paper: Paper = { list: row.list, walker: row.walker, area };
	await onPaper(context, paper, instantOf(keyed.day, keyed.until), (walker) => say(walker, row.household, keyed));
	return 'written' as const;
}

async function say(walker: Context, household: string, keyed: Keyed): Promise<void> {
	const { request } = walker;
	const as = (step: string): Context => ({ ...walker, request: requestFor(request, 0, step) });
	const { outcome, met, taught, need, from, until, day } = keyed;
	const minutes = (instantOf(day, until).getTime() - instantOf(day, from).getTime()) / 60_000;
	await recordVisit(as('visit'), {
		...{ id: requestFor(request, 0, 'visit-id'), household, outcome, minutes, taught: [...taught] },
		met: met.map((person, n) => ({ session: requestFor(request, n, 'sitting'), person }))
	});
	if (need !== null) await sayNeed(as, need, walker.actor.id);
}

/** A need that is open already is the same one; a promise is made for it all the same. */
async function sayNeed(as: (step: string) => Context, need: NonNullable<Keyed['need']>, walker: string): Promise<void> {
	const { person, kind, promisedOn } = need;
	const id = as('need-id').request;
	try {
		await recordNeed(as('need'), { id, person, kind, urgency: 'this-month', source: 'door', note: null });
	} catch (reason) {
		if (!(reason instanceof Refusal) || reason.code !== 'need-open-already') throw reason;
	}
	if (promisedOn === null) return;
	await planNeed(as('promise'), { need: id, of: { person, kind }, helper: walker, plan: 'home-visit', promisedOn });
}
