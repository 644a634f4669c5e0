import { expect, test } from 'vitest';
import { end } from '#capabilities/assistance/end.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { beginPlacement } from '#capabilities/placement/begin.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { transaction, type Db } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { scene, self, type Scene } from './support/scene.ts';

// What the rows of a placement themselves refuse, whatever statement a command may hold by mistake.

/** Runs statements of ours as this actor, behind nothing but the policies. */
const as = <T>(s: Scene, actor: Actor, work: (sql: Db) => Promise<T>): Promise<T> =>
	transaction(s.base.db, async (sql) => {
		await setScope(sql, actor, '');
		return work(sql);
	});
const seenBy = async (s: Scene, actor: Actor) =>
	(await as(s, actor, (sql) => sql<{ n: number }[]>`select count(*)::int as n from placement`))[0]!.n;
const movedBy = async (s: Scene, actor: Actor) =>
	(await as(s, actor, (sql) => sql`update placement set clock_from = clock_from + interval '1 minute'`)).count;

test(
	'a placement is read at its centre alone and moved only beside whom it is of; nothing else of it is ever changed',
	scene(async (s) => {
		const session = crypto.randomUUID();
		await start(s.as(s.lua), { id: session, person: s.som, ticket: null });
		const guide: Actor = { ...s.lua, session, subject: s.som, authority: 'present' };
		await beginPlacement(s.as(guide), { id: crypto.randomUUID(), topics: ['e-id'], after: null });
		const readers: [Actor, number][] = [
			[guide, 1],
			[s.mai, 1],
			[s.rang, 0],
			[self(s.som), 0],
			[self(s.gia), 0]
		];
		for (const [who, many] of readers) expect([who.id, await seenBy(s, who)]).toEqual([who.id, many]);
		for (const who of [s.mai, s.rang, self(s.som), { ...s.lua, subject: s.gia }]) expect(await movedBy(s, who)).toBe(0);
		// With her name and without her sitting there.
		await expect(movedBy(s, { ...s.mai, subject: s.som })).rejects.toThrow(/row-level security/);
		expect(await movedBy(s, guide)).toBe(1);
		await expect(as(s, guide, (sql) => sql`update placement set items = '{}'`)).rejects.toThrow(/permission denied/);
		await expect(as(s, guide, (sql) => sql`delete from placement`)).rejects.toThrow(/permission denied/);
		await end(s.as(guide, 1), { session, reason: 'done' });
		await expect(movedBy(s, guide)).rejects.toThrow(/row-level security/);
	})
);
