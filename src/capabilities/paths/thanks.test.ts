import fc from 'fast-check';
import { expect, test } from 'vitest';
import { staffNotices } from '#capabilities/notices/staff-told.server.ts';
import { observeTask } from '#capabilities/learning/observe.server.ts';
import { statementBeside } from '#capabilities/learning/skills.server.ts';
import { topics } from '#capabilities/assistance/topics.ts';
import { addDays } from '#kernel/day.ts';
import type { Actor } from '#kernel/actor.ts';
import { register } from '#platform/listen.server.ts';
import { hearIn } from '#tests/support/hear.ts';
import { getUp, judgeAll, lookOn, sitBeside } from '#tests/support/certificates.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { hearFacts } from '#tests/support/told.ts';
import { pathsListens } from './listens.server.ts';
import { answerPeer, myAsks, peers } from './peer.server.ts';
import { PEER_DAYS, peerTopic } from './rules-peer.ts';
import { allowThanks, myThanks } from './thanks.server.ts';

register(pathsListens);

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
const lines = async (s: Scene, who: Actor, minutes: number) =>
	(await myThanks(s.as(who, minutes), { page: 0 })).rows.map(({ name, says }) => `${name}: ${says.vi}`);

/** Lúa sat beside while it was not done alone; on another day Mai looked on, and it was. */
async function helpedThenAlone(s: Scene, statement: string, day: number) {
	const lua = await sitBeside(s, s.som, s.lua, day);
	await lookOn(s, lua, statement, day + 1, 0);
	await getUp(s, lua, day + 2);
	await hearIn(s, 'paths', () => s.as(s.lua, day + 3).now);
	const mai = await sitBeside(s, s.som, s.mai, day + 60);
	await lookOn(s, mai, statement, day + 61);
	await judgeAll(s, mai, statement, day + 62);
	await getUp(s, mai, day + 63);
	await hearIn(s, 'paths', () => s.as(s.lua, day + 64).now);
	await hearFacts(s, day + 65);
}

test(
	'whoever helped reads one line once it is done alone, where the learner said yes; nobody else does, and no more after a no',
	scene(async (s) => {
		await helpedThenAlone(s, 'T5.1', 0);
		expect(await lines(s, s.lua, 100)).toEqual([]);
		await allowThanks(s.as(self(s.som), 101), { id: id(), answer: 'yes' });
		await helpedThenAlone(s, 'T1.6', 120);
		const line = 'Sương Thị Sớm: Tôi tự tra tiến độ bằng mã hồ sơ.';
		expect(await lines(s, s.lua, 300)).toEqual([line]);
		for (const other of [s.mai, s.thach, s.rang]) expect(await lines(s, other, 300)).toEqual([]);
		const told = (await staffNotices(s.as(s.lua, 300), {})).rows.filter(({ fact }) => fact === 'paths.thanked');
		expect(told).toHaveLength(1);
		// Practised again it is nothing new.
		const again = await sitBeside(s, s.som, s.mai, 3 * DAY);
		await lookOn(s, again, 'T1.6', 3 * DAY + 1);
		await hearIn(s, 'paths', () => s.as(s.lua, 3 * DAY + 2).now);
		expect(await lines(s, s.lua, 3 * DAY + 3)).toEqual([line]);
		await allowThanks(s.as(self(s.som), 3 * DAY + 4), { id: id(), answer: 'no' });
		expect(await lines(s, s.lua, 3 * DAY + 5)).toEqual([]);
	})
);

test(
	'whoever masters all that protects in a topic is asked once in 90 days; who said yes is read by whoever leads there',
	scene(async (s) => {
		const mai = await sitBeside(s, s.som, s.mai);
		const asks = (minutes: number) => myAsks(s.as(self(s.som), minutes), {});
		const answer = (said: 'yes' | 'not-now', minutes: number) =>
			answerPeer(s.as(self(s.som), minutes), { id: id(), topic: 'medical-booking', answer: said });
		expect(await refusalOf(answer('yes', 1))).toBe('peer-not-asked');
		for (const statement of ['T5.2', 'T5.6']) {
			const { next } = await statementBeside(s.as(mai, 1), { statement });
			await observeTask(s.as(mai, 1), {
				...{ id: id(), statement, form: next.form, hints: 0, points: 0, doings: 0, level: 3 },
				steps: next.steps.map(() => 'self' as const)
			});
			expect((await asks(2)).peer).toBeNull();
			await judgeAll(s, mai, statement, 2);
		}
		expect((await asks(3)).peer).toBe('medical-booking');
		await answer('not-now', 4);
		expect((await asks(5)).peer).toBeNull();
		expect(await refusalOf(answer('yes', 5))).toBe('peer-not-asked');
		expect((await peers(s.as(s.thach, 6), { page: 0 })).rows).toEqual([]);
		expect((await asks(89 * DAY)).peer).toBeNull();
		expect((await asks(90 * DAY)).peer).toBe('medical-booking');
		await answer('yes', 90 * DAY);
		expect((await asks(300 * DAY)).peer).toBeNull();
		expect((await peers(s.as(s.thach, 300 * DAY), { page: 0 })).rows).toMatchObject([
			{ person: s.som, topic: 'medical-booking' }
		]);
		// A yes is taken back whenever they like, and is no other answer.
		expect((await asks(300 * DAY)).helps).toEqual(['medical-booking']);
		await answer('not-now', 301 * DAY);
		expect((await asks(301 * DAY)).helps).toEqual([]);
		expect((await peers(s.as(s.thach, 302 * DAY), { page: 0 })).rows).toEqual([]);
		expect(await refusalOf(answer('not-now', 302 * DAY))).toBe('peer-not-asked');
	})
);

test('nobody is asked twice in 90 days, nor of what they said yes to, nor of a topic of which one thing that protects is missing', () => {
	const topic = fc.constantFrom(...topics);
	const stands = fc.array(
		fc.record({
			topic,
			critical: fc.boolean(),
			level: fc.constantFrom(null, 0 as const, 1 as const, 2 as const, 3 as const)
		}),
		{ maxLength: 12 }
	);
	const TODAY = '2026-07-14';
	const answers = fc.array(
		fc.record({
			topic,
			answer: fc.constantFrom('yes' as const, 'not-now' as const),
			day: fc.integer({ min: -200, max: 0 }).map((n) => addDays(TODAY, n))
		}),
		{ maxLength: 4 }
	);
	fc.assert(
		fc.property(stands, answers, (statements, said) => {
			const asked = peerTopic(statements, said, TODAY);
			if (asked === null) return;
			expect(said.every(({ day }) => day <= addDays(TODAY, -PEER_DAYS))).toBe(true);
			expect(said.some((one) => one.topic === asked && one.answer === 'yes')).toBe(false);
			const safe = statements.filter((one) => one.topic === asked && one.critical);
			expect(safe.length).toBeGreaterThan(0);
			expect(safe.every(({ level }) => level === 3)).toBe(true);
		})
	);
});
