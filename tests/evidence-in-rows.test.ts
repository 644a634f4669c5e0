import { expect, test } from 'vitest';
import { start } from '#capabilities/assistance/start.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { transaction } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { scene, self } from './support/scene.ts';

// What the rows of skills refuse by themselves, whatever statement a command may hold by mistake.

const id = (): string => crypto.randomUUID();

test(
	'whoever does not sit there, another’s name, and what a person says was seen of them',
	scene(async (s) => {
		const session = id();
		await start(s.as(s.lua), { id: session, person: s.som, ticket: null });
		const guide: Actor = { ...s.lua, session, subject: s.som, authority: 'present' };
		const write = (actor: Actor, person: string, kind: string, by: string | null, centre = 1) =>
			transaction(s.base.db, async (sql) => {
				await setScope(sql, actor, '');
				await sql`insert into skill_evidence (id, centre_id, person_id, statement, frame, kind, item, level, by_staff, session_id, at)
					values (${id()}, ${centre}, ${person}, 'T1.6', 1, ${kind}, 'A', 3, ${by}, ${actor.kind === 'staff' ? actor.session : null}, now())`;
			});
		const refused = /row-level security/;
		await expect(write(guide, s.gia, 'task', s.lua.id)).rejects.toThrow(refused);
		await expect(write(guide, s.som, 'task', s.mai.id)).rejects.toThrow(refused);
		await expect(write(guide, s.som, 'task', s.lua.id, 2)).rejects.toThrow(refused);
		await expect(write(self(s.som), s.som, 'task', s.lua.id)).rejects.toThrow(refused);
		await expect(write(self(s.som), s.gia, 'felt', null)).rejects.toThrow(refused);
		await expect(write(self(s.som), s.som, 'felt', null, 2)).rejects.toThrow(refused);
		await expect(write({ ...guide, session: null }, s.som, 'task', s.lua.id)).rejects.toThrow(refused);
		await write(guide, s.som, 'task', s.lua.id);
		await write(self(s.som), s.som, 'felt', null);
	})
);
