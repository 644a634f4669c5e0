import { expect, test } from 'vitest';
import { endLesson } from '#capabilities/classes/roll.server.ts';
import { pathsListens } from '#capabilities/paths/listens.server.ts';
import { sayRecalled } from '#capabilities/paths/recall.server.ts';
import { addHand } from '#capabilities/classes/hosts.server.ts';
import { makeUp } from '#capabilities/classes/make-up.server.ts';
import { seatByPhone } from '#capabilities/classes/seats.server.ts';
import { takeBackSeen } from '#capabilities/learning/observe.server.ts';
import { statementBeside } from '#capabilities/learning/skills.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { mergePeople } from '#capabilities/residents/merge.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { getUp, judgeAll, lookOn, openClass, sitBeside } from '#tests/support/certificates.ts';
import { register } from '#platform/listen.server.ts';
import { hearIn } from '#tests/support/hear.ts';
import { openedClass } from '#tests/support/a-class.ts';
import { refusalOf, scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { learnersCounted, learningBoard } from './board.server.ts';
import { figures, type Figure } from './rules-board.ts';

register(pathsListens);

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
/** Days after the scene began (14 July) on which the lessons of `openClass` are: four are held. */
const lessons = [8, 10, 15, 17];
const asked = { from: '2026-07-01', to: '2026-12-31', by: 'class' as const };
const all = { ...asked, key: null, page: 0 };
const topic = 'public-services';

/** A class with its learners, each there in so many of the first lessons. */
async function taught(s: Scene, there: ReadonlyMap<string, number>): Promise<string> {
	const run = await openClass(s, topic, s.mai.id);
	for (const person of there.keys()) await seatByPhone(s.as(s.lua, 1), { id: id(), run, person });
	for (const [n, day] of lessons.entries()) {
		const marks = [...there].map(([person, times]) => ({
			person,
			how: n < times ? ('here' as const) : ('away' as const)
		}));
		await endLesson(s.as(s.mai, day * DAY + 9 * 60), { run, no: n + 1, marks });
	}
	return run;
}

/** Lúa looks on at something so many days after the scene began. */
async function seen(s: Scene, person: string, day: number, level: 0 | 2 = 2, statement = 'T1.1'): Promise<Actor> {
	const lua = await sitBeside(s, person, s.lua, day * DAY);
	await lookOn(s, lua, statement, day * DAY + 1, level);
	await getUp(s, lua, day * DAY + 2);
	return lua;
}

const figuresOf = async (s: Scene, day: number, who: Actor = s.thach) => {
	const { total, lines, once } = await learningBoard(s.as(who, day * DAY), asked);
	return { once, lines: lines.length, total: figures.map((figure) => total[figure]) };
};

test(
	'who came, learned it, still does it, lost it and was not asked: each once, by the days after the last lesson',
	scene(async (s) => {
		const [kept, lost, quiet, never, once] = await Promise.all(
			['Mưa Thị Một', 'Mưa Thị Hai', 'Mưa Thị Ba', 'Mưa Thị Bốn', 'Mưa Thị Năm'].map((name) => settleMore(s, name))
		);
		await taught(
			s,
			new Map([
				[kept!, 4],
				[lost!, 3],
				[quiet!, 3],
				[never!, 2]
			])
		);
		const run = await openClass(s, 'self-protection', s.thach.id);
		await seatByPhone(s.as(s.lua, 1), { id: id(), run, person: once! });
		for (const no of [1, 2])
			await endLesson(s.as(s.mai, (no + 40) * DAY), {
				run,
				no,
				marks: no === 1 ? [{ person: once!, how: 'late' }] : []
			});
		for (const person of [kept!, lost!, quiet!]) await seen(s, person, 20);
		// What is of another topic says nothing of this class.
		await seen(s, never!, 20, 2, 'T3.1');
		// came, full, alone, lasting, unknown, pending
		expect(await figuresOf(s, 40)).toEqual({ once: 1, lines: 1, total: [4, 3, 3, 0, 0, 3] });
		await seen(s, kept!, 90);
		await seen(s, lost!, 91, 0);
		expect((await figuresOf(s, 95)).total).toEqual([4, 3, 3, 1, 0, 1]);
		expect((await figuresOf(s, 120)).total).toEqual([4, 3, 3, 1, 1, 0]);
		// Too late to say what stood 180 days after.
		await seen(s, quiet!, 210);
		expect((await figuresOf(s, 211)).total).toEqual([4, 3, 3, 1, 1, 0]);
	})
);

test(
	'what they say when they are called for a refresher counts as what they say after help; not reached is not known',
	scene(async (s) => {
		const names = ['Sấm Thị Một', 'Sấm Thị Hai', 'Sấm Thị Ba'];
		const [kept, lost, quiet] = await Promise.all(names.map((name) => settleMore(s, name)));
		await taught(s, new Map([kept!, lost!, quiet!].map((one) => [one, 3])));
		for (const person of [kept!, lost!, quiet!]) {
			const lua = await sitBeside(s, person, s.lua, 20 * DAY);
			await lookOn(s, lua, 'T1.1', 20 * DAY + 1);
			await judgeAll(s, lua, 'T1.1', 20 * DAY + 2);
			await getUp(s, lua, 20 * DAY + 3);
		}
		await hearIn(s, 'paths', () => s.as(s.lua, 21 * DAY).now);
		const say = async (person: string, outcome: 'remembered' | 'not-yet' | 'not-reached') => {
			const [row] = await s.base.db<{ dueOn: string }[]>`
				select due_on::text as due_on from refresher where person_id = ${person} and statement = 'T1.1'`;
			const words = { id: id(), person, statement: 'T1.1', due: row!.dueOn, outcome };
			await sayRecalled(s.as(s.lua, 90 * DAY), words);
		};
		await say(kept!, 'remembered');
		await say(lost!, 'not-yet');
		await say(quiet!, 'not-reached');
		expect((await figuresOf(s, 120)).total).toEqual([3, 3, 3, 1, 1, 0]);
	})
);

test(
	'each figure opens exactly whom it counts, in every way and in the sum, and each of them reads that they were looked at',
	scene(async (s) => {
		const people = new Map<string, number>();
		for (const [n, name] of ['Nắng Thị Một', 'Nắng Văn Hai', 'Nắng Thị Ba'].entries())
			people.set(await settleMore(s, name, 1940 + 20 * n, { hamlet: n < 2 ? 'thôn Bến Gió' : 'thôn Cầu Mưa' }), 2 + n);
		const run = await taught(s, people);
		await addHand(s.as(s.lua, 2), { run, staff: s.lua.id, part: 'helper', organisation: 'youth' });
		await seen(s, [...people.keys()][0]!, 20);
		for (const by of ['class', 'hamlet', 'organisation', 'age', 'source'] as const) {
			const board = await learningBoard(s.as(s.thach, 30 * DAY), { ...asked, by });
			for (const figure of figures) {
				const sum = await learnersCounted(s.as(s.thach, 30 * DAY), { ...all, by, figure });
				expect([by, figure, sum.whole]).toEqual([by, figure, board.total[figure]]);
				for (const line of board.lines) {
					const { whole, rows } = await learnersCounted(s.as(s.thach, 30 * DAY), { ...all, by, key: line.key, figure });
					expect([by, line.key, figure, whole, rows.length]).toEqual([
						by,
						line.key,
						figure,
						line[figure],
						line[figure]
					]);
				}
			}
		}
		const looks = await myLooks(s.as(self([...people.keys()][0]!), 31 * DAY), {});
		expect(looks.rows.filter(({ purpose }) => purpose === 'learning-board')).not.toEqual([]);
	})
);

test(
	'hours are those of trainer and helpers in lessons that were held, and are shared by who was there',
	scene(async (s) => {
		const [a, b] = [await settleMore(s, 'Sương Thị Một'), await settleMore(s, 'Sương Thị Hai')];
		const run = await taught(
			s,
			new Map([
				[a, 4],
				[b, 4]
			])
		);
		await addHand(s.as(s.lua, 2), { run, staff: s.lua.id, part: 'helper', organisation: 'youth' });
		await seen(s, a, 20);
		await seen(s, a, 90);
		const { total, lines } = await learningBoard(s.as(s.thach, 100 * DAY), asked);
		// Four lessons of an hour and a half by two people, and one who still does it.
		expect([total.each, lines[0]!.each]).toEqual([12, 12]);
		const { balance, lightest } = await learningBoard(s.as(s.thach, 30 * DAY), asked);
		expect(balance.find(({ organisation }) => organisation === 'youth')).toMatchObject({ helped: 4, taught: 0 });
		expect(lightest).toBeNull();
	})
);

test(
	'two rows of one person that are joined came once, to each lesson once',
	scene(async (s) => {
		const [one, other] = [await settleMore(s, 'Nắng Thị Một'), await settleMore(s, 'Nắng Thị Hai')];
		await taught(
			s,
			new Map([
				[one, 3],
				[other, 1]
			])
		);
		expect((await figuresOf(s, 21)).total.slice(0, 2)).toEqual([1, 1]);
		await mergePeople(s.as(s.mai, 21 * DAY), { id: id(), kept: one, gone: other });
		const { rows } = await learnersCounted(s.as(s.thach, 22 * DAY), { ...all, figure: 'came' as Figure });
		expect(rows.map(({ person, lessons, held }) => [person, lessons, held])).toEqual([[one, 3, 4]]);
		expect((await figuresOf(s, 22)).once).toBe(0);
	})
);

test(
	'a province reads no small figure and opens nobody; a neighbour counts nothing of here; what was taken back counts no more',
	scene(async (s) => {
		const person = await settleMore(s, 'Gió Thị Một');
		await taught(s, new Map([[person, 4]]));
		const lua = await sitBeside(s, person, s.lua, 20 * DAY);
		await lookOn(s, lua, 'T1.1', 20 * DAY + 1);
		const province: Actor = { ...s.thach, may: new Set(rightsOf.province) };
		expect((await figuresOf(s, 21)).total[2]).toBe(1);
		const { lines, total, opens } = await learningBoard(s.as(province, 21 * DAY), asked);
		expect([opens, lines[0]!.came, total.came, lines[0]!.each]).toEqual([false, null, null, null]);
		expect(await refusalOf(learnersCounted(s.as(province, 21 * DAY), { ...all, figure: 'came' as Figure }))).toBe(
			'not-allowed'
		);
		const elsewhere = await learningBoard(s.as({ ...s.thach, centres: [2] }, 21 * DAY), asked);
		expect([elsewhere.lines, elsewhere.total.came]).toEqual([[], 0]);
		const { before } = await statementBeside(s.as(lua, 20 * DAY + 2), { statement: 'T1.1' });
		await takeBackSeen(s.as(lua, 20 * DAY + 3), { evidence: before[0]!.id });
		expect((await figuresOf(s, 21)).total[2]).toBe(0);
	})
);

test(
	'somebody in two classes is one in the sum, in their hamlet and in their age, and one in each class',
	scene(async (s) => {
		const person = await settleMore(s, 'Mây Thị Một');
		await taught(s, new Map([[person, 4]]));
		const run = await openClass(s, 'self-protection', s.thach.id);
		await seatByPhone(s.as(s.lua, 1), { id: id(), run, person });
		for (const no of [1, 2])
			await endLesson(s.as(s.mai, (no + 40) * DAY), { run, no, marks: [{ person, how: 'here' }] });
		for (const [by, lines] of [
			['class', 2],
			['hamlet', 1],
			['age', 1]
		] as const) {
			const board = await learningBoard(s.as(s.thach, 60 * DAY), { ...asked, by });
			expect([by, board.classes, board.total.came, board.lines.map(({ came }) => came)]).toEqual([
				by,
				2,
				1,
				Array.from({ length: lines }, () => 1)
			]);
			const { whole, rows } = await learnersCounted(s.as(s.thach, 60 * DAY), { ...all, by, figure: 'came' });
			expect([whole, rows.length]).toEqual([1, 1]);
		}
	})
);

test(
	'a lesson that was made up for elsewhere counts where it was missed, and the way by which somebody asked is a line',
	scene(async (s) => {
		const [one, two] = [await settleMore(s, 'Mưa Thị Một'), await settleMore(s, 'Mưa Thị Hai')];
		const run = await taught(
			s,
			new Map([
				[one, 2],
				[two, 2]
			])
		);
		expect((await figuresOf(s, 40)).total.slice(0, 2)).toEqual([2, 0]);
		const ask = { template: topic, from: '2026-08-26', venue: 'Trường', trainer: s.thach.id };
		const other = await openedClass(s, ask, s.lua, 20 * DAY);
		const lesson = { missedRun: run, missedNo: 3, person: one, run: other, no: 3 };
		await makeUp(s.as(s.lua, 20 * DAY), { id: id(), ...lesson });
		const marks = [{ person: one, how: 'here' as const }];
		await endLesson(s.as(s.lua, 60 * DAY), { run: other, no: 3, marks });
		const { lines, total } = await learningBoard(s.as(s.thach, 61 * DAY), { ...asked, by: 'source' });
		expect([total.came, total.full]).toEqual([2, 1]);
		expect(lines.map(({ key, came }) => [key, came])).toEqual([['phone', 2]]);
	})
);
