import fc from 'fast-check';
import { expect, test } from 'vitest';
import { system } from '#kernel/actor.ts';
import { NotSent } from '#kernel/not-sent.ts';
import type { Check } from '#platform/checks.server.ts';
import { only } from '#platform/dispatch.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import type { Settings } from '#platform/settings.server.ts';
import { scene, type Scene } from '#tests/support/scene.ts';
import { gateway, sayYesToWords, sendDue, takes, tellPlainly } from '#tests/support/told.ts';
import type { Carrier } from './port.ts';
import { handOver } from './hand-over.server.ts';
import { hearOfTry } from './hear.server.ts';
import { howWordsGo } from './live.server.ts';
import { hearReceipt } from './send.server.ts';
import { findNotice, listTries } from './sql.server.ts';
import { countStrange, noticesChecks } from './strange.server.ts';

/** What a gateway says of one hand-over: its answer, and receipts, each as often and as late as it likes. */
const news = ['taken', 'silent', 'arrived', 'failed', 'strange'] as const;
type News = (typeof news)[number];

/** The worker of this scene, in the midst of one word. */
const worker = (s: Scene, notice: string, minutes: number) =>
	s.as({ ...system('notices.send', only(handOver, hearOfTry), notice, [1]), subject: s.som }, minutes);

/** How a word stands, and each hand-over of it. */
const standing = (s: Scene, notice: string) =>
	lookAs(worker(s, notice, 400), async ({ db }) => {
		const { state, why, mark } = (await findNotice(db, notice))!;
		const tries = await listTries(db, [notice]);
		return {
			state,
			why,
			mark,
			tries: tries.map(({ id, said, ref, parts }) => ({ said, parts, ref: ref && ref === `ref ${id}` }))
		};
	});

/** Commits that a word is handed over, and goes no further: as a worker that was killed then. */
async function handedOver(s: Scene, carriers: readonly Carrier[], minutes: number) {
	const notice = await tellPlainly(s, { must: true });
	const handed = await handOver(worker(s, notice, minutes), { notice, carriers: [...carriers] });
	return { notice, id: handed.try! };
}

async function hear(s: Scene, notice: string, id: string, said: News): Promise<void> {
	const now = s.as(s.lua, 20).now;
	const receipt = { id, ref: `ref ${id}`, why: null };
	const answer = { ref: said === 'taken' ? `ref ${id}` : null, parts: said === 'taken' ? 2 : null, fault: null };
	if (said === 'taken' || said === 'silent') await hearOfTry(worker(s, notice, 20), { try: id, said, ...answer });
	else if (said === 'strange')
		expect(
			await hearReceipt({ ...s.base, now } as never, 'sms', { ...receipt, id: crypto.randomUUID(), said: 'arrived' })
		).toBe(false);
	else expect(await hearReceipt({ ...s.base, now } as never, 'sms', { ...receipt, said })).toBe(true);
}

test(
	'receipts doubled, late, backwards or of nothing of ours: no mark goes back, and in whatever order they come the end is the same',
	scene(async (s) => {
		await sayYesToWords(s);
		const { carrier } = gateway(takes);
		const play = async (said: readonly News[]) => {
			const { notice, id } = await handedOver(s, [carrier], 10);
			let mark = 0;
			for (const one of said) {
				await hear(s, notice, id, one);
				const now = await standing(s, notice);
				expect(now.mark).toBeGreaterThanOrEqual(mark);
				mark = now.mark;
			}
			return standing(s, notice);
		};
		const orders = fc
			.array(fc.constantFrom(...news), { minLength: 1, maxLength: 6 })
			.chain((all) => fc.record({ one: fc.constant(all), other: fc.shuffledSubarray(all, { minLength: all.length }) }));
		await fc.assert(
			fc.asyncProperty(orders, async ({ one, other }) => {
				const end = await play(one);
				expect(await play(other)).toEqual(end);
				expect(await play([...one, ...other])).toEqual(end);
				if (one.includes('arrived'))
					expect(end).toMatchObject({ state: 'told', mark: 2, tries: [{ said: 'arrived' }] });
			}),
			{ numRuns: 25 }
		);
	}),
	60_000
);

test(
	'what a killed worker handed over may have gone: that its gateway is not there a minute later is no proof, and no other way is taken',
	scene(async (s) => {
		await sayYesToWords(s);
		const down = gateway(() => {
			throw new NotSent('ECONNREFUSED');
		});
		const second = gateway(takes, { channel: 'sms-2', keepsIds: false });
		await handedOver(s, [down.carrier, second.carrier], 10);
		for (const minutes of [12, 15, 20]) await sendDue(s, minutes, [down.carrier, second.carrier]);
		expect([down.handed.length, second.handed.length]).toEqual([3, 0]);
	})
);

test(
	'killed in the midst of asking again a gateway that keeps no ids, nobody asks it a third time: a person goes on',
	scene(async (s) => {
		await sayYesToWords(s);
		const down = gateway(
			() => {
				throw new NotSent('ECONNREFUSED');
			},
			{ channel: 'sms-2', keepsIds: false }
		);
		const notice = await tellPlainly(s, { must: true });
		await sendDue(s, 10, [down.carrier]);
		await handOver(worker(s, notice, 12), { notice, carriers: [down.carrier] });
		const up = gateway(takes, { channel: 'sms-2', keepsIds: false });
		for (const minutes of [15, 20, 40]) await sendDue(s, minutes, [up.carrier]);
		expect(up.handed).toEqual([]);
		expect(await standing(s, notice)).toMatchObject({ state: 'asks', why: 'silent', mark: 0 });
	})
);

test(
	'taken, and no receipt comes: the second way to the same telephone is not taken too; what must be heard is told by a person',
	scene(async (s) => {
		await sayYesToWords(s);
		const first = gateway(takes);
		const second = gateway(takes, { channel: 'sms-2', keepsIds: false });
		const notice = await tellPlainly(s, { must: true });
		for (const minutes of [10, 41, 80]) await sendDue(s, minutes, [first.carrier, second.carrier]);
		expect([first.handed.length, second.handed.length]).toEqual([1, 0]);
		expect(await standing(s, notice)).toMatchObject({ state: 'asks', why: 'not-arrived', mark: 1 });
	})
);

test(
	'a receipt of nothing of ours is counted by way and day, and shown; many of them are a fault of the house',
	scene(async (s) => {
		const base = (minutes: number) => ({ ...s.base, now: s.as(s.lua, minutes).now }) as never;
		const strange = async (minutes: number) => (await howWordsGo(s.as(s.thach, minutes), {})).strange;
		const look = (env: object) =>
			lookAs(s.as(s.thach, 60), ({ db, now }) =>
				(noticesChecks[0] as Extract<Check, { reads: unknown }>).reads(db, {
					now,
					centre: 1,
					settings: env as Settings
				})
			);
		const set = { SMS_URL: 'https://gateway.example' };
		expect([await strange(1), await look({}), await look(set)]).toEqual([
			[],
			{ state: 'off' },
			{ state: 'well', about: { count: 0, days: 7 } }
		]);
		await countStrange(base(5), 'sms', 1);
		await countStrange(base(6), 'sms', 2);
		await countStrange(base(7), 'zalo', 1);
		await countStrange(base(-60 * 24 * 20), 'sms', 40);
		expect(await strange(10)).toEqual([
			{ channel: 'sms', receipts: 3, lastAt: s.as(s.lua, 6).now },
			{ channel: 'zalo', receipts: 1, lastAt: s.as(s.lua, 7).now }
		]);
		expect(await look(set)).toEqual({ state: 'well', about: { count: 4, days: 7 } });
		await countStrange(base(8), 'sms-2', 16);
		expect(await look(set)).toEqual({ state: 'ill', about: { count: 20, days: 7 } });
	})
);
