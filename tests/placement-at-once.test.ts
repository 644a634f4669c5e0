import { afterAll, beforeAll, expect, test } from 'vitest';
import { start } from '#capabilities/assistance/start.server.ts';
import { findJudgement } from '#capabilities/learning/frame.ts';
import { judgeItem } from '#capabilities/learning/judge.server.ts';
import { beginPlacement, goOnPlacement } from '#capabilities/placement/begin.server.ts';
import { placementBeside } from '#capabilities/placement/now.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { transaction } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { commitHouse, type House } from '#tests/support/committed.ts';

// Two tabs of the same counter at the same moment, on many connections: one placement, and one answer that counts.

const id = (): string => crypto.randomUUID();
let house: House;
beforeAll(async () => {
	house = await commitHouse();
});
afterAll(() => house.db.end());

const rowsOf = (who: Actor) =>
	transaction(house.db, async (sql) => {
		await setScope(sql, who, '');
		return sql<{ topics: string[] }[]>`select topics from placement where person_id = ${house.person}`;
	});

test('six who begin at once begin one, and eight answers to one item are the first of them', async () => {
	const session = id();
	await start(house.as(house.guide), { id: session, person: house.person, ticket: null });
	const guide: Actor = { ...house.guide, session, subject: house.person, authority: 'present' };
	const request = id();
	const press = (of = id()) =>
		beginPlacement(house.as(guide, of), { id: of, topics: ['e-id', 'self-protection'], after: null });
	const tried = await Promise.allSettled([press(request), press(request), press(request), press(), press(), press()]);
	expect(tried.some(({ status }) => status === 'fulfilled')).toBe(true);
	for (const one of tried) if (one.status === 'rejected') expect((one.reason as Refusal).code).toBe('placement-begun');
	expect(await rowsOf(guide)).toHaveLength(1);

	const { next, id: placement } = (await placementBeside(house.as(guide), {}))!;
	const { choices, right } = findJudgement(next!)!;
	await Promise.all(
		Array.from({ length: 8 }, (_, n) =>
			judgeItem(house.as(guide), { id: id(), item: next!, choice: choices[n % choices.length]!.id })
		)
	);
	const rows = await transaction(house.db, async (sql) => {
		await setScope(sql, guide, '');
		return sql<{ choice: string }[]>`select choice from skill_evidence where item = ${next} order by at, id`;
	});
	expect(rows).toHaveLength(8);
	const now = (await placementBeside(house.as(guide), {}))!;
	expect(now.heard).toEqual([next]);
	expect(now.placed[0]!.begin).toBe(rows[0]!.choice === right ? null : 'basics');
	await Promise.all(Array.from({ length: 4 }, () => goOnPlacement(house.as(guide), { placement })));
	expect((await placementBeside(house.as(guide), {}))!.clockFrom).toEqual(now.clockFrom);
}, 60_000);
