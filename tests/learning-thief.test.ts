import { expect, test } from 'vitest';
import { start } from '#capabilities/assistance/start.server.ts';
import { end } from '#capabilities/assistance/end.server.ts';
import { erase, erasures } from '#capabilities/data-rights/erase.server.ts';
import { mergePeople } from '#capabilities/residents/merge.server.ts';
import { items } from '#capabilities/learning/items.server.ts';
import { makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { transaction } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { refusalOf, scene, self, settleMore, type Scene } from '#tests/support/scene.ts';
import { findJudgement, findStatement } from '#capabilities/learning/frame.ts';
import { judgeItem, sayFelt } from '#capabilities/learning/judge.server.ts';
import { observeTask, takeBackSeen } from '#capabilities/learning/observe.server.ts';
import { addStatement, endStatement } from '#capabilities/learning/own-statements.server.ts';
import { mySkills, myStatement, skillsBeside } from '#capabilities/learning/skills.server.ts';
import { keeps } from '#capabilities/learning/keeps.ts';

const id = (): string => crypto.randomUUID();
async function beside(s: Scene, person: string, who: Actor = s.lua, minutes = 0): Promise<Actor> {
	const session = id();
	await start(s.as(who, minutes), { id: session, person, ticket: null });
	return { ...who, session, subject: person, authority: 'present' };
}
const look = (statement: string, level: 0 | 1 | 2 | 3, form: 'A' | 'B' = 'A') => ({
	...{ id: id(), statement, form, hints: 0, points: 0, doings: 0, level },
	steps: findStatement(statement)!
		.tasks.find((task) => task.form === form)!
		.steps.map(() => 'self' as const)
});
const mine = async (s: Scene, person: string, statement: string, minutes = 60) =>
	(await mySkills(s.as(self(person), minutes), {})).find((one) => one.id === statement)!;
const rightOf = (item: string) => findJudgement(item)!.right;
const wrongOf = (item: string) => findJudgement(item)!.choices.find((one) => one.id !== rightOf(item))!.id;
/** What is answered today is in the figures of tomorrow. */
const TOMORROW = 24 * 60;
const judge = (s: Scene, who: Actor, item: string, right: boolean, minutes: number, evidence = id()) =>
	judgeItem(s.as(who, minutes), { id: evidence, item, choice: right ? rightOf(item) : wrongOf(item) });

test(
	'L1 what was seen of one person is not taken back while another sits there',
	scene(async (s) => {
		const first = await beside(s, s.som);
		const seen = look('T1.6', 2);
		await observeTask(s.as(first, 1), seen);
		await end(s.as(first, 2), { session: first.session!, reason: 'done' });
		const second = await beside(s, s.gia, s.lua, 3);
		expect(await refusalOf(takeBackSeen(s.as(second, 4), { evidence: seen.id }))).toBe('evidence-stands');
	})
);

test(
	'L2 a guide does not take back a wrong answer of the person, until only right ones are left',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		await observeTask(s.as(guide, 1), look('T3.1', 3));
		const wrong = id();
		await judge(s, guide, 'T3.1-A1', false, 2, wrong);
		await judge(s, guide, 'T3.1-A2', true, 3);
		await judge(s, guide, 'T3.1-B2', true, 4);
		expect((await mine(s, s.som, 'T3.1')).level).toBe(1);
		await takeBackSeen(s.as(guide, 5), { evidence: wrong }).catch(() => null);
		expect((await mine(s, s.som, 'T3.1')).level).toBe(1);
	})
);

test(
	'L3 a statement that protects is not done alone by pressing the other answer a minute after the first was shown to be wrong',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		await observeTask(s.as(guide, 1), look('T3.1', 3));
		const items = ['T3.1-A1', 'T3.1-A2', 'T3.1-B1', 'T3.1-B2'];
		for (const item of items) await judge(s, self(s.som), item, false, 2);
		expect((await mine(s, s.som, 'T3.1')).level).toBe(1);
		for (const item of items) await judge(s, self(s.som), item, true, 3).catch(() => null);
		expect((await mine(s, s.som, 'T3.1', 4)).level).toBe(1);
	})
);

test(
	'L4 whoever takes everything for a scam does nothing alone',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		await observeTask(s.as(guide, 1), look('T3.1', 3));
		// Two scams, no genuine thing was ever heard.
		await judge(s, self(s.som), 'T3.1-A1', true, 2);
		await judge(s, self(s.som), 'T3.1-B1', true, 3);
		const found = await mine(s, s.som, 'T3.1');
		expect(found.judged.trusted.of).toBe(0);
		expect(found.level).toBe(1);
	})
);

test(
	'L5 the same form is not looked at twice within minutes, until it went well',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		await observeTask(s.as(guide, 1), look('T5.7', 0));
		await observeTask(s.as(guide, 2), look('T5.7', 3)).catch(() => null);
		expect((await mine(s, s.som, 'T5.7')).task).toBe(0);
	})
);

test(
	'L6 nothing new is said of a statement that was ended',
	scene(async (s) => {
		const own = {
			...{ id: id(), topic: 'self-protection' as const, critical: false },
			levels: ['Một hai ba', 'Một hai ba', 'Một hai ba'] as [string, string, string],
			...{ asks: 'Bác làm thử', trouble: 'Có trục trặc' },
			steps: [
				{ says: 'Mở máy', safe: false },
				{ says: 'Tắt máy', safe: false }
			]
		};
		await addStatement(s.as(s.thach), own);
		const guide = await beside(s, s.som);
		await endStatement(s.as(s.thach, 1), { statement: own.id });
		expect(await refusalOf(sayFelt(s.as(guide, 2), { id: id(), statement: own.id, face: 'great' }))).toBe(
			'statement-ended'
		);
	})
);
test(
	'L7 a statement of the commune is on the own page of whoever lives there',
	scene(async (s) => {
		const own = {
			...{ id: id(), topic: 'self-protection' as const, critical: false },
			levels: ['Một hai ba', 'Một hai ba', 'Một hai ba'] as [string, string, string],
			...{ asks: 'Bác làm thử', trouble: 'Có trục trặc' },
			steps: [
				{ says: 'Mở máy', safe: false },
				{ says: 'Tắt máy', safe: false }
			]
		};
		await addStatement(s.as(s.thach), own);
		const guide = await beside(s, s.som);
		const ids = async (rows: Promise<readonly { id: string }[]>) => (await rows).map((one) => one.id);
		expect(await ids(skillsBeside(s.as(guide, 2), {}))).toContain(own.id);
		expect(await ids(mySkills(s.as(self(s.som), 2), {}))).toContain(own.id);
		expect((await myStatement(s.as(self(s.som), 3), { statement: own.id })).id).toBe(own.id);
	})
);

test('L8 a copy says what was judged and whether it was so, and how each step was seen', () => {
	const cells = (keeps['skill_evidence'] as { copy: readonly (readonly unknown[])[] }).copy.map(([name]) =>
		String(name)
	);
	for (const one of ['item', 'choice', 'correct', 'hints', 'steps']) expect(cells).toContain(one);
});

test(
	'L9 an erasure as the house carries it out leaves nothing of what somebody was seen to do',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		await observeTask(s.as(guide, 1), look('T1.6', 2));
		await judge(s, guide, 'T3.1-A1', false, 2);
		await end(s.as(guide, 3), { session: guide.session!, reason: 'done' });
		const request = id();
		await makeRequest(s.as(self(s.som), 20), { id: request, kind: 'deletion', purpose: null, words: 'xoá hết' });
		await erase(s.as(s.thach, 60), { request });
		const left = await transaction(s.base.db, async (sql) => {
			await setScope(sql, s.lua, id());
			return (await sql`select 1 from skill_evidence where person_id = ${s.som}`).length;
		});
		expect(left).toBe(0);
	})
);

test(
	'L10 the proof of an erasure says what is left of it',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		await observeTask(s.as(guide, 1), look('T1.6', 2));
		await end(s.as(guide, 3), { session: guide.session!, reason: 'done' });
		const request = id();
		await makeRequest(s.as(self(s.som), 20), { id: request, kind: 'deletion', purpose: null, words: 'xoá hết' });
		await erase(s.as(s.thach, 60), { request });
		const [proof] = (await erasures(s.as(s.thach, 61), {})).rows;
		// It says that nothing is left and that the key is gone, while its own count says that a row is.
		expect(proof).toMatchObject({ left: [], keyDestroyed: true });
		expect((proof as unknown as { after: Record<string, { rows: number }> }).after['skill_evidence']!.rows).toBe(0);
	})
);
test(
	'L11 rows take a task only from whoever sits beside that person: not without a session',
	scene(async (s) => {
		const nobody: Actor = { ...s.lua, subject: s.som, session: null, authority: 'present' };
		const done = await observeTask(s.as(nobody, 1), look('T1.6', 3)).then(
			() => 'written',
			() => 'refused'
		);
		expect(done).toBe('refused');
	})
);
test(
	'L12 nor with the session of somebody else, or one that is over',
	scene(async (s) => {
		const mai = await beside(s, s.gia, s.mai);
		const other: Actor = { ...s.lua, subject: s.som, session: mai.session, authority: 'present' };
		const wrote = await observeTask(s.as(other, 1), look('T1.6', 3)).then(
			() => 'written',
			() => 'refused'
		);
		await end(s.as(mai, 2), { session: mai.session!, reason: 'done' });
		const over = await observeTask(s.as(mai, 3), look('T1.6', 3)).then(
			() => 'written',
			() => 'refused'
		);
		expect([wrote, over]).toEqual(['refused', 'refused']);
	})
);
test(
	'L13 one answer of one person is no figure: a small cell is not shown to whoever leads',
	scene(async (s) => {
		await judge(s, self(s.som), 'T3.1-A1', false, 2);
		const found = (await items(s.as(s.thach, TOMORROW), {})).find((one) => one.id === 'T3.1-A1')!;
		expect([found.people, found.right]).toEqual([1, null]);
	})
);
test(
	'L14 somebody who is known by two rows is counted once in the figures of an item',
	scene(async (s) => {
		const twin = await settleMore(s, 'Suong Thi Som', 1950, { phone: '0900000999' });
		await judge(s, self(s.som), 'T3.1-A1', false, 2);
		await judge(s, self(twin), 'T3.1-A1', true, 3);
		await mergePeople(s.as(s.mai, 30), { id: id(), kept: s.som, gone: twin });
		expect((await items(s.as(s.thach, TOMORROW), {})).find((one) => one.id === 'T3.1-A1')!.people).toBe(1);
	})
);
