import { expect, test } from 'vitest';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { hamlets, loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { register } from '#platform/listen.server.ts';
import { hired } from '#tests/support/accounts.ts';
import { openedClass } from '#tests/support/a-class.ts';
import { hearIn } from '#tests/support/hear.ts';
import { refusalOf, scene, settleMore, type Scene } from '#tests/support/scene.ts';
import { classesListens } from './listens.server.ts';
import { dropClass, openRun, planRun, runs } from './runs.server.ts';
import { seatByPhone } from './seats.server.ts';
import {
	addTeacher,
	addVenue,
	addWish,
	askTerm,
	endTeacher,
	endVenue,
	endWish,
	openTerm,
	term
} from './terms.server.ts';

register(classesListens);

const id = (): string => crypto.randomUUID();
const wish = (more: object = {}) => ({
	...{ id: id(), template: 'medical-booking', hamlet: null, learners: 8, perWeek: 2, weekdays: [1, 2, 3, 4, 5] },
	...{ starts: ['14:00'], minutes: 90, stepFree: true, power: true, since: null, ...more }
});
const hall = { name: 'Nhà văn hoá Cầu Mưa', capacity: 24, stepFree: true, power: true };

/** Two wishes, one hall, Lúa and somebody of the Youth Union who can teach. */
async function wished(s: Scene) {
	const doan = await hired(s, 'doan', 'co-host');
	await addVenue(s.as(s.lua), { id: id(), ...hall });
	await addTeacher(s.as(s.lua), { staff: s.lua.id, organisation: 'centre' });
	await addTeacher(s.as(s.lua), { staff: doan.id, organisation: 'youth' });
	for (const since of ['2026-07-01', '2026-07-05']) await addWish(s.as(s.lua), wish({ since }));
	return doan;
}

async function planned(s: Scene, minutes = 1): Promise<string> {
	const draft = id();
	await askTerm(s.as(s.lua, minutes), { id: draft, from: '2026-07-20', until: '2026-08-31' });
	expect((await term(s.as(s.lua, minutes), {})).last).toMatchObject({ planned: false, placed: [] });
	await hearIn(s, 'classes', () => s.as(s.lua, minutes + 1).now);
	return draft;
}

test(
	'a term is planned beside the work of the house, seen, and opened whole on the days that were seen',
	scene(async (s) => {
		expect(await refusalOf(askTerm(s.as(s.lua), { id: id(), from: '2026-07-20', until: '2026-08-31' }))).toBe(
			'term-empty'
		);
		await wished(s);
		const asks = { id: id(), from: '2026-07-20', until: '2026-07-20' };
		expect(await refusalOf(askTerm(s.as(s.lua), asks))).toBe('term-backwards');
		expect(await refusalOf(askTerm(s.as(s.lua), { ...asks, from: '2026-07-01' }))).toBe('day-over');
		expect(await refusalOf(askTerm(s.as(s.lua), { ...asks, until: '2206-08-31' }))).toBe('class-far');
		const draft = await planned(s);
		const { last } = await term(s.as(s.lua, 3), {});
		expect(last).toMatchObject({ planned: true, unplaced: [] });
		expect(last!.placed).toHaveLength(2);
		// One hall: never two in it at a time.
		const days = last!.placed.flatMap((one) => one.days);
		expect(new Set(days).size).toBe(days.length);
		expect(await openTerm(s.as(s.lua, 4), { term: draft })).toEqual({ opened: 2 });
		const open = await runs(s.as(s.lua, 5), {});
		expect(open.map(({ lessons }) => lessons.map(({ day }) => day)).toSorted()).toEqual(
			last!.placed.map((one) => one.days).toSorted()
		);
		expect(await refusalOf(openTerm(s.as(s.lua, 6), { term: draft }))).toBe('term-unknown');
		expect(await term(s.as(s.lua, 6), {})).toMatchObject({ wishes: [], last: null });
		expect(await refusalOf(openTerm(s.as(s.rang, 6), { term: draft }))).toBe('term-unknown');
	})
);

test(
	'what was opened meanwhile in the same hall keeps a draft shut, and nothing of it is opened',
	scene(async (s) => {
		await wished(s);
		const draft = await planned(s);
		const [first] = (await term(s.as(s.lua, 3), {})).last!.placed;
		const asks = {
			...{ template: 'e-id', hamlet: null, venue: hall.name, trainer: s.mai.id, from: first!.days[0]! },
			...{ weekdays: [1, 2, 3, 4, 5], perWeek: 2, starts: '14:00', minutes: 90 }
		};
		const { days } = await planRun(s.as(s.lua, 4), asks);
		const room = { capacity: 4, helpers: 1, stepFree: true, power: true };
		await openRun(s.as(s.lua, 4), { id: id(), ...asks, ...room, seen: days });
		expect(await refusalOf(openTerm(s.as(s.lua, 5), { term: draft }))).toBe('class-plan-other');
		expect(await runs(s.as(s.lua, 6), {})).toHaveLength(1);
		// On the day after its first lesson, or without its hall, a draft is not opened.
		const late = await planned(s, 6);
		expect(await refusalOf(openTerm(s.as(s.lua, 20 * 1440), { term: late }))).toBe('class-plan-other');
		const again = await planned(s, 9);
		expect(await openTerm(s.as(s.lua, 11), { term: again })).toEqual({ opened: 2 });
	})
);

test(
	'without anybody who teaches or a hall that fits each wish says why it has no place; what was entered is taken off again',
	scene(async (s) => {
		const doan = await wished(s);
		await endTeacher(s.as(s.lua), { staff: doan.id });
		await endTeacher(s.as(s.lua), { staff: s.lua.id });
		await planned(s);
		const why = async (minutes: number) => (await term(s.as(s.lua, minutes), {})).last!.unplaced.map((one) => one.why);
		expect(await why(3)).toEqual(['nobody', 'nobody']);
		await addTeacher(s.as(s.lua, 3), { staff: s.lua.id, organisation: 'centre' });
		const shown = await term(s.as(s.lua, 4), {});
		await endVenue(s.as(s.lua, 4), { venue: shown.venues[0]!.id });
		await addVenue(s.as(s.lua, 4), { id: id(), ...hall, stepFree: false });
		await endWish(s.as(s.lua, 4), { wish: shown.wishes[0]!.id });
		await planned(s, 5);
		expect(await why(7)).toEqual(['steps']);
		expect(await refusalOf(addWish(s.as(s.lua, 8), wish({ since: '2027-01-01' })))).toBe('wish-since');
		expect(await refusalOf(addTeacher(s.as(s.lua, 8), { staff: s.rang.id, organisation: 'centre' }))).toBe(
			'trainer-unknown'
		);
		expect(await term(s.as(s.rang, 8), {})).toMatchObject({
			venues: [],
			teachers: [],
			wishes: [],
			asking: [],
			last: null
		});
	})
);

test(
	'a hamlet in which three ask to learn and sit nowhere is shown until somebody wishes for a class there',
	scene(async (s) => {
		await loadHamlets(s.as(s.thach), { text: ['thôn;ngõ', 'thôn Bến Gió;ngõ Giếng'].join('\n') });
		const [hamlet] = await hamlets(s.as(s.lua), {});
		const people = [];
		for (const name of ['Sấm Thị Một', 'Sấm Thị Hai', 'Sấm Thị Ba']) {
			const person = await settleMore(s, name, 1950, { hamlet: hamlet!.name });
			people.push(person);
			expect((await term(s.as(s.lua, 1), {})).asking).toEqual([]);
			const need = {
				id: id(),
				person,
				kind: 'learn' as const,
				urgency: 'this-month' as const,
				source: 'counter' as const
			};
			await recordNeed(s.as(s.lua, 1), { ...need, note: null });
		}
		const asking = async () => (await term(s.as(s.lua, 2), {})).asking;
		expect(await asking()).toMatchObject([
			{ hamlet: hamlet!.name, learners: 3, since: '2026-07-14', template: 'beginners' }
		]);
		await addWish(s.as(s.lua, 3), wish({ hamlet: hamlet!.id, template: 'beginners' }));
		expect(await asking()).toEqual([]);
		await endWish(s.as(s.lua, 4), { wish: (await term(s.as(s.lua, 4), {})).wishes[0]!.id });
		expect(await asking()).toHaveLength(1);
		const asks = {
			...{ template: 'e-id', hamlet: null, venue: hall.name, trainer: s.lua.id, from: '2026-07-20' },
			...{ weekdays: [1, 3], perWeek: 2, starts: '14:00', minutes: 90 }
		};
		const { days } = await planRun(s.as(s.lua, 5), asks);
		const run = id();
		await openRun(s.as(s.lua, 5), {
			id: run,
			...asks,
			capacity: 4,
			helpers: 1,
			stepFree: true,
			power: true,
			seen: days
		});
		await seatByPhone(s.as(s.lua, 6), { id: id(), run, person: people[0]! });
		expect(await asking()).toEqual([]);
	})
);

test(
	'three who ask for the same are a class; asked for something else it is another; a class of it in their hamlet is near enough',
	scene(async (s) => {
		await loadHamlets(s.as(s.thach), { text: ['thôn;ngõ', 'thôn Bến Gió;ngõ Giếng'].join('\n') });
		const [hamlet] = await hamlets(s.as(s.lua), {});
		const people: string[] = [];
		for (const name of ['Sấm Thị Một', 'Sấm Thị Hai', 'Sấm Thị Ba'])
			people.push(await settleMore(s, name, 1950, { hamlet: hamlet!.name }));
		const ask = (person: string, kind: 'learn' | 'safety-online') =>
			recordNeed(s.as(s.lua, 1), {
				...{ id: id(), person, kind, urgency: 'this-month', source: 'counter', note: null }
			});
		const asking = async () => (await term(s.as(s.lua, 2), {})).asking.map(({ template }) => template);
		await ask(people[0]!, 'learn');
		for (const person of people.slice(1)) await ask(person, 'safety-online');
		expect(await asking()).toEqual([]);
		await ask(people[0]!, 'safety-online');
		expect(await asking()).toEqual(['self-protection']);
		const near = { template: 'self-protection', hamlet: hamlet!.id };
		const run = await openedClass(s, near, s.lua, 3);
		expect(await asking()).toEqual([]);
		await dropClass(s.as(s.lua, 4), { run });
		expect(await asking()).toEqual(['self-protection']);
	})
);
