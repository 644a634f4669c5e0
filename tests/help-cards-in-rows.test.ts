import { expect, test } from 'vitest';
import { giveCard } from '#capabilities/help-cards/decide.server.ts';
import { sayOther } from '#capabilities/help-cards/public.server.ts';
import { cards } from '#capabilities/help-cards/show.server.ts';
import { changeCard, draftCard } from '#capabilities/help-cards/write.server.ts';
import { anyone, type Actor } from '#kernel/actor.ts';
import { transaction, type Db } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { rightsOf } from '#program/roles.ts';
import { refusalOf, scene, self, type Scene } from './support/scene.ts';

// What the rows of help cards refuse by themselves, whatever statement a command may hold by mistake.

const id = (): string => crypto.randomUUID();
const visitor: Actor = { ...anyone(new Set(rightsOf.public)) };
const said = (vi: string) => ({ vi, en: null, hi: null });
const step = (vi: string) => ({ says: said(vi), picture: 'look' as const, voice: null });
const body = {
	...({ title: said('Ổ khoá'), picture: 'padlock', system: 'phone', device: 'any' } as const),
	steps: [step('Một.'), step('Hai.')]
};
const refused = /row-level security|permission denied/;

const as = <T>(s: Scene, actor: Actor, work: (sql: Db) => Promise<T>): Promise<T> =>
	transaction(s.base.db, async (sql) => {
		await setScope(sql, actor, '');
		return work(sql);
	});

/** A card that Lúa wrote, one version with words. */
async function written(s: Scene): Promise<string> {
	const { id: card } = await draftCard(s.as(s.lua), { id: id(), from: null });
	await changeCard(s.as(s.lua), { card, version: 1, ...body });
	return card;
}
const decide =
	(who: Actor, card: string, kind: string, version: number, centre = 1) =>
	(sql: Db) => sql`
	insert into help_card_event (id, card, version, centre_id, kind, seen, by_staff, at)
	values (${id()}, ${card}, ${version}, ${centre}, ${kind}, 0, ${who.id}, now())`;
const rows = (s: Scene, who: Actor, card: string) =>
	as(
		s,
		who,
		async (sql) =>
			(
				await sql<{ cards: number; versions: number; files: number }[]>`
					select (select count(*)::int from help_card where id = ${card}) as cards,
						(select count(*)::int from help_card_version where card_id = ${card}) as versions,
						(select count(*)::int from help_card_file where card_id = ${card}) as files`
			)[0]!
	);
const file =
	(who: Actor, card: string, centre = 1) =>
	(sql: Db) => sql`
	insert into help_card_file (card_id, centre_id, sha256, mime, bytes, by_staff, at)
	values (${card}, ${centre}, ${'a'.repeat(64)}, 'image/jpeg', 'x'::bytea, ${who.id}, now())`;

test(
	'nobody gives what they wrote, nor in another’s name, nor a card of elsewhere; a second person does',
	scene(async (s) => {
		const card = await written(s);
		for (const [who, work] of [
			[s.lua, decide(s.lua, card, 'published', 2)],
			[s.lua, decide(s.mai, card, 'published', 2)],
			[s.rang, decide(s.rang, card, 'published', 2, 2)],
			[s.rang, decide(s.rang, card, 'withdrawn', 2, 1)],
			[s.rang, decide(s.rang, id(), 'verified', 2, 2)],
			[visitor, decide(s.mai, card, 'published', 2)],
			[self(s.som), decide(s.mai, 'chu-to', 'withdrawn', 1)]
		] as const)
			await expect(as(s, who, work)).rejects.toThrow(refused);
		expect((await as(s, s.mai, decide(s.mai, card, 'published', 2))).count).toBe(1);
		// What was given once is given again by whoever wrote it, and a newer version of theirs is not.
		expect((await as(s, s.lua, decide(s.lua, card, 'published', 2))).count).toBe(1);
		await changeCard(s.as(s.lua, 1), { card, version: 2, ...body });
		await expect(as(s, s.lua, decide(s.lua, card, 'published', 3))).rejects.toThrow(refused);
	})
);

test(
	'a draft and its files are read at its own centre alone; once it is given everybody reads that version, and not the one that is being written',
	scene(async (s) => {
		const card = await written(s);
		await as(s, s.lua, file(s.lua, card));
		await expect(as(s, s.rang, file(s.rang, card, 2))).rejects.toThrow(refused);
		await expect(as(s, visitor, file(s.lua, card))).rejects.toThrow(refused);
		for (const who of [visitor, s.rang, self(s.som)])
			expect(await rows(s, who, card)).toEqual({ cards: 0, versions: 0, files: 0 });
		expect(await rows(s, s.mai, card)).toEqual({ cards: 1, versions: 2, files: 1 });
		await giveCard(s.as(s.mai, 1), { id: id(), card, version: 2 });
		await changeCard(s.as(s.lua, 2), { card, version: 2, ...body });
		for (const who of [visitor, s.rang]) expect(await rows(s, who, card)).toMatchObject({ cards: 1, versions: 1 });
	})
);

test(
	'nothing is written over or taken out, and nobody but a visitor says that a screen looks otherwise',
	scene(async (s) => {
		const card = await written(s);
		await giveCard(s.as(s.mai, 1), { id: id(), card, version: 2 });
		for (const who of [s.lua, s.mai, s.thach, visitor])
			for (const work of [
				(sql: Db) => sql`update help_card_version set title = '{}' where card_id = ${card}`,
				(sql: Db) => sql`delete from help_card_version where card_id = ${card}`,
				(sql: Db) => sql`delete from help_card_event where card = ${card}`,
				(sql: Db) => sql`delete from help_card_other where card = ${card}`,
				(sql: Db) => sql`update help_card_file set bytes = 'y' where card_id = ${card}`
			])
				await expect(as(s, who, work)).rejects.toThrow(refused);
		const other = (who: Actor) =>
			as(
				s,
				who,
				(sql) =>
					sql`insert into help_card_other (id, card, version, step, centre_id, at) values (${id()}, ${card}, 2, 1, 1, now())`
			);
		await expect(other(s.lua)).rejects.toThrow(refused);
		expect((await other(visitor)).count).toBe(1);
		const said = (who: Actor) =>
			as(s, who, async (sql) => (await sql`select from help_card_other where card = ${card}`).count);
		expect([await said(s.mai), await said(s.rang), await said(visitor)]).toEqual([1, 0, 0]);
	})
);

test(
	'whoever makes up a browser for each press is counted with their address, and what was counted stays few',
	scene(async (s) => {
		const press = (n: number) =>
			sayOther(s.as(visitor, 1), {
				...{ id: id(), card: 'chu-to', version: 1, step: 1, centre: 1 },
				...{ address: '203.0.113.77', browser: `made-up-${n}` }
			});
		let counted = 0;
		for (let n = 0; n < 80; n++) counted += Number((await press(n)).counted);
		expect(counted).toBe(60);
		const line = (await cards(s.as(s.lua, 2), { page: 0 })).house.find((one) => one.id === 'chu-to');
		expect(line).toMatchObject({ others: 60, asks: true });
	})
);

test(
	'a centre with more cards than a page says how many more, and each is on one of its pages; what asks stands first',
	scene(async (s) => {
		for (let n = 0; n < 53; n++) await draftCard(s.as(s.lua, n), { id: id(), from: null });
		const card = await written(s);
		expect(await refusalOf(giveCard(s.as(s.lua, 60), { id: id(), card, version: 2 }))).toBe('card-own');
		await giveCard(s.as(s.mai, 60), { id: id(), card, version: 2 });
		await sayOther(s.as(visitor, 61), {
			...{ id: id(), card, version: 2, step: 1, centre: null, address: '203.0.113.5', browser: null }
		});
		const [first, second] = [await cards(s.as(s.lua, 62), { page: 0 }), await cards(s.as(s.lua, 62), { page: 1 })];
		expect([first.whole, first.rows.length, first.more, second.rows.length, second.more]).toEqual([54, 50, 4, 4, 0]);
		expect(new Set([...first.rows, ...second.rows].map((one) => one.id)).size).toBe(54);
		expect([first.rows[0]!.id, first.asks, second.asks]).toEqual([card, 1, 1]);
	})
);
