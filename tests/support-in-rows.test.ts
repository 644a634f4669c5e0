import { expect, test } from 'vitest';
import { anyone } from '#kernel/actor.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Db } from '#platform/db.server.ts';
import { askSupportOwn } from '#capabilities/support/ask.server.ts';
import { rightsOf } from '#program/roles.ts';
import { scene, self, type Scene } from './support/scene.ts';

// What whoever asks the support team themselves may write below the code.

const id = (): string => crypto.randomUUID();
const nobody = anyone(new Set(rightsOf.public));
const as = (s: Scene, actor: Scene['lua'], work: (db: Db) => Promise<unknown>) =>
	inScope(s.base.db, actor, id(), work).then(
		() => 'done',
		(reason: Error) => reason.message
	);

test(
	'nobody of the house and whoever is on their own page write a ticket of the web, of nobody or their own, that no one owns, and its words once',
	scene(async (s) => {
		const at = s.as(s.lua).now;
		const ticket =
			(more: { id?: string; person?: string | null; owner?: string | null; source?: string }) => (db: Db) =>
				db`insert into support_ticket (id, centre_id, number, system, source, urgency, person_id, owner_id, next_step, next_on, made_by, made_at)
				values (${more.id ?? id()}, 1, next_support_number(1), 'portal', ${more.source ?? 'web'}, 'low', ${more.person ?? null}, ${more.owner ?? null}, 'answer', '2026-07-14', null, ${at})`;
		const words =
			(which: string, kind = 'said') =>
			(db: Db) =>
				db`insert into support_event (id, ticket_id, centre_id, kind, by_staff, at) values (${id()}, ${which}, 1, ${kind}, null, ${at})`;
		const [strange, own] = [id(), id()];
		expect(await as(s, nobody, ticket({ person: s.som }))).toMatch(/row-level security/);
		expect(await as(s, nobody, ticket({ owner: s.lua.id }))).toMatch(/row-level security/);
		expect(await as(s, nobody, ticket({ source: 'phone' }))).not.toBe('done');
		expect(await as(s, nobody, ticket({ id: strange }))).toBe('done');
		expect(await as(s, nobody, words(strange, 'answered'))).not.toBe('done');
		expect(await as(s, nobody, words(strange))).toBe('done');
		expect(await as(s, nobody, words(strange))).toMatch(/row-level security/);
		expect(await as(s, self(s.som), ticket({ person: s.gia }))).toMatch(/row-level security/);
		expect(await as(s, self(s.som), ticket({ id: own, person: s.som }))).toBe('done');
		expect(await as(s, self(s.gia), words(own))).toMatch(/row-level security/);
		expect(await as(s, self(s.som), words(own, 'solved'))).not.toBe('done');
		expect(await as(s, self(s.som), words(own, 'back'))).toBe('done');
		expect(
			await as(s, nobody, (db) => db`select id from support_ticket`.then((rows) => expect(rows).toEqual([])))
		).toBe('done');
	})
);

test(
	'a word of theirs moves their own ticket as they saw it, and nobody else’s; a number tells nothing of somebody of the register',
	scene(async (s) => {
		const ticket = id();
		await askSupportOwn(s.as(self(s.som), 1), {
			id: ticket,
			system: 'phone',
			words: 'Máy không có tiếng.',
			fault: null
		});
		const moves = (actor: Scene['lua'], version: number) =>
			inScope(s.base.db, actor, id(), async (db) => {
				const [row] = await db<{ moved: number }[]>`select support_heard(${ticket}, ${version}, 'open') as moved`;
				return row!.moved;
			});
		expect(await moves(self(s.gia), 1)).toBe(0);
		expect(await moves(s.lua, 1)).toBe(0);
		expect(await moves(self(s.som), 2)).toBe(0);
		expect(await moves(self(s.som), 1)).toBe(1);
		const byNumber = (actor: Scene['lua']) =>
			inScope(s.base.db, actor, id(), (db) => db`select * from support_by_number(1, 1)`);
		expect(await byNumber(nobody)).toEqual([]);
		expect(await byNumber(s.lua)).toEqual([]);
	})
);
