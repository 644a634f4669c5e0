import { expect, test } from 'vitest';
import { needBoard } from '#capabilities/assistance/needs.server.ts';
import { overdueFiles } from '#capabilities/cases/asks.server.ts';
import { counted, today } from '#capabilities/insights/today.server.ts';
import { worklist } from '#capabilities/cases/lists.server.ts';
import { dueRequests } from '#capabilities/data-rights/asks.server.ts';
import { requestCounts, requests } from '#capabilities/data-rights/requests-shown.server.ts';
import { policeCalendar } from '#capabilities/readiness/calendar.server.ts';
import { twins } from '#capabilities/residents/twins.server.ts';
import { waitingOf, type Ask } from '#platform/asks.server.ts';
import { freeTimes } from './support/volume-of-one.ts';
import { sceneApart as scene, type Scene } from './support/scene.ts';
import { manyFiles, manyNeeds, manyPeople, manyRequests, manyTwins, manyVisits, walked } from './support/volume.ts';

// A thousand rows: nobody vanishes without a word. What says `limit` shows all of them, or says how many there are.

const MANY = 1000;
const waits = async (s: Scene, ask: Ask) => (await waitingOf(s.as(s.thach, 1), [ask])).get(ask);

test(
	'the board of needs holds every open need, and counts as many as it shows',
	scene(async (s) => {
		const people = await manyPeople(s, MANY);
		await manyNeeds(s, people);
		for (const by of ['hamlet', 'helper'] as const) {
			const all = await walked(async (page) => {
				const board = await needBoard(s.as(s.mai, 1), { by, kind: null, urgency: null, late: false, page });
				expect([board.counts.open, board.shown, board.groups.map(({ count }) => count)]).toEqual([MANY, MANY, [MANY]]);
				return { rows: board.groups.flatMap(({ needs }) => needs.map(({ id }) => id)), more: board.more };
			});
			expect(all).toEqual({ rows: MANY, rest: [MANY - 100, MANY - 200] });
		}
	}),
	60_000
);

test(
	'the calendar of the police holds everybody who was booked',
	scene(async (s) => {
		const people = await manyPeople(s, MANY);
		await manyVisits(s, people, '2026-07-15');
		await manyVisits(s, await manyPeople(s, MANY, 'thôn Lũng Trăng'), '2026-08-17');
		await freeTimes(s, 20);
		const days = 22;
		const shown: string[] = [];
		const all = await walked(async (page) => {
			const { rows, more, ahead } = await policeCalendar(s.as(s.sam, 1), { page });
			expect(ahead).toEqual({ times: MANY / 5 + 20, people: 2 * MANY, free: 20 });
			for (const { slots } of rows) shown.push(...slots.flatMap((slot) => slot.people.map(({ personId }) => personId)));
			return { rows: rows.map(({ day }) => day), more };
		});
		expect(all).toEqual({ rows: days, rest: [days - 7, days - 14] });
		expect([shown.length, new Set(shown).size]).toEqual([2 * MANY, 2 * MANY]);
		expect(people.every((person) => shown.includes(person))).toBe(true);
	}),
	60_000
);

test(
	'figures and the menu count every file and request, however many a list shows',
	scene(async (s) => {
		const people = await manyPeople(s, MANY);
		await manyFiles(s, people, '2026-07-10');
		await manyRequests(s, people, '2026-07-13');
		const figures = await today(s.as(s.thach, 1), {});
		expect(figures.due).toEqual({ soon: 0, late: MANY });
		expect(figures.statuses).toMatchObject([{ stage: 'confirmed', files: MANY }]);
		expect(await requestCounts(s.as(s.thach, 1), {})).toEqual({ open: MANY, late: MANY });
		expect([await waits(s, overdueFiles), await waits(s, dueRequests)]).toEqual([MANY, MANY]);
	}),
	60_000
);

test(
	'a figure opens all that it counts, page by page, and says how many more there are',
	scene(async (s) => {
		await manyFiles(s, await manyPeople(s, MANY), '2026-07-10');
		for (const [figure, key] of [
			['due', 'late'],
			['status', 'confirmed']
		] as const) {
			const first = await counted(s.as(s.thach, 1), { figure, key });
			const pages = [first];
			while (pages.at(-1)!.more > 0) pages.push(await counted(s.as(s.thach, 1), { figure, key, page: pages.length }));
			expect(pages.map(({ whole }) => whole)).toEqual(pages.map(() => MANY));
			expect(pages.slice(0, 2).map(({ rows, before, more }) => [rows.length, before, more])).toEqual([
				[100, 0, MANY - 100],
				[100, 100, MANY - 200]
			]);
			expect(new Set(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(MANY);
		}
	}),
	60_000
);

test(
	'the list of files counts all of them, and each is on one of its pages; what is open stands before what has ended',
	scene(async (s) => {
		await manyFiles(s, await manyPeople(s, MANY), '2026-07-10');
		const seen: string[] = [];
		for (let page = 0; page < 10; page++) {
			const list = await worklist(s.as(s.mai, 1), { bucket: 'to-receive', page });
			expect(list.counts).toMatchObject({ 'to-receive': MANY, 'to-file': 0, open: 0, all: MANY });
			expect(list.more).toBe(MANY - 100 * (page + 1));
			seen.push(...list.files.map(({ id }) => id));
		}
		expect(new Set(seen).size).toBe(MANY);
		await s.base.db`update case_file set stage = 'filed', status = 10 where id = ${seen[0]!}`;
		const all = await worklist(s.as(s.mai, 1), { bucket: 'all', page: 9 });
		expect(all.files.at(-1)).toMatchObject({ id: seen[0], status: 10 });
	}),
	60_000
);

test(
	'questions that are due are counted, and each is on one of the pages',
	scene(async (s) => {
		await manyNeeds(s, await manyPeople(s, MANY), '2026-06-01');
		const board = (page: number) =>
			needBoard(s.as(s.mai, 1), { by: 'hamlet', kind: null, urgency: null, late: false, page });
		expect((await board(0)).dueInAll).toBe(MANY);
		const all = await walked(async (page) => {
			const { due, dueMore } = await board(page);
			return { rows: due.map(({ need }) => need), more: dueMore };
		});
		expect(all).toEqual({ rows: MANY, rest: [MANY - 100, MANY - 200] });
	}),
	60_000
);

test(
	'requests about data are on one of the pages each, the late first',
	scene(async (s) => {
		await manyRequests(s, await manyPeople(s, MANY), '2026-07-13');
		const all = await walked(async (page) => {
			const found = await requests(s.as(s.thach, 1), { page });
			expect(found.whole).toBe(MANY);
			return { ...found, rows: found.rows.map(({ id }) => id) };
		});
		expect(all).toEqual({ rows: MANY, rest: [MANY - 100, MANY - 200] });
	}),
	60_000
);

test(
	'people who may be one are counted, and each pair is on one of the pages',
	scene(async (s) => {
		await manyTwins(s, await manyPeople(s, MANY));
		const all = await walked(async (page) => {
			const { rows, whole, more } = await twins(s.as(s.mai, 1), { page });
			expect(whole).toBe(MANY);
			return { rows: rows.map(({ id }) => id), more };
		});
		expect(all).toEqual({ rows: MANY, rest: [MANY - 100, MANY - 200] });
	}),
	60_000
);
