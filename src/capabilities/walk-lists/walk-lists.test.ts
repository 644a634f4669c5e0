import * as v from 'valibot';
import { beforeAll, expect, test } from 'vitest';
import {
	areaOf,
	atTheDoor,
	doorsOn,
	hearAll,
	homeOf,
	laterIn,
	listen,
	sayOn,
	syncNow,
	visit,
	yesTo
} from '#tests/support/field.ts';
import { acting, byHouse, granted } from '#tests/support/accounts.ts';
import { laidHamlet } from '#tests/support/division.ts';
import { beside, refusalOf, scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { handOver, withdrawFrom } from '#capabilities/field/areas.server.ts';
import { planNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { leaveHousehold } from '#capabilities/residents/households.server.ts';
import type { Actor } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { withdraw } from '#capabilities/privacy/consents.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { rowsForMe } from './asks.server.ts';
import { KeyRow } from './inputs.ts';
import { keyRow, rowByNumbers, rowToKey } from './key-row.server.ts';
import { endList, lists, rowsOfList } from './lists.server.ts';
import { printList, sheet } from './print-list.server.ts';
import { forgetKeyed } from './sql.server.ts';
import { supersede } from './supersede.server.ts';
import { differing, readRowNumber, rowNumber, stateOf, type Keyed } from './rules-keying.ts';

// A list on paper: printed for whoever goes, keyed by two when it is back, and said by whoever went.

beforeAll(listen);
const id = (): string => crypto.randomUUID();
const HOUR = 3_600_000;

/** A printed list of one area with two doors, back three hours later. */
async function withList(s: Scene) {
	const at = await atTheDoor(s);
	const other = await settleMore(s, 'Mưa Thị Xa');
	const elsewhere = await homeOf(s, at.area, [other]);
	const later = laterIn(s, at.clock.at);
	const list = id();
	const printed = await printList(later(s.thach), { id: list, area: at.area, walker: s.lua.id, which: 'all' });
	const paper = await sheet(later(s.thach), { list });
	const row = paper.rows.find(({ people }) => people.some((one) => one.id === s.som))!;
	at.clock.ms += 3 * HOUR;
	const keyed = {
		...{ row: row.id, outcome: 'met' as const, day: '2026-07-14', from: '10:40', until: '10:55', met: [s.som] },
		taught: [{ person: s.som, topic: 'self-protection' as const, how: 'guided' as const }],
		need: { person: s.som, kind: 'social-pension' as const, promisedOn: '2026-07-20' }
	};
	return { ...at, later, list, printed, paper, row, keyed, other, elsewhere };
}

const visitsIn = (s: Scene, household: string) => s.base.db<
	{ outcome: string; helper: string; phone: string; endedAt: Date; minutes: number }[]
>`
	select outcome, helper_id as helper, phone_id as phone, ended_at, extract(epoch from ended_at - began_at)::int / 60 as minutes
	from visit where household_id = ${household} order by ended_at`;

test('what two hands read is held part by part, in whatever order it was keyed', () => {
	const one: Keyed = {
		...{ outcome: 'met', day: '2026-07-14', from: '08:00', until: '08:10', met: ['a', 'b'] },
		taught: [
			{ person: 'a', topic: 'e-id', how: 'self' },
			{ person: 'b', topic: 'e-id', how: 'guided' }
		],
		need: null
	};
	expect(differing(one, { ...one, met: ['b', 'a'], taught: one.taught.toReversed() })).toEqual([]);
	expect(differing(one, { ...one, until: '08:11', met: ['a'] })).toEqual(['when', 'met']);
	expect(differing(one, { ...one, need: { person: 'a', kind: 'sim', promisedOn: null } })).toEqual(['need']);
	expect(differing(one, { ...one, outcome: 'not-home', taught: [] })).toEqual(['outcome', 'taught']);
	expect(stateOf({ done: false, mine: true, others: true })).toBe('differs');
	expect([
		readRowNumber(rowNumber(12, 7)),
		readRowNumber(' 12 – 7 '),
		readRowNumber('12'),
		readRowNumber('a-b')
	]).toEqual([{ list: 12, n: 7 }, { list: 12, n: 7 }, null, null]);
});

test(
	'a list carries each door of the area as a phone would show it, and being on it is a look; whoever goes nowhere there carries none',
	scene(async (s) => {
		const { area, later, list, printed, paper, home, elsewhere } = await withList(s);
		expect([printed.rows, paper.list.number, paper.list.people]).toEqual([2, 1, 3]);
		expect(paper.rows.map(({ n }) => n)).toEqual([1, 2]);
		const told = paper.rows.flatMap(({ people }) => people.map((one) => Object.keys(one).join()));
		expect([...new Set(told)]).toEqual(['id,name,year,relation']);
		expect((await myLooks(later(self(s.som)), { page: 0 })).rows[0]).toMatchObject({
			...{ what: 'paper-list', purpose: 'campaign-visit' }
		});
		const made = (more: object) =>
			printList(later(s.thach), { id: id(), area, walker: s.lua.id, which: 'all', ...more });
		expect(await refusalOf(made({ walker: s.mai.id }))).toBe('walker-missing');
		expect(await refusalOf(made({ area: await areaOf(s, 'Ngõ Trống', s.lua) }))).toBe('walk-list-empty');
		expect(await refusalOf(sheet(later(s.rang), { list }))).not.toBeNull();
		expect((await made({})).rows).toBe(2);
		expect((await lists(later(s.lua), { page: 0 })).rows.map(({ number }) => number)).toEqual([2, 1]);
		expect([home, elsewhere]).toHaveLength(2);
	})
);

test(
	'whoever took back the visit has no name on paper; doors where somebody was met are left out where that is asked',
	scene(async (s) => {
		const { area, clock, later, phone, home } = await withList(s);
		const { operation, sessionOf } = await visit(phone, home, [s.som]);
		const about = { household: home, people: [s.som], session: sessionOf(s.som) };
		await sayOn(phone, 'privacy.ask-consent', yesTo(s.som), about, [operation]);
		await syncNow(phone);
		await withdraw(later(beside(s, s.som)), { id: id(), purpose: 'campaign-visit' });
		const made = async (which: 'all' | 'left') => {
			const list = id();
			await printList(later(s.thach), { id: list, area, walker: s.lua.id, which });
			return sheet(later(s.thach), { list });
		};
		const all = await made('all');
		expect([all.rows.length, all.list.people]).toEqual([2, 2]);
		expect(all.rows.flatMap(({ people }) => people.filter(({ name }) => name === null))).toEqual([
			{ id: s.som, name: null, year: null, relation: 'head' }
		]);
		expect((await made('left')).rows.map(({ people }) => people.map(({ name }) => name))).toEqual([['Mưa Thị Xa']]);
		expect(clock.ms).toBeGreaterThan(0);
	})
);

test(
	'a row is taken when two people have keyed the same: a visit of whoever went, at the hour on the paper, with what was shown and promised',
	scene(async (s) => {
		const { clock, later, keyed, row, home, list, phone } = await withList(s);
		expect(await keyRow(later(s.thach), keyed)).toEqual({ row: row.id, taken: false, differs: false });
		expect((await visitsIn(s, home)).length).toBe(0);
		// The same hand again is one hand.
		expect((await keyRow(later(s.thach), keyed)).taken).toBe(false);
		expect((await rowToKey(later(s.thach), { row: row.id })).state).toBe('mine');
		const seen = await rowToKey(later(s.mai), { row: row.id });
		expect([seen.state, seen.mine, seen.differs]).toEqual(['another', null, []]);
		expect([...(await waitingOf(later(s.mai), [rowsForMe])).values()]).toEqual([1]);
		const told = async () =>
			(
				await s.base.db<{ n: number }[]>`select coalesce(max(n), 0)::int as n from field_change where about = ${home}`
			)[0]!.n;
		const before = await told();
		expect((await keyRow(later(s.mai), { ...keyed, taught: [...keyed.taught] })).taken).toBe(true);
		// At once, and not when a phone finds out by itself.
		expect(await told()).toBeGreaterThan(before);
		const [one, ...more] = await visitsIn(s, home);
		expect(more).toEqual([]);
		expect(one).toEqual({
			...{ outcome: 'met', helper: s.lua.id, phone: list, minutes: 15 },
			endedAt: new Date('2026-07-14T03:55:00Z')
		});
		const shown = await s.base.db`select person_id, topic, how, minutes, channel from encounter where channel = 'home'`;
		expect([...shown]).toEqual([
			{ personId: s.som, topic: 'self-protection', how: 'guided', minutes: 15, channel: 'home' }
		]);
		const needs = await s.base
			.db`select kind, owner_id, promised_on::text from need where person_id = ${s.som} and outcome is null and source = 'door'`;
		expect([...needs]).toEqual([{ kind: 'social-pension', ownerId: s.lua.id, promisedOn: '2026-07-20' }]);
		expect(await refusalOf(keyRow(later(s.mai), keyed))).toBe('walk-row-done');
		expect((await s.base.db`select from walk_keying`).count).toBe(0);
		// Phones of that area are told, as of a visit that a phone brought.
		await hearAll(s, clock.at);
		await syncNow(phone);
		const door = (await doorsOn(phone)).find(({ id: one }) => one === home)!.row as { visited: unknown };
		expect(door.visited).toEqual(['2026-07-14', 'met']);
	})
);

test(
	'two who read differently are told in what, and not how the other read it; whoever looks again at the paper settles it',
	scene(async (s) => {
		const { later, keyed, row } = await withList(s);
		await keyRow(later(s.thach), keyed);
		const wrong = { ...keyed, until: '10:59', need: null };
		expect(await keyRow(later(s.mai), wrong)).toMatchObject({ taken: false, differs: true });
		const told = await rowToKey(later(s.mai), { row: row.id });
		expect([told.state, told.differs, told.mine?.until]).toEqual(['differs', ['when', 'need'], '10:59']);
		expect(JSON.stringify(told)).not.toContain('social-pension');
		expect((await keyRow(later(s.mai), keyed)).taken).toBe(true);
		const [{ keyedBy } = { keyedBy: [] }] = await s.base.db<
			{ keyedBy: string[] }[]
		>`select keyed_by from walk_row where id = ${row.id}`;
		expect(keyedBy).toEqual([s.thach.id, s.mai.id]);
	})
);

const both = async (s: Scene, later: (actor: Actor) => Context, keyed: Parameters<typeof keyRow>[1]) => {
	await keyRow(later(s.thach), keyed);
	return keyRow(later(s.mai), keyed);
};
const standing = async (s: Scene, household: string) =>
	(await visitsIn(s, household)).map(({ phone, outcome }) => [phone, outcome]);
const promises = (s: Scene) => s.base.db<{ kind: string; promisedOn: string | null; owner: string | null }[]>`
	select kind, promised_on::text, owner_id as owner from need where person_id = ${s.som} and source = 'door' order by made_at`;

test(
	'what the phone of whoever went has said as well is not said twice, and what is needed is said all the same; another meeting is another visit',
	scene(async (s) => {
		const { clock, later, keyed, row, home, phone } = await withList(s);
		const shown = keyed.taught.map((one) => ({ ...one, again: null, back: null }));
		clock.ms = new Date('2026-07-14T03:52:00Z').getTime();
		await visit(phone, home, [s.som], { taught: shown });
		clock.ms += HOUR;
		await syncNow(phone);
		await both(s, later, keyed);
		expect((await standing(s, home)).length).toBe(1);
		expect([...(await promises(s))]).toEqual([{ kind: 'social-pension', promisedOn: '2026-07-20', owner: s.lua.id }]);
		const [{ done } = { done: '' }] = await s.base.db<
			{ done: string }[]
		>`select done from walk_row where id = ${row.id}`;
		expect(done).toBe('on-phone');
	})
);

test(
	'somebody else who was met, or something else that was shown, is no visit that the phone has said',
	scene(async (s) => {
		const { clock, later, keyed, home, phone } = await withList(s);
		clock.ms = new Date('2026-07-14T03:52:00Z').getTime();
		await visit(phone, home, [s.gia]);
		clock.ms += HOUR;
		await syncNow(phone);
		await both(s, later, keyed);
		expect((await standing(s, home)).length).toBe(2);
	})
);

test(
	'a phone that was flat comes home after its paper was keyed: what it says takes the place of the paper’s',
	scene(async (s) => {
		const { clock, later, keyed, row, home, phone, list } = await withList(s);
		const now = clock.ms;
		clock.ms = new Date('2026-07-14T03:52:00Z').getTime();
		const shown = keyed.taught.map((one) => ({ ...one, again: null, back: null }));
		await visit(phone, home, [s.som], { taught: shown });
		clock.ms = now;
		await both(s, later, keyed);
		expect(await standing(s, home)).toEqual([[list, 'met']]);
		await syncNow(phone);
		expect(await supersede({ db: s.base.db as never, clock: clock.at })).toBe(1);
		expect(await supersede({ db: s.base.db as never, clock: clock.at })).toBe(0);
		expect((await lists(later(s.thach), { page: 0 })).rows[0]).toMatchObject({ done: 1, open: 0 });
		expect(await standing(s, home)).toEqual([[phone.id, 'met']]);
		expect((await s.base.db`select from encounter where channel = 'home'`).count).toBe(1);
		const [{ done } = { done: '' }] = await s.base.db<
			{ done: string }[]
		>`select done from walk_row where id = ${row.id}`;
		expect(done).toBe('on-phone');
	})
);

test(
	'who goes there no longer went there then; weeks later a paper says nothing any more',
	scene(async (s) => {
		const { clock, area, later, keyed } = await withList(s);
		await withdrawFrom(later(s.thach), { area, staff: s.lua.id });
		clock.days(2);
		const late = { ...keyed, day: '2026-07-16', need: null };
		expect(await refusalOf(keyRow(later(s.thach), late))).toBe('walk-walker-left');
		// What was done before is keyed.
		expect((await both(s, later, { ...keyed, need: null })).taken).toBe(true);
		clock.days(14);
		expect(await refusalOf(keyRow(later(s.thach), { ...keyed, day: '2026-07-30' }))).toBe('walk-row-done');
	})
);

test(
	'a newer word about a need stands, and so does what it promises',
	scene(async (s) => {
		const { clock, later, keyed } = await withList(s);
		clock.days(1);
		const need = id();
		const wants = {
			id: need,
			person: s.som,
			kind: 'social-pension',
			urgency: 'this-week',
			source: 'counter',
			note: null
		} as const;
		await recordNeed(later(s.mai), wants);
		await planNeed(later(s.mai), { need, of: null, helper: s.mai.id, plan: 'appointment', promisedOn: '2026-07-28' });
		await both(s, later, keyed);
		expect([...(await promises(s))]).toEqual([]);
		const open = await s.base.db`select promised_on::text, owner_id as owner from need where id = ${need}`;
		expect([...open]).toEqual([{ promisedOn: '2026-07-28', owner: s.mai.id }]);
	})
);

test(
	'who stands on the paper is keyed in its order, also once they live there no longer; of whoever was erased nothing is',
	scene(async (s) => {
		const { later, home, keyed, row } = await withList(s);
		await leaveHousehold(later(s.lua), { household: home, person: s.gia });
		const seen = await rowToKey(later(s.mai), { row: row.id });
		expect(seen.door?.people.map(({ name }) => name)).toEqual(['Sương Thị Sớm', 'Thông Văn Già']);
		const gia = { ...keyed, met: [s.gia], taught: [], need: null };
		await keyRow(later(s.thach), gia);
		await byHouse(s, (sql) => forgetKeyed(sql, s.gia));
		expect((await s.base.db`select from walk_keying`).count).toBe(0);
		expect(await refusalOf(keyRow(later(s.mai), gia))).toBe('person-unknown');
		expect((await rowToKey(later(s.mai), { row: row.id })).door?.people.map(({ name }) => name)).toEqual([
			'Sương Thị Sớm'
		]);
	})
);

test(
	'nonsense is refused and nothing is kept of it: hours, people, days before the paper or after today',
	scene(async (s) => {
		const { later, keyed, row } = await withList(s);
		const shapeOf = (more: object) => v.safeParse(KeyRow, { ...keyed, ...more }).issues?.[0].message;
		expect(shapeOf({})).toBeUndefined();
		expect(shapeOf({ from: '11:00' })).toBe('walk-hours');
		expect(shapeOf({ met: [] })).toBe('walk-met');
		expect(shapeOf({ outcome: 'not-home' })).toBe('walk-met');
		expect(shapeOf({ taught: [{ person: s.gia, topic: 'e-id', how: 'self' }] })).toBe('walk-met');
		expect(shapeOf({ need: { person: s.gia, kind: 'sim', promisedOn: null } })).toBe('walk-met');
		const bad = (more: object) => refusalOf(keyRow(later(s.thach), { ...keyed, ...more }));
		expect(await bad({ day: '2026-07-13' })).toBe('walk-day');
		expect(await bad({ from: '08:00' })).toBe('walk-day');
		expect(await bad({ until: '23:00' })).toBe('walk-day');
		// Somebody who stands on no paper, and a promise for a Sunday: the first hand hears of it, who has the paper.
		const nobody = await settleMore(s, 'Mưa Thị Không');
		const stranger = { ...keyed, met: [nobody], taught: [], need: null };
		expect(await refusalOf(keyRow(later(s.thach), stranger))).toBe('person-unknown');
		expect(await bad({ need: { ...keyed.need, promisedOn: '2026-07-19' } })).toBe('promise-day-off');
		expect((await rowToKey(later(s.mai), { row: row.id })).state).toBe('blank');
	})
);

test(
	'a paper is put away when no row waits for a second hand; of a lost one it is said how many names were on it',
	scene(async (s) => {
		const { later, keyed, list, row } = await withList(s);
		await keyRow(later(s.thach), keyed);
		expect(await refusalOf(endList(later(s.thach), { list, ended: 'put-away' }))).toBe('walk-rows-open');
		await endList(later(s.thach), { list, ended: 'lost' });
		expect((await s.base.db`select from walk_keying`).count).toBe(0);
		expect((await lists(later(s.thach), { page: 0 })).rows[0]).toMatchObject({ ended: 'lost', people: 3, done: 0 });
		expect(await refusalOf(keyRow(later(s.mai), keyed))).toBe('walk-list-over');
		expect(await refusalOf(sheet(later(s.thach), { list }))).toBe('walk-list-over');
		expect((await rowToKey(later(s.mai), { row: row.id })).list.ended).toBe('lost');
	})
);

test(
	'a door that moved to another area is keyed all the same; of another commune, hamlet or role nobody sees a list',
	scene(async (s) => {
		const { later, keyed, row, home, list, elsewhere } = await withList(s);
		await handOver(later(s.thach), { households: [home], to: await areaOf(s, 'Ngõ Giếng', s.mai) });
		await keyRow(later(s.thach), keyed);
		expect((await keyRow(later(s.mai), keyed)).taken).toBe(true);
		expect((await visitsIn(s, home))[0]!.helper).toBe(s.lua.id);
		const numbers = { list: 1, n: row.n };
		expect((await rowByNumbers(later(s.mai), numbers)).row).toBe(row.id);
		expect(await refusalOf(rowByNumbers(later(s.rang), numbers))).toBe('walk-row-unknown');
		expect(await refusalOf(rowToKey(later(s.rang), { row: row.id }))).toBe('walk-row-unknown');
		await handOver(later(s.thach), { households: [elsewhere], to: null });
		const gone = { ...keyed, row: (await rowsOfList(later(s.thach), { list })).rows.find(({ n }) => n !== row.n)!.id };
		expect(
			await refusalOf(keyRow(later(s.thach), { ...gone, outcome: 'not-home', met: [], taught: [], need: null }))
		).toBe('walk-door-gone');
		const { hamlet } = await laidHamlet(s, { 'ngõ Ao': 1 }, { spots: false });
		await granted(s, s.mai.id, hamlet, 'area-lead');
		const lead = acting(s, 'mai', 'area-lead');
		for (const door of [
			() => rowsOfList(later(lead), { list }),
			() => rowToKey(later(lead), { row: row.id }),
			() => keyRow(later(lead), keyed),
			() => sheet(later(lead), { list }),
			() => endList(later(lead), { list, ended: 'lost' })
		])
			expect(await refusalOf(door())).toBe('walk-list-unknown');
		expect((await lists(later(lead), { page: 0 })).rows).toEqual([]);
		expect(await refusalOf(rowsOfList(later(s.rang), { list }))).toBe('walk-list-unknown');
	})
);
