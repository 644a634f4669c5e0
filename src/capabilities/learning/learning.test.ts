import { expect, test } from 'vitest';
import { start } from '#capabilities/assistance/start.server.ts';
import { end } from '#capabilities/assistance/end.server.ts';
import { recordEncounter } from '#capabilities/assistance/encounters.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { transaction } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { listener, refusalOf, scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { findJudgement, findStatement } from './frame.ts';
import { items } from './items.server.ts';
import { judgeItem, sayFelt } from './judge.server.ts';
import { observeTask, takeBackSeen } from './observe.server.ts';
import { addStatement, endStatement, frameHere } from './own-statements.server.ts';
import { mySkills, myStatement, skillsBeside, statementBeside } from './skills.server.ts';
import { forgetEvidence } from './sql.server.ts';

const id = (): string => crypto.randomUUID();

/** A guide who truly sits beside somebody. */
async function beside(s: Scene, person: string, who: Actor = s.lua, minutes = 0): Promise<Actor> {
	const session = id();
	await start(s.as(who, minutes), { id: session, person, ticket: null });
	return { ...who, session, subject: person, authority: 'present' };
}

const all = (statement: string, form: 'A' | 'B', how: 'self' | 'hint' | 'not' = 'self') =>
	findStatement(statement)!
		.tasks.find((task) => task.form === form)!
		.steps.map(() => how);
const look = (
	statement: string,
	level: 0 | 1 | 2 | 3,
	more: { form?: 'A' | 'B'; hints?: number; doings?: number } = {}
) => {
	const form = more.form ?? 'A';
	return { id: id(), statement, form, steps: all(statement, form), hints: 0, points: 0, doings: 0, level, ...more };
};
const of = async (s: Scene, guide: Actor, statement: string, minutes = 5) =>
	(await skillsBeside(s.as(guide, minutes), {})).find((one) => one.id === statement)!;
const rightOf = (item: string): 'a' | 'b' | 'c' => findJudgement(item)!.right;
const wrongOf = (item: string): 'a' | 'b' | 'c' =>
	findJudgement(item)!.choices.find((one) => one.id !== rightOf(item))!.id;

test(
	'what was seen is written of whoever sits there, as high as the count allows, and read by nobody elsewhere',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		expect(await refusalOf(observeTask(s.as(s.lua), look('T1.6', 2)))).toBe('no-session');
		expect(await refusalOf(observeTask(s.as(guide), look('T1.6', 2, { hints: 1 })))).toBe('learning-level-high');
		expect(await refusalOf(observeTask(s.as(guide), look('T1.6', 1, { doings: 1 })))).toBe('learning-level-high');
		const short = { ...look('T1.6', 1), steps: all('T1.6', 'A').slice(1) };
		if (short.steps.length > 1) expect(await refusalOf(observeTask(s.as(guide), short))).toBe('learning-steps-other');
		await observeTask(s.as(guide, 1), look('T1.6', 2));
		expect(await of(s, guide, 'T1.6')).toMatchObject({ task: 2, level: 1, lacks: 'judged' });
		expect((await mySkills(s.as(self(s.som), 6), {})).find((one) => one.id === 'T1.6')).toMatchObject({ task: 2 });
		expect((await mySkills(s.as(self(s.gia), 6), {})).every(({ task }) => task === null)).toBe(true);
		const far: Actor = { ...s.rang, subject: s.som, session: id(), authority: 'present' };
		expect((await skillsBeside(s.as(far, 6), {})).every(({ task }) => task === null)).toBe(true);
		expect((await statementBeside(s.as(guide, 7), { statement: 'T1.6' })).next.form).toBe('B');
	})
);

test(
	'the house says whether it was so; both counts stand together, and a whole statement is done alone after both',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		await observeTask(s.as(guide, 1), look('T3.1', 2));
		const heard: string[] = [];
		for (let n = 0; n < 4; n++) {
			const { item } = await statementBeside(s.as(guide, 2 + n), { statement: 'T3.1' });
			heard.push(item!);
			const answer = await judgeItem(s.as(guide, 2 + n), { id: id(), item: item!, choice: rightOf(item!) });
			expect(answer).toEqual({ correct: true });
		}
		expect(new Set(heard).size).toBe(4);
		expect((await statementBeside(s.as(guide, 9), { statement: 'T3.1' })).item).toBeNull();
		const counts = { seenThrough: { right: 2, of: 2 }, trusted: { right: 2, of: 2 } };
		expect(await of(s, guide, 'T3.1', 10)).toMatchObject({ level: 2, lacks: null, judged: counts });
		// The next day they hear the first again, by themselves, and mistake it.
		const day = 24 * 60;
		const own = self(s.som);
		expect((await myStatement(s.as(own, day), { statement: 'T3.1' })).item).toBe(heard[0]);
		const wrong = { id: id(), item: heard[0]!, choice: wrongOf(heard[0]!) };
		expect(await judgeItem(s.as(own, day), wrong)).toEqual({ correct: false });
		expect((await mySkills(s.as(own, day + 1), {})).find((one) => one.id === 'T3.1')).toMatchObject({ level: 1 });
		expect(await refusalOf(judgeItem(s.as(own, day), { ...wrong, id: id(), item: 'T3.1-A9' }))).toBe('item-unknown');
	})
);

test(
	'a look that was written by mistake is taken back by whoever wrote it, within a day, and by nobody else',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		const seen = look('T1.6', 2);
		await observeTask(s.as(guide, 1), seen);
		await end(s.as(guide, 2), { session: guide.session!, reason: 'done' });
		const other = await beside(s, s.som, s.mai, 3);
		expect(await refusalOf(takeBackSeen(s.as(other, 4), { evidence: seen.id }))).toBe('evidence-stands');
		expect((await statementBeside(s.as(other, 4), { statement: 'T1.6' })).before).toMatchObject([{ mine: false }]);
		expect(await refusalOf(takeBackSeen(s.as(guide, 24 * 60 + 2), { evidence: seen.id }))).toBe('evidence-stands');
		const withAnother: Actor = { ...guide, subject: s.gia };
		expect(await refusalOf(takeBackSeen(s.as(withAnother, 5), { evidence: seen.id }))).toBe('evidence-stands');
		await takeBackSeen(s.as(guide, 5), { evidence: seen.id });
		expect(await of(s, guide, 'T1.6', 6)).toMatchObject({ task: null, level: null });
		expect(await refusalOf(takeBackSeen(s.as(guide, 7), { evidence: seen.id }))).toBe('evidence-stands');
	})
);

test(
	'a file that they typed whole shows that they can with somebody near; a face is kept apart',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		await sayFelt(s.as(guide, 1), { id: id(), statement: 'T1.5', face: 'great' });
		expect(await of(s, guide, 'T1.5', 2)).toMatchObject({ level: null, felt: 'great', sure: false });
		await end(s.as(guide, 3), { session: guide.session!, reason: 'done' });
		const note = { id: id(), session: guide.session!, topic: 'public-services', how: 'self' } as const;
		await recordEncounter(s.as(listener(['assistance.record-encounter']), 4), note);
		expect(await of(s, guide, 'T1.5', 5)).toMatchObject({ level: 1, task: null, sure: true, lacks: 'both' });
	})
);

const own = (more: object = {}) => ({
	id: id(),
	topic: 'public-services' as const,
	critical: false,
	levels: ['Tôi chỉ được bảng gọi số.', 'Tôi tự lấy số ở máy.', 'Tôi chỉ người khác lấy số.'] as [
		string,
		string,
		string
	],
	asks: 'Bác lấy giúp cháu một số ở máy.',
	trouble: 'Máy hết giấy, bác làm thế nào?',
	steps: [
		{ says: 'Chạm đúng hình', safe: false },
		{ says: 'Không đọc số giấy tờ cho ai', safe: true }
	],
	...more
});

test(
	'a commune adds a statement of its own, is asked by it, ends it, and what was seen of it stays',
	scene(async (s) => {
		const one = own();
		await addStatement(s.as(s.thach), one);
		const safe = own({ critical: true, steps: own().steps.map(({ says }) => ({ says, safe: false })) });
		expect(await refusalOf(addStatement(s.as(s.thach), safe))).toBe('statement-safe');
		expect((await frameHere(s.as(s.mai), {})).filter((known) => known.own)).toMatchObject([{ id: one.id, items: 0 }]);
		expect((await frameHere(s.as(s.rang), {})).some((known) => known.own)).toBe(false);
		const guide = await beside(s, s.som);
		const seen = { id: id(), statement: one.id, form: 'A' as const, hints: 0, points: 0, doings: 0 };
		await observeTask(s.as(guide, 1), { ...seen, steps: ['self', 'self'], level: 2 });
		expect(await of(s, guide, one.id)).toMatchObject({ level: 2, lacks: null, own: true });
		await endStatement(s.as(s.thach, 6), { statement: one.id });
		expect(await refusalOf(endStatement(s.as(s.thach, 7), { statement: one.id }))).toBe('statement-unknown');
		const again = { ...seen, id: id(), steps: ['self' as const, 'self' as const], level: 2 as const };
		expect(await refusalOf(observeTask(s.as(guide, 8), again))).toBe('statement-ended');
		expect(await of(s, guide, one.id, 9)).toMatchObject({ level: 2 });
		expect((await mySkills(s.as(self(s.som), 9), {})).some((known) => known.id === one.id)).toBe(true);
		expect((await mySkills(s.as(self(s.gia), 9), {})).some((known) => known.id === one.id)).toBe(false);
		for (let n = 0; n < 20; n++) await addStatement(s.as(s.thach, 10), own());
		expect(await refusalOf(addStatement(s.as(s.thach, 11), own()))).toBe('statement-many');
	})
);

test(
	'items are counted by the last answer of each person of this centre, and how they go with the rest',
	scene(async (s) => {
		const heard = ['T3.1-A1', 'T3.1-A2', 'T3.1-B1'];
		const answer = async (person: string, right: readonly boolean[], minutes: number) => {
			for (const [n, item] of heard.entries())
				await judgeItem(s.as(self(person), minutes), {
					id: id(),
					item,
					choice: right[n] ? rightOf(item) : wrongOf(item)
				});
		};
		// Somebody learns over days: what is pressed again on the same day says nothing.
		await answer(s.som, [false, false, false], 1);
		await answer(s.som, [true, true, true], 24 * 60);
		await answer(s.gia, [false, false, true], 3);
		const rows = await items(s.as(s.thach, 48 * 60), {});
		const shown = (item: string) => rows.find((row) => row.id === item)!;
		expect(shown('T3.1-A1')).toMatchObject({ people: 2, right: null, fits: null, flags: [] });
		for (const [n, name] of ['Mây', 'Gió', 'Mưa'].entries())
			await answer(await settleMore(s, `Lau Thị ${name}`), [n === 0, n === 0, true], 4);
		const many = await items(s.as(s.thach, 48 * 60), {});
		expect(many.find((row) => row.id === 'T3.1-A1')).toMatchObject({ people: 5, right: 2, fits: 1 });
		expect(many.find((row) => row.id === 'T3.1-B1')).toMatchObject({ people: 5, right: 5, fits: null });
		expect(shown('T1.1-A1')).toMatchObject({ people: 0, right: null });
		expect((await items(s.as({ ...s.thach, centres: [2] }, 48 * 60), {})).every(({ people }) => people === 0)).toBe(
			true
		);
	})
);

test(
	'whoever is forgotten has shown nothing any more',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		await observeTask(s.as(guide, 1), look('T1.6', 2));
		const house = { ...listener([]), subject: s.som };
		await transaction(s.base.db, async (sql) => {
			await setScope(sql, house, '');
			expect(await forgetEvidence(sql, s.som)).toBe(1);
		});
		expect(await of(s, guide, 'T1.6', 2)).toMatchObject({ task: null, last: null });
	})
);
