import { expect, test } from 'vitest';
import type { Context } from '#platform/context.server.ts';
import { myLearned } from '#capabilities/assistance/encounters.server.ts';
import { myNeeds, needBoard, showNeed } from '#capabilities/assistance/needs.server.ts';
import { urgencies } from '#capabilities/assistance/need.ts';
import { lateOf } from '#capabilities/assistance/rules-need-board.ts';
import { begun } from '#capabilities/cases/resume.server.ts';
import { mineCases } from '#capabilities/cases/lists.server.ts';
import { erasures } from '#capabilities/data-rights/erase.server.ts';
import {
	myRequests,
	requestCounts,
	requests,
	requestsBeside
} from '#capabilities/data-rights/requests-shown.server.ts';
import { imports } from '#capabilities/imports/sheets.server.ts';
import { callList } from '#capabilities/privacy/call-list.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { personRecord } from '#capabilities/privacy/record.server.ts';
import { readinessBeside } from '#capabilities/readiness/calendar.server.ts';
import { merges } from '#capabilities/residents/merge.server.ts';
import { peopleLike } from '#capabilities/residents/twins.server.ts';
import { dayOf } from '#kernel/day.ts';
import { beside, NOW, sceneApart as scene, self, type Scene } from './support/scene.ts';
import { manyNeeds, manyPeople, manyRequests, walked } from './support/volume.ts';
import * as many from './support/volume-of-one.ts';

// Lists of one person and of one place, at a thousand rows: each row is on one of the pages, and each page says how many follow.

const MANY = 1000;
type Found = { rows: readonly object[]; whole: number; more: number };

/** Walks all pages, and holds what each says against a thousand; the lines stand for themselves, however alike they are. */
async function whole(look: (page: number) => Promise<Found>, rows: number): Promise<void> {
	const all = await walked(async (page) => {
		const found = await look(page);
		expect(found.whole).toBe(MANY);
		return { ...found, rows: found.rows.map((_, n) => page * rows + n) };
	});
	expect(all).toEqual({ rows: MANY, rest: [MANY - rows, MANY - 2 * rows] });
}

const mine = (s: Scene): Context => s.as(self(s.som), 1);
const sitting = (s: Scene): Context => s.as(beside(s, s.som), 1);
const again = (n: number, one: string): string[] => Array.from({ length: n }, () => one);

test.each<[string, number, (s: Scene) => Promise<unknown>, (s: Scene, page: number) => Promise<Found>]>([
	['files', 100, (s) => many.filesOf(s, s.som, MANY, 'confirmed'), (s, page) => mineCases(mine(s), { page })],
	['files begun', 20, (s) => many.filesOf(s, s.som, MANY, 'draft'), (s, page) => begun(sitting(s), { page })],
	['looks', 20, (s) => many.looksAt(s, s.som, MANY), (s, page) => myLooks(mine(s), { page })],
	['helps', 20, (s) => many.helpsOf(s, s.som, MANY), (s, page) => myLearned(mine(s), { page })],
	[
		'requests',
		20,
		(s) => manyRequests(s, again(MANY, s.som), '2026-07-20'),
		(s, page) => myRequests(mine(s), { page })
	],
	[
		'requests, beside them',
		20,
		(s) => manyRequests(s, again(MANY, s.som), '2026-07-20'),
		(s, page) => requestsBeside(sitting(s), { page })
	],
	[
		'erasures',
		20,
		async (s) => many.erasuresOf(s, await manyPeople(s, MANY)),
		(s, page) => erasures(s.as(s.thach, 1), { page })
	],
	['sheets', 20, (s) => many.sheetsOf(s, MANY), (s, page) => imports(s.as(s.thach, 1), { page })],
	[
		'merges',
		50,
		async (s) => many.mergedInto(s, s.som, await manyPeople(s, MANY)),
		(s, page) => merges(s.as(s.mai, 1), { page })
	],
	[
		'changes',
		20,
		(s) => many.changesOf(s, s.som, MANY),
		async (s, page) => (await personRecord(s.as(s.mai, 1), { person: s.som, purpose: 'call-back', page })).changes
	],
	[
		'free times',
		24,
		(s) => many.freeTimes(s, MANY),
		async (s, page) => (await readinessBeside(sitting(s), { page })).free
	]
])(
	'%s: all are counted, and each is on one of the pages',
	async (_, rows, make, look) => {
		await scene(async (s) => {
			await make(s);
			await whole((page) => look(s, page), rows);
		})();
	},
	60_000
);

test(
	'what happened to a need is told whole, page by page',
	scene(async (s) => {
		await manyNeeds(s, [s.som]);
		const [need] = await myNeeds(mine(s), {});
		await many.movesOf(s, s.som, need!.id, MANY);
		await whole(async (page) => (await showNeed(s.as(s.mai, 1), { need: need!.id, page })).history, 100);
	}),
	60_000
);

test(
	'whoever may be meant is counted among a thousand of one name, and the nearest stand first',
	scene(async (s) => {
		await manyPeople(s, MANY);
		await s.base
			.db`update person set name = 'Lau Thị Sậy', name_plain = 'lau thi say', birth_year = 1961, birth_date = '1961-03-14' where name like 'Lau Thị Sậy %'`;
		await s.base
			.db`update person set hamlet = 'thôn Gò Nắng' where id = (select max(id::text)::uuid from person where name = 'Lau Thị Sậy')`;
		const said = { name: 'lau thi say', birthYear: 1961, birthDate: '1961-03-14', hamlet: 'thôn Gò Nắng' };
		const { nearest, whole: all } = await peopleLike(s.as(s.lua, 1), said);
		expect([nearest.length, all]).toEqual([5, MANY]);
		expect(nearest[0]).toMatchObject({ hamlet: 'thôn Gò Nắng' });
	}),
	60_000
);

test(
	'the call list is walked page by page, and taken along whole',
	scene(async (s) => {
		// More than two pages; whether somebody may be called is asked of each, and dear while the planner knows no numbers yet.
		const CALLED = 450;
		await many.callable(s, await manyPeople(s, CALLED));
		const list = (page: number, all = false) => callList(s.as(s.thach, 1), { purpose: 'campaign-call', page, all });
		const pages = [await list(0), await list(1), await list(2)];
		expect(pages.map(({ people, more }) => [people, more])).toEqual([250, 50, 0].map((more) => [CALLED, more]));
		expect(new Set(pages.flatMap(({ rows }) => rows.map(({ person }) => person))).size).toBe(CALLED);
		const table = await list(0, true);
		expect([new Set(table.rows.map(({ phone }) => phone)).size, table.more]).toEqual([CALLED, 0]);
	}),
	60_000
);

test(
	'the database puts needs into the order of the board, late as the rule says it',
	scene(async (s) => {
		await manyNeeds(s, await manyPeople(s, 300));
		await s.base.db`
			update need n set promised_on = case when r.n % 3 = 0 then '2026-07-10'::date + (r.n % 9)::int end, owner_id = case when r.n % 3 = 0 then ${s.mai.id}::uuid end, plan = case when r.n % 3 = 0 then 'home-visit' end,
				made_at = ${NOW.toISOString()}::timestamptz - r.n * interval '10 minutes', urgency = (${[...urgencies]}::text[])[1 + r.n % 3]
			from (select id, row_number() over () as n from need) r where r.id = n.id`;
		const at = s.as(s.mai, 1);
		const seen = [];
		for (let page = 0, more = 1; more > 0; page++) {
			const board = await needBoard(at, { by: 'helper', kind: null, urgency: null, late: false, page });
			seen.push(...board.groups.flatMap(({ key, needs }) => needs.map((need) => ({ ...need, key }))));
			more = board.more;
		}
		for (const need of seen) expect(need.late).toBe(lateOf(need, dayOf(at.now), at.now));
		const order = seen.toSorted(
			(a, b) =>
				Number(a.key !== null) - Number(b.key !== null) ||
				Number(b.late !== null) - Number(a.late !== null) ||
				urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) ||
				(a.promisedOn ?? '9999').localeCompare(b.promisedOn ?? '9999') ||
				a.madeAt.getTime() - b.madeAt.getTime()
		);
		expect(seen.map(({ id }) => id)).toEqual(order.map(({ id }) => id));
	}),
	60_000
);

test(
	'the database puts requests into the order of their next clock, and counts the late as the rule says it',
	scene(async (s) => {
		await manyRequests(s, await manyPeople(s, 300), '2026-07-14');
		await s.base.db`
			update data_request d set due_by = '2026-07-08'::date + (r.n % 13)::int, acknowledge_by = '2026-07-10'::date + (r.n % 7)::int,
				state = case r.n % 3 when 0 then 'received' when 1 then 'acknowledged' else 'done' end,
				settled_at = case when r.n % 3 = 2 then ${NOW.toISOString()}::timestamptz end
			from (select id, row_number() over () as n from data_request) r where r.id = d.id`;
		const seen = [];
		for (let page = 0, more = 1; more > 0; page++) {
			const found = await requests(s.as(s.thach, 1), { page });
			seen.push(...found.rows.map(({ next }) => next));
			more = found.more;
		}
		const days = seen.map((next) => next?.by ?? '9999');
		expect(days).toEqual(days.toSorted());
		const open = seen.filter((next) => next !== null);
		expect(await requestCounts(s.as(s.thach, 1), {})).toEqual({
			open: open.length,
			late: open.filter(({ late }) => late).length
		});
	}),
	60_000
);
