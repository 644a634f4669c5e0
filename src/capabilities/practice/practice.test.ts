import { expect, test } from 'vitest';
import { end } from '#capabilities/assistance/end.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { transaction } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { listener, refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { answerItem } from './answer.server.ts';
import { openItem } from './heard.server.ts';
import { itemTried, nextItemToTry, ownPractice } from './own.server.ts';
import { SET } from './rules-run.ts';
import type { Act } from './scam-shape.ts';
import { findPractice, practiceItems } from './scams.ts';
import { forgetAnswers } from './sql.server.ts';

const id = (): string => crypto.randomUUID();

/** A guide who truly sits beside somebody. */
async function beside(s: Scene, person: string, who: Actor = s.lua, minutes = 0): Promise<Actor> {
	const session = id();
	await start(s.as(who, minutes), { id: session, person, ticket: null });
	return { ...who, session, subject: person, authority: 'present' };
}
const heard = (s: Scene, who: Actor, minutes = 1, turn = 1) => nextItemToTry(s.as(who, minutes), { turn });
const lastTurn = (item: string): number => findPractice(item)!.turns.length;
const right = (item: string): Act => (findPractice(item)!.genuine ? 'follow' : 'check');

/** What comes next is heard to its end and answered; which item it was. */
async function goOn(s: Scene, who: Actor, minutes: number, act?: Act): Promise<string> {
	const { item } = await heard(s, who, minutes);
	const answer = { id: id(), item, turn: lastTurn(item), act: act ?? right(item) };
	expect(await answerItem(s.as(who, minutes), answer)).toEqual({ item, kept: true });
	return item;
}

test(
	'a set is heard to its end by oneself and beside a guide, and what was one’s own stands wherever one goes on',
	scene(async (s) => {
		const own = self(s.som);
		expect(await ownPractice(s.as(own), {})).toMatchObject({ band: 'few', due: null, begun: false, families: [] });
		const first = await goOn(s, own, 1);
		const guide = await beside(s, s.som, s.lua, 2);
		const asked = await heard(s, guide, 3);
		expect([asked.place, asked.of]).toEqual([2, SET]);
		expect(asked.item).not.toBe(first);
		expect((await itemTried(s.as(guide, 3), { item: first }))!.well).toBe(true);
		for (let n = 0; n < 3; n++) await goOn(s, guide, 4 + n);
		const last = await goOn(s, own, 8, 'check');
		expect(await itemTried(s.as(own, 9), { item: last })).toMatchObject({ act: 'check', next: null });
		const after = await ownPractice(s.as(own, 10), {});
		expect(after).toMatchObject({ band: 'few', begun: false, due: '2026-07-16' });
		expect(JSON.stringify(after)).not.toMatch(/\d\.\d|hits|right|score/);
		for (let n = 0; n < SET; n++) await goOn(s, own, 20 + n);
		expect((await ownPractice(s.as(own, 30), {})).band).toBe('tells-apart');
		expect((await ownPractice(s.as(self(s.gia), 30), {})).begun).toBe(false);
	})
);

test(
	'what is asked never says what it is, and no line is told before it was heard',
	scene(async (s) => {
		const own = self(s.gia);
		for (let n = 0; n < practiceItems.length; n++) {
			const asked = await heard(s, own, n);
			const { medium, turns } = findPractice(asked.item)!;
			expect(Object.keys(asked).toSorted()).toEqual(
				['before', 'choices', 'item', 'lines', 'mark', 'medium', 'more', 'of', 'picture', 'place', 'turn'].toSorted()
			);
			for (const choice of asked.choices) expect(Object.keys(choice).toSorted()).toEqual(['act', 'picture', 'says']);
			expect(asked.lines.length).toBe(medium === 'message' ? turns.length : 1);
			expect(asked.choices.some(({ act }) => act === 'follow')).toBe(medium === 'message');
			const whole = await heard(s, own, n, 5);
			expect([whole.lines.length, whole.turn, whole.more]).toEqual([turns.length, turns.length, false]);
			expect(await itemTried(s.as(own, n), { item: asked.item })).toBeNull();
			await goOn(s, own, n);
		}
	})
);

test(
	'the first answer of a set stands, whatever is sent afterwards',
	scene(async (s) => {
		const own = self(s.som);
		const item = await goOn(s, own, 1, 'check');
		const other = { id: id(), item, turn: lastTurn(item), act: 'follow' as const };
		expect(await answerItem(s.as(own, 2), other)).toEqual({ item, kept: false });
		expect((await itemTried(s.as(own, 3), { item }))!.act).toBe('check');
		expect((await heard(s, own, 4)).place).toBe(2);
	})
);

test(
	'no answer to what does not come now, nor at a line that was not heard',
	scene(async (s) => {
		const own = self(s.som);
		const { item, medium } = await heard(s, own);
		const give = (more: object) =>
			answerItem(s.as(own, 1), { id: id(), item, turn: lastTurn(item), act: 'check', ...more });
		const other = practiceItems.find((one) => one.id !== item)!.id;
		expect(await refusalOf(give({ item: other }))).toBe('practice-not-next');
		expect(await refusalOf(give({ turn: 5 }))).toBe('practice-turn');
		expect(await refusalOf(give({ turn: 1, act: 'follow' }))).toBe('practice-turn');
		expect(await refusalOf(give({ act: medium === 'call' ? 'leave' : 'hang-up' }))).toBe('practice-turn');
		for (const none of [other, 'F9-z']) expect(await openItem(s.as(own, 2), none, null, 'vi')).toBeNull();
		expect(await openItem(s.as(own, 2), item, '9', 'vi')).toMatchObject({ asked: { turn: medium === 'call' ? 1 : 3 } });
	})
);

test(
	'nobody answers for whoever does not sit there, nor in a sitting that is over or of another commune',
	scene(async (s) => {
		expect(await refusalOf(heard(s, s.lua))).toBe('no-session');
		expect(await refusalOf(ownPractice(s.as(s.lua), {}))).toBe('no-session');
		expect(await refusalOf(itemTried(s.as(s.lua), { item: 'F1-a' }))).toBe('no-session');
		const guide = await beside(s, s.som);
		await goOn(s, guide, 1);
		const far: Actor = { ...s.rang, subject: s.som, session: id(), authority: 'present' };
		expect((await ownPractice(s.as(far, 2), {})).begun).toBe(false);
		await end(s.as(guide, 3), { session: guide.session!, reason: 'done' });
		for (const who of [guide, far]) {
			const { item } = await heard(s, who, 4);
			const give = { id: id(), item, turn: lastTurn(item), act: 'check' as const };
			await expect(answerItem(s.as(who, 4), give)).rejects.toThrow(/row-level security/);
		}
	})
);

test(
	'whoever is forgotten has practised nothing any more',
	scene(async (s) => {
		const own = self(s.som);
		await goOn(s, own, 1);
		const house = { ...listener([]), subject: s.som };
		await transaction(s.base.db, async (sql) => {
			await setScope(sql, house, '');
			expect(await forgetAnswers(sql, s.som)).toBe(1);
		});
		expect((await ownPractice(s.as(own, 2), {})).begun).toBe(false);
	})
);
