import { expect, test } from 'vitest';
import { end } from '#capabilities/assistance/end.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { erase } from '#capabilities/data-rights/erase.server.ts';
import { makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { firstAndLast } from '#capabilities/learning-board/sql-beside.server.ts';
import { answerItem } from '#capabilities/practice/answer.server.ts';
import { itemTried, nextItemToTry, ownPractice } from '#capabilities/practice/own.server.ts';
import { SET } from '#capabilities/practice/rules-run.ts';
import { findPractice, practiceItems } from '#capabilities/practice/scams.ts';
import { mergePeople } from '#capabilities/residents/merge.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { transaction } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { scene, self, settleMore, type Scene } from '#tests/support/scene.ts';

// Whoever wants what practice does not give: the answer before it was thought of, somebody else's answers, or a better score.

const id = (): string => crypto.randomUUID();
async function beside(s: Scene, person: string): Promise<Actor> {
	const session = id();
	await start(s.as(s.lua), { id: session, person, ticket: null });
	return { ...s.lua, session, subject: person, authority: 'present' };
}
async function tryNext(s: Scene, who: Actor, minutes: number): Promise<string> {
	const { item } = await nextItemToTry(s.as(who, minutes), { turn: 1 });
	const turn = findPractice(item)!.turns.length;
	await answerItem(s.as(who, minutes), { id: id(), item, turn, act: 'check' });
	return item;
}
/** How many people finished a second set. */
const keptSets = (s: Scene) =>
	transaction(s.base.db, async (sql) => {
		await setScope(sql, s.thach, id());
		return (await firstAndLast(sql, [1], { from: '2020-01-01', to: '2040-01-01' })).people;
	});

const rowsOf = (s: Scene, person: string) =>
	transaction(s.base.db, async (sql) => {
		await setScope(sql, s.lua, id());
		return sql<{ item: string; act: string }[]>`select item, act from practice_answer where person_id = ${person}`;
	});

test(
	'P1 nobody reads what an item is before they answered it, not even of one that they may guess the name of',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		for (const who of [self(s.som), guide])
			for (const { id: item } of practiceItems) expect(await itemTried(s.as(who, 1), { item })).toBeNull();
	})
);

test(
	'P2 what a neighbour answered is nobody’s but theirs',
	scene(async (s) => {
		const item = await tryNext(s, self(s.som), 1);
		expect(await itemTried(s.as(self(s.gia), 2), { item })).toBeNull();
		expect((await ownPractice(s.as(self(s.gia), 2), {})).begun).toBe(false);
	})
);

test(
	'P3 whoever sees that they were mistaken does not press the other key to be right',
	scene(async (s) => {
		const own = self(s.som);
		const item = await tryNext(s, own, 1);
		const turn = findPractice(item)!.turns.length;
		for (const act of ['follow', 'check'] as const) await answerItem(s.as(own, 2), { id: id(), item, turn, act });
		expect((await rowsOf(s, s.som)).map(({ act }) => act)).toEqual(['check']);
	})
);

test(
	'P4 rows refuse whoever does not sit there, another’s name, another centre, and any change',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		const write = (actor: Actor, person: string, by: string | null, centre = 1) =>
			transaction(s.base.db, async (sql) => {
				await setScope(sql, actor, '');
				await sql`insert into practice_answer (id, centre_id, person_id, set_no, item, act, turn, by_staff, session_id, at)
					values (${id()}, ${centre}, ${person}, 1, ${by ? 'F1-a' : 'F1-b'}, 'check', 3, ${by}, ${by && actor.session}, now())`;
			});
		const refused = /row-level security/;
		await expect(write(guide, s.gia, s.lua.id)).rejects.toThrow(refused);
		await expect(write(guide, s.som, s.mai.id)).rejects.toThrow(refused);
		await expect(write(guide, s.som, s.lua.id, 2)).rejects.toThrow(refused);
		await expect(write(guide, s.som, null)).rejects.toThrow(refused);
		await expect(write(self(s.som), s.gia, null)).rejects.toThrow(refused);
		await expect(write(self(s.som), s.som, null, 2)).rejects.toThrow(refused);
		await write(guide, s.som, s.lua.id);
		await write(self(s.som), s.som, null);
		const change = transaction(s.base.db, async (sql) => {
			await setScope(sql, guide, '');
			await sql`update practice_answer set act = 'check'`;
		});
		await expect(change).rejects.toThrow(/permission denied/);
	})
);

test(
	'P5 two rows of one person that are joined practise on as one',
	scene(async (s) => {
		const other = await settleMore(s, 'Sương Thị Sớm');
		for (const who of [self(s.som), self(other)]) await tryNext(s, who, 1);
		await mergePeople(s.as(s.mai, 5), { id: id(), kept: s.som, gone: other });
		for (let n = 0; n < 12; n++) await tryNext(s, self(s.som), 10 + n);
		expect((await ownPractice(s.as(self(s.som), 40), {})).band).toBe('tells-apart');
	})
);

test(
	'P6 an erasure as the house carries it out leaves nothing of what somebody practised',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		await tryNext(s, guide, 1);
		await end(s.as(guide, 3), { session: guide.session!, reason: 'done' });
		for (let n = 4; n < 4 + 2 * SET; n++) await tryNext(s, self(s.som), n);
		expect(await keptSets(s)).toBe(1);
		const request = id();
		await makeRequest(s.as(self(s.som), 20), { id: request, kind: 'deletion', purpose: null, words: 'xoá hết' });
		await erase(s.as(s.thach, 60), { request });
		expect([await rowsOf(s, s.som), await keptSets(s)]).toEqual([[], 0]);
	})
);
