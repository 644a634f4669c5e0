import { expect, test } from 'vitest';
import { myLearned } from '#capabilities/assistance/encounters.server.ts';
import { register } from '#platform/listen.server.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { hearIn } from '#tests/support/hear.ts';
import { ofYouth, openedClass } from '#tests/support/a-class.ts';
import { refusalOf, scene, self } from '#tests/support/scene.ts';
import { unsignedMine } from './asks.server.ts';
import {
	addHand,
	addHost,
	addTask,
	doTask,
	endHand,
	endHost,
	endTask,
	heldClasses,
	hosting,
	isNamed,
	signHosting
} from './hosts.server.ts';
import { classesListens } from './listens.server.ts';
import { myClasses } from './own.server.ts';
import { endLesson, markRoll, roll, seatsOf } from './roll.server.ts';
import { dropClass } from './runs.server.ts';
import { taskState } from './rules-hosts.ts';
import { seatByPhone } from './seats.server.ts';

register(classesListens);

const id = (): string => crypto.randomUUID();
/** The first lesson, on a Wednesday afternoon, in minutes from the beginning of a scene. */
const LESSON = 8 * 24 * 60 + 6 * 60;
const youth = { organisation: 'youth' as const };

test(
	'a class is asked for once each organisation has signed, itself or on paper',
	scene(async (s) => {
		const doan = await ofYouth(s);
		const run = await openedClass(s);
		await addHost(s.as(s.lua, 1), { run, ...youth });
		expect(await refusalOf(addHost(s.as(s.lua, 1), { run, ...youth }))).toBe('host-already');
		await addHost(s.as(s.lua, 1), { run, organisation: 'farmers' });
		await addHand(s.as(s.lua, 1), { run, staff: doan.id, part: 'host', ...youth });
		expect(await refusalOf(addHand(s.as(s.lua, 1), { run, staff: doan.id, part: 'helper', ...youth }))).toBe(
			'hand-already'
		);
		const seat = () => seatByPhone(s.as(s.lua, 3), { id: id(), run, person: s.som });
		expect(await refusalOf(seat())).toBe('class-unsigned');
		const open = async () => (await myClasses(s.as(self(s.som), 3), {})).open.map((one) => one.id);
		expect(await open()).toEqual([]);
		const waits = async () => (await waitingOf(s.as(doan, 2), [unsignedMine])).get(unsignedMine);
		expect(await waits()).toBe(1);
		expect(await refusalOf(signHosting(s.as(doan, 2), { run, organisation: 'farmers' }))).toBe('host-not-yours');
		await signHosting(s.as(doan, 2), { run, ...youth });
		expect(await waits()).toBe(0);
		expect(await refusalOf(signHosting(s.as(doan, 2), { run, ...youth }))).toBe('host-signed');
		expect(await refusalOf(seat())).toBe('class-unsigned');
		await signHosting(s.as(s.mai, 2), { run, organisation: 'farmers' });
		expect(await open()).toEqual([run]);
		expect((await seat()).state).toBe('taken');
		const { hosts } = (await hosting(s.as(s.lua, 4), { run })).hosting;
		expect(hosts.map(({ organisation, onPaper }) => [organisation, onPaper])).toEqual([
			['farmers', true],
			['youth', false]
		]);
		expect(await refusalOf(endHost(s.as(s.lua, 4), { run, ...youth }))).toBe('host-stays');
		await addHost(s.as(s.lua, 4), { run, organisation: 'women' });
		await endHost(s.as(s.lua, 5), { run, organisation: 'women' });
		expect((await hosting(s.as(s.lua, 6), { run })).hosting.hosts).toHaveLength(2);
	})
);

test(
	'what an organisation sees to is late, done, and not done after all; nobody else ticks it off',
	scene(async (s) => {
		const doan = await ofYouth(s);
		const run = await openedClass(s);
		const task = { run, what: 'Mang máy chiếu', due: '2026-07-15' };
		expect(await refusalOf(addTask(s.as(s.lua), { id: id(), ...task, ...youth }))).toBe('host-unknown');
		await addHost(s.as(s.lua), { run, ...youth });
		await addHost(s.as(s.lua), { run, organisation: 'women' });
		const [theirs, others] = [id(), id()];
		await addTask(s.as(s.lua), { id: theirs, ...task, ...youth });
		await addTask(s.as(s.lua), { id: others, ...task, organisation: 'women' });
		await addHand(s.as(s.lua), { run, staff: doan.id, part: 'helper', ...youth });
		const states = async (days: number) =>
			(await heldClasses(s.as(doan, days * 1440), {})).rows[0]!.hosting.hosts.map((host) => [
				host.mine,
				host.tasks[0]!.state
			]);
		// The page is in the menu of whoever is named in a class, or teaches one.
		const named = [await isNamed(s.as(doan)), await isNamed(s.as(s.lua)), await isNamed(s.as(s.mai))];
		expect(named).toEqual([true, true, false]);
		expect(await states(0)).toEqual([
			[false, 'open'],
			[true, 'open']
		]);
		expect(await states(2)).toEqual([
			[false, 'late'],
			[true, 'late']
		]);
		expect(await refusalOf(doTask(s.as(doan, 3), { task: others, done: true }))).toBe('host-not-yours');
		await doTask(s.as(doan, 3), { task: theirs, done: true });
		expect(await states(2)).toEqual([
			[false, 'late'],
			[true, 'done']
		]);
		expect(await refusalOf(endTask(s.as(s.lua, 4), { task: theirs }))).toBe('task-done');
		await doTask(s.as(s.lua, 5), { task: theirs, done: false });
		await endTask(s.as(s.lua, 6), { task: theirs });
		expect(await refusalOf(doTask(s.as(doan, 7), { task: theirs, done: true }))).toBe('task-unknown');
		// A class that is not held is no class of theirs.
		const held = async (minutes: number) => (await heldClasses(s.as(doan, minutes), {})).whole;
		expect(await held(7)).toBe(1);
		await dropClass(s.as(s.lua, 8), { run });
		expect(await held(9)).toBe(0);
	})
);

test(
	'whoever is named in a class calls its roll from another organisation, and learns nothing of any other',
	scene(async (s) => {
		const doan = await ofYouth(s);
		const [theirs, other] = [await openedClass(s), await openedClass(s, { trainer: s.mai.id })];
		for (const run of [theirs, other]) await seatByPhone(s.as(s.lua, 1), { id: id(), run, person: s.som });
		expect(await refusalOf(roll(s.as(doan, 2), { run: theirs, no: 1 }))).toBe('class-unknown');
		await addHand(s.as(s.lua, 2), { run: theirs, staff: doan.id, part: 'helper', ...youth });
		const shown = await roll(s.as(doan, 3), { run: theirs, no: 1 });
		expect(shown.rows.map(({ name }) => name)).toEqual(['Sương Thị Sớm']);
		const marks = [{ person: s.som, how: 'here' as const }];
		expect(await refusalOf(markRoll(s.as(doan, LESSON), { run: other, no: 1, marks }))).toBe('class-unknown');
		await markRoll(s.as(doan, LESSON), { run: theirs, no: 1, marks });
		expect(await endLesson(s.as(doan, LESSON + 90), { run: theirs, no: 1, marks: [] })).toEqual({ there: 1 });
		await hearIn(s, 'classes', () => s.as(s.lua, LESSON + 91).now);
		expect((await myLearned(s.as(self(s.som), LESSON + 92), {})).rows).toHaveLength(1);
		expect(await refusalOf(seatsOf(s.as(doan, 4), { run: theirs }))).toBe('not-allowed');
		await endHand(s.as(s.lua, LESSON + 93), { run: theirs, staff: doan.id });
		expect(await refusalOf(roll(s.as(doan, LESSON + 94), { run: theirs, no: 1 }))).toBe('class-unknown');
	})
);

test('a task is late only after its day', () => {
	expect(taskState({ due: '2026-07-15', done: false }, '2026-07-15')).toBe('open');
	expect(taskState({ due: '2026-07-15', done: false }, '2026-07-16')).toBe('late');
	expect(taskState({ due: '2026-07-15', done: true }, '2026-07-16')).toBe('done');
});
