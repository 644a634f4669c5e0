import { needKinds } from '#capabilities/assistance/need.ts';
import { keyRow } from '#capabilities/walk-lists/key-row.server.ts';
import { printList } from '#capabilities/walk-lists/print-list.server.ts';
import { differing, type Keyed } from '#capabilities/walk-lists/rules-keying.ts';
import { supersede } from '#capabilities/walk-lists/supersede.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { dayOf, timeOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { mortal, ServerDied } from './field-faults.ts';
import { as, at, chance, db, id, pick, type Hand, type History } from './field-history.ts';

// Lists on paper in a history: printed for somebody who goes there, written on at doors, and keyed by two hands at the house.

/** A row as it was printed, what its walker wrote into it, and how two hands have read that. */
type PaperRow = {
	id: string;
	household: string;
	people: string[];
	written: Keyed | null;
	keyed: Map<string, Keyed>;
	taken: Keyed | null;
};
export type PaperList = { id: string; walker: Hand; printed: number; rows: PaperRow[] };

export const copyOfPapers = (papers: readonly PaperList[]): PaperList[] =>
	papers.map((list) => ({ ...list, rows: list.rows.map((row) => ({ ...row, keyed: new Map(row.keyed) })) }));

const MINUTE = 60_000;
/** How the same visit is said on the phone of whoever carries the paper. */
type Twin = (hand: Hand, household: string, keyed: Keyed) => Promise<void>;

/** A paper goes out and is written on, or one hand keys what another paper says. */
export async function onPaper(h: History, twin: Twin): Promise<void> {
	const open = h.model.papers.filter(({ rows }) => rows.some(({ written, taken }) => written && !taken));
	if (open.length === 0 || chance(h, 0.15)) {
		const list = await printing(h);
		for (const row of list?.rows.slice(0, 3) ?? []) await writing(h, list!, row, twin);
		return;
	}
	const who = pick(h, [h.world.s.thach, h.world.s.mai, h.world.s.lua]);
	for (const row of pick(h, open).rows) if (row.written && !row.taken) await keying(h, row, who);
}

async function printing(h: History): Promise<PaperList | null> {
	const { s } = h.world;
	const walker = pick(h, h.hands);
	const [area] = h.model.works.get(walker.staff.id)!;
	if (!area) return null;
	const list = id();
	const printed = await orRefused(printList(as(h, s.thach), { id: list, area, walker: walker.staff.id, which: 'all' }));
	if (!printed) return null;
	await setScope(db(h), s.thach, id());
	const rows = await db(h)<{ id: string; household: string; people: string[] }[]>`
		select id, household_id as household, to_jsonb(people) as people from walk_row where list_id = ${list} order by n`;
	const blank = () => ({ written: null, keyed: new Map<string, Keyed>(), taken: null });
	const paper = { id: list, walker, printed: h.now, rows: rows.map((row) => ({ ...row, ...blank() })) };
	h.model.papers.push(paper);
	return paper;
}

const orRefused = <T>(work: Promise<T>): Promise<T | null> =>
	work.catch((fault: unknown) => {
		if (fault instanceof Refusal) return null;
		throw fault;
	});

/** Somebody stands at a door with the paper; now and then their phone has some power left, and says the same. */
async function writing(h: History, list: PaperList, row: PaperRow, twin: Twin): Promise<void> {
	h.now += Math.floor(h.random() * 60) * MINUTE;
	const from = new Date(Math.max(list.printed, h.now - 10 * MINUTE));
	const met = row.people.filter((one) => !h.model.erased.has(one) && chance(h, 0.6));
	const said: Keyed = {
		...{ outcome: met.length > 0 ? 'met' : 'not-home', met, day: dayOf(new Date(h.now)) },
		...{ from: dayOf(from) === dayOf(new Date(h.now)) ? timeOf(from) : '00:00', until: timeOf(new Date(h.now)) },
		taught: met.slice(0, 1).map((person) => ({ person, topic: 'self-protection', how: 'guided' })),
		need: met[0] && chance(h, 0.4) ? { person: met[0], kind: pick(h, needKinds), promisedOn: null } : null
	};
	row.written = said;
	if (chance(h, 0.4)) await twin(list.walker, row.household, said);
}

/** As somebody else reads it: as it stands there, or with one thing otherwise. */
function read(h: History, written: Keyed): Keyed {
	if (chance(h, 0.75)) return written;
	const [met] = written.met;
	return chance(h, 0.5) || !met ? { ...written, need: null, from: written.until } : { ...written, taught: [] };
}

/** One hand keys a row: the server may die on the way, and the page sends the same again until it is answered. */
async function keying(h: History, row: PaperRow, who: Actor): Promise<void> {
	const keyed = read(h, row.written!);
	const context = as(h, who);
	for (const step of ['visit', 'need', 'promise']) h.byPaper.add(requestFor(context.request, 0, step));
	const fuse = { left: chance(h, 0.3) ? 1 + Math.floor(h.random() * 40) : Number.POSITIVE_INFINITY };
	const send = (sql = db(h)) => orRefused(keyRow({ ...context, db: sql }, { row: row.id, ...shapeOf(keyed) }));
	const told = await send(mortal(db(h), fuse)).catch((fault: unknown) => {
		if (!(fault instanceof ServerDied)) throw fault;
		return send();
	});
	if (!told) return;
	const again = chance(h, 0.2) ? await send() : told;
	if (again?.taken !== told.taken) h.faults.push('a row that was keyed is answered otherwise the second time');
	noteKeyed(h, row, { who, keyed, taken: told.taken });
}

const shapeOf = (keyed: Keyed) => ({ ...keyed, met: [...keyed.met], taught: [...keyed.taught] });

/** A row is taken when two people have keyed the same, then and no earlier. */
function noteKeyed(h: History, row: PaperRow, told: { who: Actor; keyed: Keyed; taken: boolean }): void {
	const others = [...row.keyed].filter(([by]) => by !== told.who.id);
	const same = others.some(([, keyed]) => differing(keyed, told.keyed).length === 0);
	// What was keyed about somebody who is erased is forgotten.
	const forgotten = row.people.some((one) => h.model.erased.has(one));
	if (same !== told.taken && !forgotten) h.faults.push(`a row that two hands keyed is ${same ? 'not ' : ''}taken`);
	row.keyed.set(told.who.id, told.keyed);
	if (told.taken) row.taken = told.keyed;
}

type Stood = { id: string; done: string | null; visit: string | null; keyed: number };
type Visit = {
	id: string;
	list: boolean;
	household: string;
	helper: string;
	outcome: string;
	from: Date;
	until: Date;
} & {
	met: string[];
	taught: string[];
};

/** Each row that was taken is one visit, of whoever went, at that door, then; and none where the phone has said it. */
export async function papersIn(h: History): Promise<string[]> {
	if (h.model.papers.length === 0) return [];
	await supersede({ db: db(h) as never, clock: at(h) });
	await setScope(db(h), h.world.s.thach, id());
	const rows = await db(h)<Stood[]>`
		select r.id, r.done, r.visit_id as visit, (select count(*)::int from walk_keying k where k.row_id = r.id) as keyed from walk_row r`;
	const visits = await db(h)<Visit[]>`
		select v.id, exists (select from walk_list l where l.id = v.phone_id) as list, v.household_id as household, v.helper_id as helper,
			v.outcome, v.began_at as from, v.ended_at as until,
			array(select a.person_id::text from assisted_session a where a.visit_id = v.id order by 1) as met,
			array(select e.person_id || ' ' || e.topic from encounter e join assisted_session a on a.id = e.session_id where a.visit_id = v.id) as taught
		from visit v`;
	const by = new Map(rows.map((row) => [row.id, row]));
	const wrong = h.model.papers.flatMap((list) =>
		list.rows.flatMap((row) => wrongRow(h, list, row, by.get(row.id), visits))
	);
	const paid = new Set(rows.map(({ visit }) => visit));
	if (visits.some(({ id: visit, list }) => list && !paid.has(visit))) wrong.push('a visit from paper is of no row');
	return wrong;
}

function wrongRow(
	h: History,
	list: PaperList,
	row: PaperRow,
	stood: Stood | undefined,
	visits: readonly Visit[]
): string[] {
	if (!stood) return ['a row of a paper is lost'];
	if (row.people.some((one) => h.model.erased.has(one))) return [];
	if ((stood.done !== null) !== (row.taken !== null))
		return [`a row is ${stood.done ?? 'open'} and was keyed otherwise`];
	if (!row.taken)
		return stood.keyed === row.keyed.size ? [] : [`of a row ${row.keyed.size} have keyed, and ${stood.keyed} stand`];
	const own = visits.filter(({ id: visit }) => visit === stood.visit);
	const said = visits.filter((visit) => !visit.list && isSame(visit, list, row, row.taken!));
	if (stood.done === 'on-phone') return said.length > 0 ? [] : ['a row is called said on a phone, and nobody said it'];
	if (said.length > 0) return ['a visit is counted from paper and from the phone'];
	const [visit] = own;
	return visit && isOf(visit, list, row, row.taken) ? [] : ['a row is taken and its visit is none'];
}

const isOf = (visit: Visit, { walker }: PaperList, { household }: PaperRow, keyed: Keyed): boolean =>
	visit.household === household &&
	visit.helper === walker.staff.id &&
	visit.outcome === keyed.outcome &&
	visit.met.join() === keyed.met.toSorted().join() &&
	`${dayOf(visit.until)} ${timeOf(visit.until)}` === `${keyed.day} ${keyed.until}`;

const HALF_HOUR = 30 * MINUTE;

/** What stands of a visit says all that the paper does, at hours that touch. */
function isSame(visit: Visit, { walker }: PaperList, { household }: PaperRow, keyed: Keyed): boolean {
	const [from, until] = [keyed.from, keyed.until].map((time) => Date.parse(`${keyed.day}T${time}:00+07:00`));
	return (
		visit.household === household &&
		visit.helper === walker.staff.id &&
		visit.outcome === keyed.outcome &&
		visit.met.join() === keyed.met.toSorted().join() &&
		keyed.taught.every(({ person, topic }) => visit.taught.includes(`${person} ${topic}`)) &&
		visit.from.getTime() < until! + HALF_HOUR &&
		visit.until.getTime() > from! - HALF_HOUR
	);
}
