import { beforeAll, expect, test } from 'vitest';
import { acting, granted, hired } from '#tests/support/accounts.ts';
import { areaOf, homeOf, listen, phoneOf, sayOn, seenBy, syncNow, visit } from '#tests/support/field.ts';
import { laidHamlet } from '#tests/support/division.ts';
import { refusalOf, scene, settleMore, type Scene } from '#tests/support/scene.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { register } from '#platform/listen.server.ts';
import { closeNeed, planNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import type { NeedKind } from '#capabilities/assistance/need.ts';
import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { waitingAtHome } from './asks.server.ts';
import { board, offers } from './board.server.ts';
import { dropRoad, noteRoad } from './roads.server.ts';
import { homeVisits } from './room.server.ts';
import { addShift, dropShift, knowHelper, shifts } from './shifts.server.ts';
import { askVisit, callOffVisit, endVisit, noteNoAnswer, tellTime } from './tell.server.ts';
import { seesWhole } from './whole.server.ts';

// Somebody asks that they come home: three times to choose from, and what was told stays.

beforeAll(() => {
	listen();
	register(homeVisits.listens);
});

const id = (): string => crypto.randomUUID();
const TOMORROW = '2026-07-15';
const EVERY = { woman: false, two: false, language: null, parts: ['morning', 'afternoon'] as const, minutes: 40 };

/** Somebody's need for which somebody is to come; answers it and the visit that is asked for. */
async function asked(s: Scene, person: string, more: object = {}, kind: NeedKind = 'papers', minutes = 0) {
	const [need, request] = [id(), id()];
	await recordNeed(s.as(s.lua), { id: need, person, kind, urgency: 'this-week', source: 'counter', note: null });
	await planNeed(s.as(s.lua), { need, of: null, helper: null, plan: 'home-visit', promisedOn: null });
	await askVisit(s.as(s.thach, minutes), { id: request, need, ...EVERY, parts: [...EVERY.parts], ...more });
	return { need, visit: request };
}
const out = (s: Scene, helpers: string[], more: object = {}) =>
	addShift(s.as(s.thach), {
		...{ id: id(), day: TOMORROW, helpers, from: '07:30', until: '17:00', mode: 'bicycle', hamlet: null, ...more }
	});
const tell = (s: Scene, request: string, offer: { day: string; from: string; until: string; shifts: string[] }) => {
	const { day, from, until, shifts: of } = offer;
	return tellTime(s.as(s.thach), { visit: request, day, from, until, shifts: of });
};

test(
	'a need becomes three times to choose from; the one that is chosen is promised, and nothing moves it',
	scene(async (s) => {
		const waits = async () => (await waitingOf(s.as(s.thach), [waitingAtHome])).get(waitingAtHome);
		const need = id();
		await recordNeed(s.as(s.lua), {
			id: need,
			person: s.som,
			kind: 'visit',
			urgency: 'this-week',
			source: 'counter',
			note: null
		});
		expect((await board(s.as(s.thach), {})).unasked).toMatchObject([{ need, personId: s.som, kind: 'visit' }]);
		expect(await waits()).toBe(1);
		const request = id();
		await askVisit(s.as(s.thach), { id: request, need, ...EVERY, parts: ['morning'] });
		expect(await refusalOf(askVisit(s.as(s.thach), { id: id(), need, ...EVERY, parts: ['morning'] }))).toBe(
			'visit-asked'
		);
		// Nobody goes out yet.
		expect(await offers(s.as(s.thach), { visit: request })).toMatchObject({
			offers: [],
			blocked: { obstacle: { blocked: 'no-shift' } }
		});
		await out(s, [s.lua.id, s.mai.id]);
		await out(s, [s.lua.id, s.mai.id], { day: '2026-07-16' });
		const read = await offers(s.as(s.thach), { visit: request });
		expect(read.offers.length).toBeGreaterThanOrEqual(2);
		for (const offer of read.offers) {
			expect(offer.from < '11:30' && offer.from >= '07:30').toBe(true);
			expect(offer.helpers.map(({ name }) => name).toSorted()).toEqual(['Hoa Thị Lúa', 'Nắng Thị Mai']);
		}
		const chosen = read.offers[0]!;
		await tell(s, request, chosen);
		const after = await board(s.as(s.thach), {});
		expect(after.waiting).toMatchObject([{ id: request, told: { day: chosen.day, from: chosen.from } }]);
		expect(after.routes.flatMap(({ stops }) => stops)).toMatchObject([
			{ visit: request, from: chosen.from, told: true }
		]);
		expect(after.routes[0]!.stops[0]!.why[0]).toEqual({ why: 'told', at: chosen.from });
		expect(await waits()).toBe(0);
		const row = (await s.base.db`select plan, promised_on::text as day from need where id = ${need}`)[0];
		expect(row).toMatchObject({ plan: 'home-visit', day: chosen.day });
		// More who are more pressing do not move it.
		for (let n = 0; n < 4; n++) await asked(s, await settleMore(s, `Mưa Thị Lan ${'abcd'[n]}`));
		const full = await board(s.as(s.thach), {});
		expect(full.routes.flatMap(({ stops }) => stops).find((stop) => stop.visit === request)).toMatchObject({
			from: chosen.from
		});
		// Another time is told only once this one was called off: a stale tab moves nothing.
		expect(await refusalOf(tell(s, request, read.offers[1]!))).toBe('visit-told');
		await callOffVisit(s.as(s.thach), { visit: request });
		expect((await board(s.as(s.thach), {})).waiting.find((one) => one.id === request)).toMatchObject({ told: null });
		expect(await refusalOf(callOffVisit(s.as(s.thach), { visit: request }))).toBe('visit-untold');
	})
);

test(
	'two who are read the same time: the second to say yes is read new ones, and the first keeps hers',
	scene(async (s) => {
		const one = await asked(s, s.som);
		const other = await asked(s, s.gia);
		await out(s, [s.lua.id, s.mai.id]);
		const mine = (await offers(s.as(s.thach), { visit: one.visit })).offers[0]!;
		await tell(s, one.visit, mine);
		expect(await refusalOf(tell(s, other.visit, mine))).toBe('time-taken');
		const told = await (await seenBy(s))`select id, told_from::text as at from home_visit where told_day is not null`;
		expect(told.map(({ id: of }) => of)).toEqual([one.visit]);
		const theirs = (await offers(s.as(s.thach), { visit: other.visit })).offers;
		expect(theirs.length).toBeGreaterThan(0);
		expect(theirs.every(({ from, until }) => until <= mine.from || from > mine.from)).toBe(true);
	})
);

test(
	'who is more pressing or waits longer comes before: the others are read what is left, or why nothing is',
	scene(async (s) => {
		const long = { parts: ['morning'], minutes: 130 };
		const one = await asked(s, s.som, long);
		const other = await asked(s, s.gia, long, 'papers', 5);
		await out(s, [s.lua.id, s.mai.id], { until: '11:30' });
		expect((await offers(s.as(s.thach), { visit: one.visit })).offers.length).toBeGreaterThan(0);
		expect((await offers(s.as(s.thach), { visit: other.visit })).offers).toEqual([]);
		const { unserved, routes } = await board(s.as(s.thach), {});
		expect(routes.flatMap(({ stops }) => stops.map((stop) => stop.visit))).toHaveLength(1);
		expect(unserved).toHaveLength(1);
		expect(unserved[0]!.ways.length).toBeGreaterThan(0);
	})
);

test(
	'whoever asks for a woman, her own language or the police is told what is lacking, and is served by whoever brings it',
	scene(async (s) => {
		const woman = await asked(s, s.som, { woman: true });
		const muong = await asked(s, s.gia, { language: 'Mường' });
		const police = await asked(s, await settleMore(s, 'Mây Thị Trôi'), {}, 'e-id');
		await out(s, [s.lua.id, s.mai.id]);
		const lacks = async (request: string) =>
			(await offers(s.as(s.thach), { visit: request })).blocked?.obstacle['blocked'];
		expect([await lacks(woman.visit), await lacks(muong.visit), await lacks(police.visit)]).toEqual([
			'no-woman',
			'no-language',
			'no-skill'
		]);
		await knowHelper(s.as(s.thach), { helper: s.lua.id, woman: true, languages: 'Việt, Mường' });
		expect([await lacks(woman.visit), await lacks(muong.visit)]).toEqual([undefined, undefined]);
		const officer = await hired(s, 'suong', 'police');
		const dao = await hired(s, 'dao', 'volunteer');
		await out(s, [officer.id, dao.id], { mode: 'motorbike' });
		expect(await lacks(police.visit)).toBeUndefined();
		const all = await shifts(s.as(s.thach), {});
		expect(all.helpers.find((one) => one.id === officer.id)).toMatchObject({ police: true });
		// Who was there before is known; a first visit is by two.
		expect((await board(s.as(s.thach), {})).waiting.every(({ first }) => first)).toBe(true);
	})
);

test(
	'a team that told somebody a time stays; nobody is out twice at one hour, and no day is planned that is over or far',
	scene(async (s) => {
		const { visit: request } = await asked(s, s.som);
		const { id: shift } = await out(s, [s.lua.id, s.mai.id]);
		expect(await refusalOf(out(s, [s.mai.id]))).toBe('helper-out');
		expect(await refusalOf(out(s, [s.mai.id], { from: '17:00', until: '16:00' }))).toBe('shift-hours');
		expect(await refusalOf(out(s, [s.mai.id], { day: '2026-07-13' }))).toBe('shift-day');
		expect(await refusalOf(out(s, [s.mai.id], { day: '2026-08-13' }))).toBe('shift-day');
		expect(await refusalOf(out(s, [id()], { day: '2026-07-17' }))).toBe('not-your-place');
		await tell(s, request, (await offers(s.as(s.thach), { visit: request })).offers[0]!);
		expect(await refusalOf(dropShift(s.as(s.thach), { shift }))).toBe('shift-told');
		await callOffVisit(s.as(s.thach), { visit: request });
		await dropShift(s.as(s.thach), { shift });
		expect(await refusalOf(dropShift(s.as(s.thach), { shift }))).toBe('shift-unknown');
	})
);

test(
	'whoever was visited on the day is done with; whoever wants it no more, or whose need is over, waits no longer',
	scene(async (s) => {
		const area = await areaOf(s, 'Bến Gió', s.lua);
		const home = await homeOf(s, area, [s.som]);
		const { visit: request } = await asked(s, s.som);
		await out(s, [s.lua.id, s.mai.id]);
		await tell(s, request, (await offers(s.as(s.thach), { visit: request })).offers[0]!);
		const at = () => new Date('2026-07-15T02:00:00Z');
		// Whose day is over without a visit waits again, and is counted.
		const late = s.as(s.thach, 3 * 24 * 60);
		expect((await board(late, {})).waiting).toMatchObject([{ id: request, told: null, missed: TOMORROW }]);
		expect((await waitingOf(late, [waitingAtHome])).get(waitingAtHome)).toBe(1);
		const phone = await phoneOf(s, s.lua, at);
		const came = await visit(phone, home, [s.som]);
		await syncNow(phone);
		const waits = async (one: string) => (await board(late, {})).waiting.some((line) => line.id === one);
		expect(await waits(request)).toBe(false);
		expect((await waitingOf(late, [waitingAtHome])).get(waitingAtHome)).toBe(0);
		expect(await refusalOf(endVisit(late, { visit: request, outcome: 'done' }))).toBe('visit-over');
		// The visit is taken back: nobody came, and they wait as before.
		const back = { visit: came.visit, needs: [] };
		await sayOn(phone, 'assistance.take-back-visit', back, { household: home }, [came.operation]);
		await syncNow(phone);
		expect(await waits(request)).toBe(true);
		const unwanted = await asked(s, s.gia);
		await noteNoAnswer(s.as(s.thach), { visit: unwanted.visit });
		expect((await board(s.as(s.thach), {})).waiting.find((one) => one.id === unwanted.visit)).toMatchObject({
			tries: 1
		});
		await endVisit(s.as(s.thach), { visit: unwanted.visit, outcome: 'not-wanted' });
		// It is no visit any more, and does not come back as one.
		expect((await board(s.as(s.thach), {})).unasked).toEqual([]);
		expect(await refusalOf(endVisit(s.as(s.thach), { visit: unwanted.visit, outcome: 'done' }))).toBe('visit-over');
		const over = await asked(s, await settleMore(s, 'Suối Thị Trong'));
		await closeNeed(s.as(s.lua), { need: over.need, outcome: 'met-elsewhere' });
		expect(await waits(over.visit)).toBe(false);
		expect(await refusalOf(offers(s.as(s.thach), { visit: over.visit }))).toBe('visit-over');
	})
);

test(
	'somebody whose told day is over and for whom nobody can come holds up nobody else',
	scene(async (s) => {
		const officer = await hired(s, 'suong', 'police');
		const first = await asked(s, s.som, {}, 'e-id');
		await out(s, [officer.id, s.lua.id]);
		await tell(s, first.visit, (await offers(s.as(s.thach), { visit: first.visit })).offers[0]!);
		const later = () => s.as(s.thach, 3 * 24 * 60);
		const next = await asked(s, s.gia);
		await out(s, [s.lua.id, s.mai.id], { day: '2026-07-20' });
		const [read] = (await offers(later(), { visit: next.visit })).offers;
		const { day, from, until, shifts: of } = read!;
		await tellTime(later(), { visit: next.visit, day, from, until, shifts: of });
		const rows = (await board(later(), {})).waiting;
		expect(rows.find(({ id: one }) => one === next.visit)?.told).toMatchObject({ day, from });
		expect(rows.find(({ id: one }) => one === first.visit)).toMatchObject({ told: null, missed: TOMORROW });
	})
);

test(
	'another centre sees and moves nothing of it',
	scene(async (s) => {
		const { need, visit: request } = await asked(s, s.som);
		await out(s, [s.lua.id, s.mai.id]);
		const elsewhere = { ...s.as(s.thach), actor: { ...s.thach, centres: [2] } };
		const there = () => ({ ...elsewhere, request: id() });
		expect(await board(there(), {})).toEqual({ unasked: [], waiting: [], routes: [], unserved: [] });
		for (const door of [
			() => offers(there(), { visit: request }),
			() => callOffVisit(there(), { visit: request }),
			() => endVisit(there(), { visit: request, outcome: 'done' })
		])
			expect(await refusalOf(door())).toBe('visit-over');
		expect(await refusalOf(askVisit(there(), { id: id(), need, ...EVERY, parts: ['morning'] }))).toBe('need-unknown');
		// Whoever leads one hamlet plans nobody's day of another.
		const { hamlet } = await laidHamlet(s, { 'ngõ Ao': 1 }, { spots: false });
		await granted(s, s.mai.id, hamlet, 'area-lead');
		const lead = acting(s, 'mai', 'area-lead');
		expect(await refusalOf(board(s.as(lead), {}))).toBe('not-your-place');
		expect(
			await refusalOf(
				tellTime(s.as(lead), { visit: request, day: TOMORROW, from: '08:00', until: '09:00', shifts: [id()] })
			)
		).toBe('not-your-place');
		expect(await refusalOf(shifts(s.as(lead), {}))).toBe('not-your-place');
		// And has no word in the menu that leads to a refusal.
		expect(await Promise.all([lead, s.thach, s.lua].map((who) => seesWhole(s.as(who))))).toEqual([false, true, true]);
	})
);

test(
	'a way that is cut is in no plan of its days and says so; one that takes longer makes a day longer; who was told is counted to be called',
	scene(async (s) => {
		const { hamlet, doors } = await laidHamlet(s, { 'ngõ Ao': 1 });
		const { visit: request } = await asked(s, doors[0]!.person);
		await out(s, [s.lua.id, s.mai.id]);
		const offered = async () => offers(s.as(s.thach), { visit: request });
		const dry = (await offered()).offers;
		expect(dry.length).toBeGreaterThan(0);
		const note = (more: object = {}) =>
			noteRoad(s.as(s.thach), { id: id(), hamlet, extra: null, from: TOMORROW, until: TOMORROW, ...more });
		const { id: road } = await note();
		const cut = await offered();
		expect([cut.offers, cut.blocked?.obstacle]).toEqual([[], { blocked: 'road-cut' }]);
		expect(cut.blocked?.ways).toEqual([]);
		expect(await refusalOf(tell(s, request, dry[0]!))).toBe('road-cut');
		await dropRoad(s.as(s.thach), { road });
		expect(await refusalOf(dropRoad(s.as(s.thach), { road }))).toBe('road-gone');
		expect((await offered()).offers).toEqual(dry);
		await tell(s, request, dry[0]!);
		await note();
		const [shown] = (await shifts(s.as(s.thach), {})).roads;
		expect(shown).toMatchObject({ hamlet: 'thôn Bến Gió', extra: null, from: TOMORROW, until: TOMORROW, told: 1 });
		// What was told stays, and whoever reads the days is told to call.
		expect((await board(s.as(s.thach), {})).routes[0]!.stops[0]).toMatchObject({ visit: request, told: true });
		expect(await refusalOf(note({ until: '2026-07-13', from: '2026-07-13' }))).toBe('road-days');
		expect(await refusalOf(note({ until: '2027-07-15' }))).toBe('road-days');
		expect(await refusalOf(note({ from: '2036-01-01', until: '2036-01-02' }))).toBe('road-days');
		expect(await refusalOf(note({ hamlet: 1 }))).toBe('not-your-place');
		await granted(s, s.mai.id, hamlet, 'area-lead');
		const lead = acting(s, 'mai', 'area-lead');
		expect(
			await refusalOf(noteRoad(s.as(lead), { id: id(), hamlet, extra: 30, from: TOMORROW, until: TOMORROW }))
		).toBe('not-your-place');
	})
);

test(
	'minutes more on the way into a hamlet are minutes on the road of every offer there',
	scene(async (s) => {
		const { hamlet, doors } = await laidHamlet(s, { 'ngõ Ao': 1 });
		const { visit: request } = await asked(s, doors[0]!.person);
		const first = (await hamlets(s.as(s.thach), {})).find(({ id: one }) => one !== hamlet)!.id;
		await out(s, [s.lua.id, s.mai.id], { hamlet: first });
		const minutes = async () => (await offers(s.as(s.thach), { visit: request })).offers[0]!.minutes;
		const dry = await minutes();
		await noteRoad(s.as(s.thach), { id: id(), hamlet, extra: 25, from: TOMORROW, until: TOMORROW });
		expect(await minutes()).toBe(dry + 50);
	})
);

test(
	'a road that is noted longer after a time was told loses nobody: what was told stays, others are told theirs, and whoever leads reads whom to call',
	scene(async (s) => {
		const { hamlet, doors } = await laidHamlet(s, { 'ngõ Ao': 2 });
		const [one, other] = [await asked(s, doors[0]!.person), await asked(s, s.som)];
		const { id: shift } = await out(s, [s.lua.id, s.mai.id]);
		await tell(s, one.visit, { day: TOMORROW, from: '07:40', until: '08:40', shifts: [shift] });
		await noteRoad(s.as(s.thach), { id: id(), hamlet, extra: 60, from: TOMORROW, until: TOMORROW });
		const stops = (await board(s.as(s.thach), {})).routes.flatMap(({ stops: all }) => all);
		expect(stops.find(({ visit: of }) => of === one.visit)).toMatchObject({ told: true });
		expect((await shifts(s.as(s.thach), {})).roads).toMatchObject([{ extra: 60, told: 1 }]);
		const { offers: read } = await offers(s.as(s.thach), { visit: other.visit });
		expect(read.length).toBeGreaterThan(0);
		await tell(s, other.visit, read[0]!);
	})
);
