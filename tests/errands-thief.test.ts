import { expect, test } from 'vitest';
import { end } from '#capabilities/assistance/end.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { erase } from '#capabilities/data-rights/erase.server.ts';
import { makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { findCopy } from '#capabilities/errands/copies.ts';
import { errands, type Errand } from '#capabilities/errands/copy-shape.ts';
import { openErrand, ownErrands } from '#capabilities/errands/own.server.ts';
import { pressKey } from '#capabilities/errands/press.server.ts';
import { markTold, tellBack } from '#capabilities/errands/tell.server.ts';
import { mergePeople } from '#capabilities/residents/merge.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { transaction } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { listener, scene, self, settleMore, type Scene } from '#tests/support/scene.ts';

// Whoever wants what a practice copy does not give: somebody else's run, a run that was better than it was, a key that files or pays.

const id = (): string => crypto.randomUUID();
async function beside(s: Scene, person: string): Promise<Actor> {
	const session = id();
	await start(s.as(s.lua), { id: session, person, ticket: null });
	return { ...s.lua, session, subject: person, authority: 'present' };
}
const goodOf = (screen: number, errand: Errand = 'look-up') =>
	findCopy(errand)!.screens[screen - 1]!.choices.find(({ again }) => again === null)!.id;
const press = (s: Scene, who: Actor, screen: number, minutes = 1, choice = goodOf(screen)) =>
	pressKey(s.as(who, minutes), { id: id(), errand: 'look-up', run: 1, screen, choice });
async function goThrough(s: Scene, who: Actor, minutes = 1, errand: Errand = 'look-up'): Promise<void> {
	for (let screen = 1; screen <= findCopy(errand)!.screens.length; screen++)
		await pressKey(s.as(who, minutes), { id: id(), errand, run: 1, screen, choice: goodOf(screen, errand) });
}
const rowsOf = (s: Scene, person: string) =>
	transaction(s.base.db, async (sql) => {
		await setScope(sql, s.lua, id());
		const pressed = await sql<
			{ choice: string }[]
		>`select choice from errand_press where person_id = ${person} order by at, screen, nth`;
		const told = await sql<{ how: string }[]>`select how from errand_told where person_id = ${person}`;
		return { pressed: pressed.map(({ choice }) => choice), told: told.map(({ how }) => how) };
	});

test(
	'E1 what a neighbour practised is nobody’s but theirs',
	scene(async (s) => {
		await press(s, self(s.som), 1);
		expect((await openErrand(s.as(self(s.gia), 2), { errand: 'look-up', anew: false })).open!.screen).toBe(1);
		expect((await ownErrands(s.as(self(s.gia), 2), {})).every(({ stands }) => stands === 'new')).toBe(true);
		expect((await rowsOf(s, s.gia)).pressed).toEqual([]);
	})
);

test(
	'E2 of two keys of one screen that are sent together the first stands',
	scene(async (s) => {
		const own = self(s.som);
		await Promise.allSettled(['a', 'b'].map((choice) => press(s, own, 1, 1, choice as 'a' | 'b')));
		const { pressed } = await rowsOf(s, s.som);
		expect(pressed[0]).toBe('a');
		expect(pressed.length).toBeLessThanOrEqual(2);
		await press(s, own, 1, 2, 'b').catch(() => undefined);
		expect((await rowsOf(s, s.som)).pressed[0]).toBe('a');
	})
);

test(
	'E3 a helper does not tell for somebody who never came to the end, nor mark better what was told before',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		const mark = (help: 'none' | 'doing', minutes: number) =>
			markTold(s.as(guide, minutes), { id: id(), errand: 'look-up', run: 1, marks: [help, help, help] });
		await expect(mark('none', 1)).rejects.toMatchObject({ code: 'errand-not-over' });
		await goThrough(s, guide);
		expect(await mark('doing', 2)).toMatchObject({ kept: true });
		expect(await mark('none', 3)).toMatchObject({ kept: false });
		expect((await openErrand(s.as(guide, 4), { errand: 'look-up', anew: false })).end!.told).toBe('told-together');
		await expect(tellBack(s.as(guide, 5), { id: id(), errand: 'look-up', run: 1, order: [1, 2, 3] })).rejects.toThrow();
	})
);

test(
	'E4 rows refuse whoever does not sit there, another’s name, another centre, and any change',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		const into = {
			press: (actor: Actor, person: string, by: string | null, centre = 1) =>
				transaction(s.base.db, async (sql) => {
					await setScope(sql, actor, '');
					await sql`insert into errand_press (id, centre_id, person_id, errand, run_no, screen, nth, choice, by_staff, session_id, at)
						values (${id()}, ${centre}, ${person}, 'pay', 1, ${by ? 1 : 2}, 1, 'a', ${by}, ${by && actor.session}, now())`;
				}),
			told: (actor: Actor, person: string, by: string | null, centre = 1) =>
				transaction(s.base.db, async (sql) => {
					await setScope(sql, actor, '');
					await sql`insert into errand_told (id, centre_id, person_id, errand, run_no, how, said, by_staff, session_id, at)
						values (${id()}, ${centre}, ${person}, 'pay', ${by ? 1 : 2}, ${by ? 'beside' : 'order'}, ${[1, 2, 3]}, ${by}, ${by && actor.session}, now())`;
				})
		};
		const refused = /row-level security/;
		for (const write of [into.press, into.told]) {
			await expect(write(guide, s.gia, s.lua.id)).rejects.toThrow(refused);
			await expect(write(guide, s.som, s.mai.id)).rejects.toThrow(refused);
			await expect(write(guide, s.som, s.lua.id, 2)).rejects.toThrow(refused);
			await expect(write(guide, s.som, null)).rejects.toThrow(refused);
			await expect(write(self(s.som), s.gia, null)).rejects.toThrow(refused);
			await expect(write(self(s.som), s.som, null, 2)).rejects.toThrow(refused);
			await write(guide, s.som, s.lua.id);
			await write(self(s.som), s.som, null);
		}
		for (const table of ['errand_press', 'errand_told']) {
			const change = transaction(s.base.db, async (sql) => {
				await setScope(sql, guide, '');
				await sql`update ${sql(table)} set run_no = 7`;
			});
			await expect(change).rejects.toThrow(/permission denied/);
		}
	})
);

test(
	'E5 two rows of one person that are joined practise on as one',
	scene(async (s) => {
		const other = await settleMore(s, 'Sương Thị Sớm');
		await press(s, self(s.som), 1, 1);
		await press(s, self(other), 1, 1);
		await press(s, self(other), 2, 1);
		await mergePeople(s.as(s.mai, 5), { id: id(), kept: s.som, gone: other });
		expect((await openErrand(s.as(self(s.som), 6), { errand: 'look-up', anew: false })).open!.screen).toBe(3);
		for (const screen of [3, 4, 5]) await press(s, self(s.som), screen, 7);
		expect((await openErrand(s.as(self(s.som), 8), { errand: 'look-up', anew: false })).end).not.toBeNull();
	})
);

test(
	'E6 an erasure as the house carries it out leaves nothing of what somebody practised',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		await goThrough(s, guide);
		await tellBack(s.as(self(s.som), 2), { id: id(), errand: 'look-up', run: 1, order: [1, 2, 3] });
		expect((await rowsOf(s, s.som)).told).toEqual(['order']);
		await end(s.as(guide, 3), { session: guide.session!, reason: 'done' });
		const request = id();
		await makeRequest(s.as(self(s.som), 20), { id: request, kind: 'deletion', purpose: null, words: 'xoá hết' });
		await erase(s.as(s.thach, 60), { request });
		expect(await rowsOf(s, s.som)).toEqual({ pressed: [], told: [] });
	})
);

/** How many rows each table of the house has, but for those of this room and what is written of any command. */
const rowsNow = (s: Scene) =>
	transaction(s.base.db, async (sql) => {
		await setScope(sql, { ...listener([]), subject: s.som }, '');
		const tables = await sql<{ name: string }[]>`
			select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = current_schema() and has_table_privilege(c.oid, 'select') order by 1`;
		const counts: Record<string, number> = {};
		for (const { name } of tables) {
			const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(name)}`;
			counts[name] = row!.n;
		}
		return counts;
	});

test(
	'E7 nothing comes of it but its own rows: no file, payment, booking, evidence or figure in any table of the house',
	scene(async (s) => {
		const before = await rowsNow(s);
		for (const must of ['case_file', 'payment', 'skill_evidence', 'practice_answer', 'ticket'])
			expect(Object.hasOwn(before, must), must).toBe(true);
		for (const errand of errands) {
			await goThrough(s, self(s.som), 1, errand);
			await tellBack(s.as(self(s.som), 2), { id: id(), errand, run: 1, order: [1, 2, 3] });
		}
		const after = await rowsNow(s);
		const grown = Object.keys(after).filter((table) => after[table] !== before[table]);
		expect(grown).toEqual(expect.arrayContaining(['errand_press', 'errand_told']));
		const written = grown.filter((table) => !['errand_press', 'errand_told'].includes(table));
		expect(written.filter((table) => !/^(journal|command|request)/.test(table))).toEqual([]);
	})
);
