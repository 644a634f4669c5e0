import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstAndLast } from '#capabilities/learning-board/sql-beside.server.ts';
import { forgetAnswers } from '#capabilities/practice/sql.server.ts';
import { SET } from '#capabilities/practice/rules-run.ts';
import type { Actor } from '#kernel/actor.ts';
import type { Db } from '#platform/db.server.ts';
import { inScope, setScope } from '#platform/scope.server.ts';
import { commitHouse, type House } from './support/committed.ts';
import { self } from './support/scene.ts';

// Answers of one person that are written at once, or while they are being forgotten: a whole set is kept, and nothing of whoever was forgotten.

let house: House;
beforeAll(async () => {
	house = await commitHouse();
});
afterAll(() => house.db.end());

const answered = (sql: Db, person: string, set: number, items: readonly number[]) => sql`
	insert into practice_answer (id, centre_id, person_id, set_no, item, act, turn, at)
	select gen_random_uuid(), ${house.centre}, ${person}, ${set}, 'F' || n || '-a', 'check', 1, now() from unnest(${sql.array([...items])}::int[]) n`;

const answers = (person: string, set: number, items: readonly number[]) =>
	inScope(house.db, { ...self(person), centres: [house.centre] }, '', (sql) => answered(sql, person, set, items));

/** How many people finished a second set. */
const kept = () =>
	inScope(house.db, house.guide, '', async (sql) => {
		const span = { from: '2020-01-01', to: '2040-01-01' };
		return (await firstAndLast(sql, [house.centre], span)).people;
	});

/** What somebody does, kept open until what follows it has had time to begin. */
async function whileOpen(actor: Actor, first: (sql: Db) => Promise<unknown>, second: () => Promise<unknown>) {
	let after: Promise<unknown> = Promise.resolve();
	await house.db.begin(async (sql) => {
		await setScope(sql, actor, '');
		await first(sql);
		after = second();
		await new Promise((done) => setTimeout(done, 300));
	});
	await after;
}

const every = Array.from({ length: SET }, (_, n) => n + 1);
const [last, before] = [every.slice(-1), every.slice(0, -1)];

test('two answers that make a set whole between them keep it', async () => {
	const person = house.namesake;
	await answers(person, 1, every);
	await answers(person, 2, before.slice(1));
	const hers = { ...self(person), centres: [house.centre] };
	await whileOpen(
		hers,
		(sql) => answered(sql, person, 2, last),
		() => answers(person, 2, before.slice(0, 1))
	);
	expect(await kept()).toBe(1);
});

test('whoever answers while they are being forgotten keeps no set', async () => {
	const people = await kept();
	await answers(house.person, 1, every);
	await answers(house.person, 2, before);
	await whileOpen(
		house.guide,
		(sql) => forgetAnswers(sql, house.person),
		() => answers(house.person, 2, last)
	);
	expect(await kept()).toBe(people);
	await answers(house.person, 3, every);
	await answers(house.person, 4, before);
	await whileOpen(
		{ ...self(house.person), centres: [house.centre] },
		(sql) => answered(sql, house.person, 4, last),
		() => inScope(house.db, house.guide, '', (sql) => forgetAnswers(sql, house.person))
	);
	expect(await kept()).toBe(people);
});
