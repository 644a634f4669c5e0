import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { addDays, dayOf, instantOf, timeOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { transaction } from '#platform/db.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { planNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { recordVisit } from '#capabilities/assistance/record-visit.server.ts';
import { doorsSpokenOf, numberIn } from '#capabilities/field/numbers.server.ts';
import { doorsOnPaper, namelessAt, onPaper, type Paper } from '#capabilities/field/on-paper.server.ts';
import { namesOf } from '#capabilities/residents/people.server.ts';
import { RowToKey, type ListRow, type SheetRow } from './answers.ts';
import { ByNumbers, KeyRow, OneRow } from './inputs.ts';
import { getList, getOpenList, keys } from './lists.server.ts';
import { rowOf } from './print-list.server.ts';
import { differing, isOpen, stateOf, type Keyed } from './rules-keying.ts';
import {
	findAreaOf,
	findRow,
	findRowByNumbers,
	finishRow,
	holdList,
	isNeedNewer,
	isSaidOnPhone,
	listKeyed,
	listRows,
	lockRow,
	putKeyed,
	wentThere
} from './sql.server.ts';

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;

/** Refuses what is no row here (`walk-row-unknown`). */
function known<T>(row: T | null | undefined): T {
	if (row === null || row === undefined) throw new Refusal('walk-row-unknown');
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
	async ({ db, actor }, numbers) => ({ row: known(await findRowByNumbers(db, centreOf(actor), numbers)) })
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
			...{ what: 'door-word', purpose: 'campaign-visit', repeats: true }
		})
	},
	async (context, { row: id }) => {
		const { db, actor } = context;
		const row = known(await findRow(db, id));
		const list = await getList(context, row.list);
		const keyed = await listKeyed(db, id);
		const mine = keyed.find(({ by }) => by === actor.id)?.said ?? null;
		const others = keyed.filter(({ by }) => by !== actor.id);
		const rows = await listRows(db, row.list, actor.id);
		const open = rows.filter((one) => one.id !== id && isOpen(stateOf(one)));
		const over = list.ended !== null || row.done !== null;
		return {
			...{ id, n: row.n, list },
			mine: mine && { ...mine, met: [...mine.met], taught: [...mine.taught] },
			state: stateOf({ done: row.done !== null, mine: mine !== null, others: others.length > 0 }),
			differs: mine === null ? [] : [...new Set(others.flatMap(({ said }) => differing(mine, said)))],
			// There is nobody to look at where there is nothing to key.
			door: over ? null : await doorOf(context, row, list),
			next: (open.find(({ n }) => n > row.n) ?? open[0])?.id ?? null
		};
	}
);

/** Who stands on the paper, in its order; whoever wants no name there has none by now, and whoever was erased is nobody. */
async function doorOf(context: Context, row: Row, list: ListRow): Promise<SheetRow | null> {
	const area = await findAreaOf(context.db, row.household);
	if (area === null) return null;
	const paper = { list: row.list, walker: row.walker, area };
	const printed = row.people.filter((one) => one !== null);
	const [door] = await doorsOnPaper(context, paper, [row.household], dayOf(list.printedAt));
	const nameless = await namelessAt(context, paper, printed);
	if (!door) return null;
	const names = await namesOf(context.db, printed);
	const shown = rowOf(door, row);
	return {
		...shown,
		people: row.people.flatMap((person): SheetRow['people'] => {
			if (person === null) return [];
			const here = shown.people.find(({ id }) => id === person) ?? { id: person, year: null, relation: 'other' };
			return [{ ...here, name: nameless.includes(person) ? null : (names.get(person) ?? null) }];
		})
	};
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
		const row = known(await lockRow(db, id));
		const list = await getOpenList(context, row.list);
		if (!(await holdList(db, row.list, 'key'))) throw new Refusal('walk-list-over');
		if (row.done !== null) throw new Refusal('walk-row-done');
		if (!isBetween(list.printedAt, keyed, now)) throw new Refusal('walk-day');
		const named = new Set(row.people);
		if (keyed.met.some((one) => !named.has(one))) throw new Refusal('person-unknown');
		const others = (await listKeyed(db, id)).filter(({ by }) => by !== actor.id);
		const same = others.find(({ said }) => differing(said, keyed).length === 0);
		if (same) {
			const visit = await take(context, row, list, keyed);
			await finishRow(db, id, { visit, at: now, by: [same.by, actor.id] });
			// What a phone brings its push tells the others; what came on paper is told here.
			await numberIn(db, await doorsSpokenOf(db, [{ householdId: row.household, people: [...keyed.met] }]), now);
		} else {
			// What the rules refuse is said to the first hand too, which has the paper before it.
			await tried(context, (trial) => take(trial, row, list, keyed));
			const people = [...keyed.met, ...(keyed.need ? [keyed.need.person] : [])];
			await putKeyed(db, { row: id, by: actor.id, at: now, said: keyed, people });
		}
		const answer = { row: id, taken: same !== undefined, differs: !same && others.length > 0 };
		return { answer, about: id, detail: { list: row.list, taken: answer.taken, differs: answer.differs } };
	}
);

/** A paper is keyed for so many days after it was printed. */
const DAYS = 14;

/** By the minute: nobody went with a paper before it was printed, nor after now, nor weeks later. */
const isBetween = (printed: Date, { day, from, until }: Keyed, now: Date): boolean =>
	`${day} ${from}` >= `${dayOf(printed)} ${timeOf(printed)}` &&
	`${day} ${until}` <= `${dayOf(now)} ${timeOf(now)}` &&
	day <= addDays(dayOf(printed), DAYS);

const UNDONE = Symbol('only tried');

/** Does something and takes it back: only what it refuses is left. */
async function tried(context: Context, work: (context: Context) => Promise<unknown>): Promise<void> {
	try {
		await transaction(context.db, async (db) => {
			await work({ ...context, db });
			throw UNDONE;
		});
	} catch (reason) {
		if (reason !== UNDONE) throw reason;
	}
}

/**
 * What two have read the same is said by whoever wrote it, who went there then (`walk-walker-left`); where their phone has said that
 * visit, it is not said twice, and what is needed is said all the same. Answers the visit, null where the phone has it.
 */
async function take(context: Context, row: Row, list: ListRow, keyed: Keyed): Promise<string | null> {
	const { db, request } = context;
	const [from, until] = [instantOf(keyed.day, keyed.from), instantOf(keyed.day, keyed.until)];
	const area = await findAreaOf(db, row.household);
	if (area === null) throw new Refusal('walk-door-gone');
	if (!(await wentThere(db, { area: list.areaId, walker: row.walker, at: until })))
		throw new Refusal('walk-walker-left');
	const { household, walker } = row;
	const onPhone = await isSaidOnPhone(db, { ...keyed, household, walker, from, until });
	const need = await newNeed(context, keyed);
	const paper: Paper = { list: row.list, walker, area };
	const visit = requestFor(request, 0, 'visit-id');
	await onPaper(context, paper, until, async (said) => {
		if (!onPhone) await sayVisit(said, visit, household, keyed);
		if (need) await sayNeed(said, need);
	});
	return onPhone ? null : visit;
}

const stepOf = (context: Context, step: string): Context => ({
	...context,
	request: requestFor(context.request, 0, step)
});

async function sayVisit(said: Context, visit: string, household: string, keyed: Keyed): Promise<void> {
	const { outcome, met, taught, from, until, day } = keyed;
	const minutes = (instantOf(day, until).getTime() - instantOf(day, from).getTime()) / 60_000;
	await recordVisit(stepOf(said, 'visit'), {
		...{ id: visit, household, outcome, minutes, taught: [...taught] },
		met: met.map((person, n) => ({ session: requestFor(said.request, n, 'sitting'), person }))
	});
}

/** What is needed, unless it was written down or done after the paper was: then that stands, and what it promises. */
async function newNeed({ db }: Context, { need, day, until }: Keyed): Promise<Keyed['need']> {
	const newer = need && (await isNeedNewer(db, { ...need, at: instantOf(day, until), day }));
	return newer ? null : need;
}

/** A need that is open already is the same one; a promise is made for it all the same. */
async function sayNeed(said: Context, { person, kind, promisedOn }: NonNullable<Keyed['need']>): Promise<void> {
	const id = requestFor(said.request, 0, 'need-id');
	try {
		await recordNeed(stepOf(said, 'need'), { id, person, kind, urgency: 'this-month', source: 'door', note: null });
	} catch (reason) {
		if (!(reason instanceof Refusal) || reason.code !== 'need-open-already') throw reason;
	}
	if (promisedOn === null) return;
	const of = { person, kind };
	await planNeed(stepOf(said, 'promise'), { need: id, of, helper: said.actor.id, plan: 'home-visit', promisedOn });
}
