import { expect, test } from 'vitest';
import { erase } from '#capabilities/data-rights/erase.server.ts';
import { makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { chooseGoal, passSign } from '#capabilities/paths/goal.server.ts';
import { pathsListens } from '#capabilities/paths/listens.server.ts';
import { myNext } from '#capabilities/paths/next.server.ts';
import { allowThanks, myThanks } from '#capabilities/paths/thanks.server.ts';
import { chooseWay } from '#capabilities/paths/way.server.ts';
import { mergePeople } from '#capabilities/residents/merge.server.ts';
import { system, type Actor } from '#kernel/actor.ts';
import { transaction, type Db } from '#platform/db.server.ts';
import { register } from '#platform/listen.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { getUp, judgeAll, lookOn, sitBeside } from '#tests/support/certificates.ts';
import { hearIn } from '#tests/support/hear.ts';
import { scene, self, settleMore, type Scene } from '#tests/support/scene.ts';

// Whoever wants what a path does not give: another's goal, a day that was never earned, thanks that nobody said, or to stay when somebody went.

register(pathsListens);

const id = (): string => crypto.randomUUID();
const refused = /row-level security/;
const as = <T>(s: Scene, actor: Actor, work: (sql: Db) => Promise<T>): Promise<T> =>
	transaction(s.base.db, async (sql) => {
		await setScope(sql, actor, '');
		return work(sql);
	});
const heard = (s: Scene, minutes: number) => hearIn(s, 'paths', () => s.as(s.lua, minutes).now);
const tables = [
	...['learning_goal', 'gate_sign', 'recall', 'refresher', 'refresher_way', 'refresher_told', 'thanks_choice'],
	...['thanks', 'peer_answer']
];

/** Lúa helped, then it was done alone; all that a path keeps of somebody stands. */
async function walked(s: Scene): Promise<void> {
	const own = self(s.som);
	await chooseGoal(s.as(own), { id: id(), topic: 'medical-booking', statement: null });
	await passSign(s.as(own), { id: id(), sign: 'T0.6' });
	await allowThanks(s.as(own), { id: id(), answer: 'yes' });
	await chooseWay(s.as(own), { id: id(), way: 'text', version: 1 });
	const guide = await sitBeside(s, s.som, s.lua);
	await lookOn(s, guide, 'T5.1', 1, 0);
	await lookOn(s, guide, 'T5.1', 2);
	await judgeAll(s, guide, 'T5.1', 3);
	await getUp(s, guide, 4);
	await heard(s, 5);
}

test(
	'P1 a goal and a sign are written of oneself, or of whoever sits there now, in one’s own name and at this centre',
	scene(async (s) => {
		const guide = await sitBeside(s, s.som, s.lua);
		const write = (actor: Actor, person: string, by: string | null, centre = 1) =>
			as(
				s,
				actor,
				(sql) => sql`insert into learning_goal (id, centre_id, person_id, topic, by_staff, session_id, at)
					values (${id()}, ${centre}, ${person}, 'e-id', ${by}, ${by && actor.session}, now())`
			);
		await expect(write(guide, s.gia, s.lua.id)).rejects.toThrow(refused);
		await expect(write(guide, s.som, s.mai.id)).rejects.toThrow(refused);
		await expect(write(guide, s.som, s.lua.id, 2)).rejects.toThrow(refused);
		await expect(write(guide, s.som, null)).rejects.toThrow(refused);
		await expect(write(self(s.som), s.gia, null)).rejects.toThrow(refused);
		await expect(write(self(s.som), s.som, null, 2)).rejects.toThrow(refused);
		await write(self(s.som), s.som, null);
		expect((await myNext(s.as(self(s.gia), 1), {})).goal).toBeNull();
	})
);

test(
	'P2 no member of the staff moves a day, says that somebody remembered what was never due, or thanks themselves',
	scene(async (s) => {
		await walked(s);
		const recall = (actor: Actor, statement: string, by: string, source = 'asked') =>
			as(
				s,
				actor,
				(sql) => sql`insert into recall (id, centre_id, person_id, statement, source, outcome, by_staff, at)
					values (${id()}, 1, ${s.som}, ${statement}, ${source}, 'remembered', ${by}, now())`
			);
		await expect(recall(s.lua, 'T5.2', s.lua.id)).rejects.toThrow(refused);
		await expect(recall(s.lua, 'T5.1', s.mai.id)).rejects.toThrow(refused);
		await expect(recall(s.lua, 'T5.1', s.lua.id, 'follow-up')).rejects.toThrow(refused);
		await expect(recall(s.rang, 'T5.1', s.rang.id)).rejects.toThrow(refused);
		await expect(recall(self(s.som), 'T5.1', s.lua.id)).rejects.toThrow(refused);
		const moved = await as(s, s.lua, async (sql) => (await sql`update refresher set due_on = '2030-01-01'`).count);
		expect(moved).toBe(0);
		const thanks = as(
			s,
			s.mai,
			(sql) => sql`insert into thanks (id, centre_id, person_id, statement, staff_id, at)
				values (${id()}, 1, ${s.som}, 'T5.1', ${s.mai.id}, now())`
		);
		await expect(thanks).rejects.toThrow(refused);
		const change = as(s, s.lua, (sql) => sql`update recall set outcome = 'remembered'`);
		await expect(change).rejects.toThrow(/permission denied/);
	})
);

test(
	'P3 whoever leads reads no thanks but their own, and whose day it is nobody reads from another centre',
	scene(async (s) => {
		await walked(s);
		expect((await myThanks(s.as(s.lua, 6), { page: 0 })).rows).toHaveLength(1);
		for (const actor of [s.thach, s.mai, s.rang])
			expect(await as(s, actor, (sql) => sql`select id from thanks`)).toHaveLength(0);
		const due = (actor: Actor) =>
			as(s, actor, (sql) => sql`select * from due_refreshers(1, '2027-01-01', ${s.as(s.lua, 6).now})`);
		expect(await due(s.lua)).toHaveLength(1);
		const nobody = { ...self(s.som) };
		for (const actor of [s.rang, nobody, system('other', new Set(), null, [2])])
			expect(await due(actor)).toHaveLength(0);
	})
);

test(
	'P4 two rows of one person that are joined walk on as one, and are told once',
	scene(async (s) => {
		const other = await settleMore(s, 'Sương Thị Sớm');
		await passSign(s.as(self(other)), { id: id(), sign: 'T0.5' });
		await walked(s);
		const guide = await sitBeside(s, other, s.lua, 6);
		await lookOn(s, guide, 'T5.1', 7);
		await judgeAll(s, guide, 'T5.1', 8);
		await getUp(s, guide, 9);
		await heard(s, 10);
		await mergePeople(s.as(s.mai, 11), { id: id(), kept: s.som, gone: other });
		const next = await myNext(s.as(self(s.som), 12), {});
		expect(next.alone.map((one) => one.id)).toEqual(['T5.1']);
		const due = await as(
			s,
			s.lua,
			(sql) => sql<{ person: string }[]>`select person from due_refreshers(1, '2027-01-01', ${s.as(s.lua, 12).now})`
		);
		expect(due.map(({ person }) => person)).toEqual([s.som]);
	})
);

test(
	'P5 an erasure as the house carries it out leaves nothing of somebody’s path',
	scene(async (s) => {
		await walked(s);
		const kept = async (): Promise<string[]> => {
			const found = await Promise.all(
				tables.map(async (table) => {
					const rows = await s.base.db`select from ${s.base.db(table)} where person_id = ${s.som}`;
					return rows.length > 0 ? [table] : [];
				})
			);
			return found.flat();
		};
		expect(await kept()).toEqual([
			'learning_goal',
			'gate_sign',
			'refresher',
			'refresher_way',
			'thanks_choice',
			'thanks'
		]);
		const request = id();
		await makeRequest(s.as(self(s.som), 20), { id: request, kind: 'deletion', purpose: null, words: 'xoá hết' });
		await erase(s.as(s.thach, 60), { request });
		expect(await kept()).toEqual([]);
	})
);
