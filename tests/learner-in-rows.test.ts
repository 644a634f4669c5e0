import { expect, test } from 'vitest';
import { giveKey, offerPictures } from '#capabilities/picture-keys/give.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { nextItemToTry } from '#capabilities/practice/own.server.ts';
import { answerItem } from '#capabilities/practice/answer.server.ts';
import { anyone, type Actor } from '#kernel/actor.ts';
import { transaction, type Db } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { rightsOf } from '#program/roles.ts';
import { scene, self, type Scene } from './support/scene.ts';

// Three pictures open learning alone. What they open below the code is read here table by table: a new table that they open is named here, or
// this fails.

/** What is theirs, and by which column it is. Of all else they read what anybody reads, and no row more; the words of their commune. */
const ofCommune = ['own_statement'];
const theirOwn: Readonly<Record<string, string>> = {
	picture_key: 'person_id',
	practice_answer: 'person_id',
	skill_evidence: 'person_id',
	encounter: 'person_id',
	learning_goal: 'person_id',
	gate_sign: 'person_id',
	recall: 'person_id',
	refresher: 'person_id',
	errand_press: 'person_id',
	errand_told: 'person_id',
	journal: 'person_id'
};

const learner = (person: string, key: string): Actor => ({
	...self(person),
	...{ kind: 'learner', may: new Set(rightsOf.learner), centres: [1], row: key }
});

const as = <T>(s: Scene, actor: Actor, work: (sql: Db) => Promise<T>): Promise<T> =>
	transaction(s.base.db, async (sql) => {
		await setScope(sql, actor, '');
		return work(sql);
	});

test(
	'below the code a learner reads what they practised and what was seen of them, and no other row of any table',
	scene(async (s) => {
		const [session, key] = [crypto.randomUUID(), crypto.randomUUID()];
		await start(s.as(s.lua), { id: session, person: s.som, ticket: null });
		const guide: Actor = { ...s.lua, session, subject: s.som, authority: 'present' };
		const { pictures, seal } = await offerPictures(s.as(guide, 1), { draw: 0 });
		await giveKey(s.as(guide, 1), { id: key, pictures, seal });
		for (const who of [self(s.som), self(s.gia)]) {
			const { item, turn } = await nextItemToTry(s.as(who, 2), { turn: 1 });
			await answerItem(s.as(who, 2), { id: crypto.randomUUID(), item, turn, act: 'check' });
		}
		const her = learner(s.som, key);
		const tables = await as(
			s,
			her,
			(sql) => sql<{ name: string }[]>`
			select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where c.relkind in ('r', 'p') and n.nspname = current_schema() and has_table_privilege(c.oid, 'select') order by 1`
		);
		expect(tables.length).toBeGreaterThan(100);
		const passer = { ...anyone(new Set()), centres: [1] };
		const more: string[] = [];
		for (const { name } of tables) {
			const own = theirOwn[name];
			const rows = (who: Actor): Promise<number> =>
				as(s, who, async (sql) => {
					const [found] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(name)}
						where ${own === undefined ? sql`true` : sql`coalesce(${sql(own)} <> all(same_as(${s.som})), true)`}`;
					return found!.n;
				});
			if ((await rows(her)) > (await rows(passer))) more.push(name);
		}
		expect(more.filter((name) => !ofCommune.includes(name))).toEqual([]);
		const mine = await as(s, her, (sql) => sql<{ n: number }[]>`select count(*)::int as n from practice_answer`);
		expect(mine[0]!.n).toBe(1);
	})
);

test(
	'nor do they write what somebody would have to have seen, anything of another, or anything at another centre',
	scene(async (s) => {
		const her = learner(s.som, crypto.randomUUID());
		const write = (person: string, centre: number, kind: string, more: string) =>
			as(s, her, (sql) =>
				sql.unsafe(
					`insert into skill_evidence (id, centre_id, person_id, statement, frame, kind, item, ${more.split('=')[0]}, at)
					values (gen_random_uuid(), ${centre}, '${person}', 'T3.1', 1, '${kind}', 'x', ${more.split('=')[1]}, now())`
				)
			);
		const refused = /row-level security|violates check/;
		await write(s.som, 1, 'felt', 'level=2');
		await expect(write(s.gia, 1, 'felt', 'level=2')).rejects.toThrow(refused);
		await expect(write(s.som, 2, 'felt', 'level=2')).rejects.toThrow(refused);
		await expect(write(s.som, 1, 'task', 'level=3')).rejects.toThrow(refused);
	})
);
