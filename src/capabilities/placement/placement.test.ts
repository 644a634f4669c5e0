import { expect, test } from 'vitest';
import { end } from '#capabilities/assistance/end.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';
import { findJudgement } from '#capabilities/learning/frame.ts';
import { judgeItem } from '#capabilities/learning/judge.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { transaction } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { listener, refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { beginPlacement, goOnPlacement } from './begin.server.ts';
import { placementBeside } from './now.server.ts';
import { forgetPlacement } from './sql.server.ts';

const id = (): string => crypto.randomUUID();

/** A guide who truly sits beside somebody. */
async function beside(s: Scene, person: string, who: Actor = s.lua, minutes = 0): Promise<Actor> {
	const session = id();
	await start(s.as(who, minutes), { id: session, person, ticket: null });
	return { ...who, session, subject: person, authority: 'present' };
}
const begin = (s: Scene, who: Actor, topics: Topic[], { minutes = 0, after = null as string | null } = {}) =>
	beginPlacement(s.as(who, minutes), { id: id(), topics, after });
const now = async (s: Scene, who: Actor, minutes: number) => (await placementBeside(s.as(who, minutes), {}))!;

/** What comes now is judged, well or otherwise; which item it was. */
async function judge(s: Scene, who: Actor, minutes: number, well: boolean): Promise<string> {
	const item = (await now(s, who, minutes)).next!;
	const { right, choices } = findJudgement(item)!;
	const choice = well ? right : choices.find((one) => one.id !== right)!.id;
	await judgeItem(s.as(who, minutes), { id: id(), item, choice });
	return item;
}

test(
	'two topics are heard to their end: one begins with the basics, of the other they are ready to be looked on',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		expect(await placementBeside(s.as(guide, 0), {})).toBeNull();
		await begin(s, guide, ['self-protection', 'e-id']);
		const first = await judge(s, guide, 1, false);
		expect(findJudgement(first)).toMatchObject({ level: 1 });
		for (let n = 0; n < 4; n++) await judge(s, guide, 2 + n, true);
		const found = await now(s, guide, 7);
		expect(found).toMatchObject({ next: null, timeOver: false });
		expect(found.placed).toEqual([
			{ topic: 'self-protection', begin: 'basics', whole: true },
			{ topic: 'e-id', begin: 'ready', whole: true }
		]);
		expect(found.heard).toHaveLength(5);
		expect(JSON.stringify(found)).not.toMatch(/right|correct|score|points/);
		// It is theirs, and stands after the sitting and beside another guide.
		await end(s.as(guide, 8), { session: guide.session!, reason: 'done' });
		const other = await beside(s, s.som, s.lua, 9);
		expect((await now(s, other, 10)).placed).toEqual(found.placed);
		expect(await placementBeside(s.as(await beside(s, s.gia, s.mai, 11), 11), {})).toBeNull();
	})
);

test(
	'the same item from two tabs: the first answer stands; a press sent twice is one',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		await begin(s, guide, ['e-id']);
		const { next } = await now(s, guide, 1);
		const { right, choices } = findJudgement(next!)!;
		const other = choices.find((one) => one.id !== right)!.id;
		const press = { id: id(), item: next!, choice: right };
		const context = s.as(guide, 1);
		await judgeItem(context, press);
		await judgeItem(context, press);
		expect(await refusalOf(judgeItem(context, { ...press, choice: other }))).toBe('request-used');
		const after = await now(s, guide, 2);
		await judgeItem(s.as(guide, 2), { id: id(), item: next!, choice: other });
		expect(await now(s, guide, 3)).toEqual(after);
		expect(after.placed[0]!.whole).toBe(false);
		expect(after.heard).toEqual([next]);
	})
);

test(
	'whoever saw another placement than the one that stands is told so',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		await begin(s, guide, ['self-protection']);
		expect(await refusalOf(begin(s, guide, ['e-id'], { minutes: 1 }))).toBe('placement-begun');
		const { id: after } = await now(s, guide, 1);
		await begin(s, guide, ['medical-booking'], { minutes: 2, after });
		expect((await now(s, guide, 3)).placed.map(({ topic }) => topic)).toEqual(['medical-booking']);
		expect(await refusalOf(goOnPlacement(s.as(guide, 3), { placement: after }))).toBe('placement-begun');
		await expect(begin(s, guide, [])).rejects.toThrow();
		await expect(begin(s, guide, ['e-id', 'e-id'])).rejects.toThrow();
	})
);

test(
	'after twelve minutes nothing more is asked; what was heard is kept, a late answer too, and another day goes on',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		const { id: placement } = await begin(s, guide, ['self-protection', 'e-id']);
		await goOnPlacement(s.as(guide, 1), { placement });
		expect((await now(s, guide, 1)).clockFrom).toEqual((await now(s, guide, 1)).begunAt);
		const heard = [await judge(s, guide, 1, true), await judge(s, guide, 5, true)];
		const { next: open } = await now(s, guide, 11);
		const over = await now(s, guide, 12);
		expect(over).toMatchObject({ next: null, timeOver: true, heard });
		expect(over.placed).toEqual([
			{ topic: 'self-protection', begin: 'onward', whole: false },
			{ topic: 'e-id', begin: null, whole: false }
		]);
		await judgeItem(s.as(guide, 13), { id: id(), item: open!, choice: findJudgement(open!)!.right });
		expect((await now(s, guide, 14)).heard).toEqual([...heard, open]);
		await end(s.as(guide, 15), { session: guide.session!, reason: 'done' });
		const [day, later] = [60 * 24 * 3, await beside(s, s.som, s.lua, 60 * 24 * 3)];
		await goOnPlacement(s.as(later, day), { placement });
		const on = await now(s, later, day + 1);
		expect(on).toMatchObject({ timeOver: false, topic: 'self-protection' });
		expect([...heard, open]).not.toContain(on.next);
	})
);

test(
	'what was heard today is drawn again only where nothing else is left, and a neighbour hears others',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		const { id: after } = await begin(s, guide, ['self-protection']);
		const heard = [];
		for (let n = 0; n < 4; n++) heard.push(await judge(s, guide, 1 + n, true));
		await begin(s, guide, ['self-protection'], { minutes: 6, after });
		for (let n = 0; n < 4; n++) expect(heard).not.toContain(await judge(s, guide, 7 + n, true));
	})
);

test(
	'nobody begins for who does not sit there, and an erasure takes all of it',
	scene(async (s) => {
		const guide = await beside(s, s.som);
		await begin(s, guide, ['e-id']);
		expect(await refusalOf(begin(s, s.lua, ['e-id']))).toBe('no-session');
		const held = { ...s.mai, session: guide.session, subject: s.som, authority: 'present' } as const;
		await expect(begin(s, held, ['e-id'], { after: (await now(s, guide, 1)).id })).rejects.toThrow(
			/row-level security/
		);
		const gone = await transaction(s.base.db, async (sql) => {
			await setScope(sql, listener([]), '');
			return forgetPlacement(sql, s.som);
		});
		expect(gone).toBe(1);
		expect(await placementBeside(s.as(guide, 2), {})).toBeNull();
	})
);
