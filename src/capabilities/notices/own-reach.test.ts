import { expect, test } from 'vitest';
import type { ChoreBase } from '#platform/worker.server.ts';
import { anyone } from '#kernel/actor.ts';
import { lookAs } from '#platform/scope.server.ts';
import { rightsOf } from '#program/roles.ts';
import { closeStaff } from '#capabilities/access/accounts.server.ts';
import { khoi } from '#tests/support/accounts.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { gateway, mine, ready, sayYesToWords, sendDue, takes, tellPlainly } from '#tests/support/told.ts';
import { checkWord } from './check.server.ts';
import { letGoNotices } from './let-go.server.ts';
import { howWordsGo, stopLive } from './live.server.ts';
import { keepOwnReach, ownReach, proveOwnReach } from './own-reach.server.ts';
import { listOwnReach, proveReachRow } from './sql-staff.server.ts';
import type { Carrier } from './port.ts';
import { sendTests } from './send-tests.server.ts';
import { hearReceipt } from './send.server.ts';
import { ownTests, testText } from './test-text.server.ts';

const key = { fact: 'filing.ready', forAnother: false, locale: 'vi' as const };
const GOOD = 'việc của bác đã xong. Mời bác ra quầy.';

const baseAt = (s: Scene, minutes: number): ChoreBase =>
	({ ...s.base, clock: () => s.as(s.lua, minutes).now }) as never;
const tests = (s: Scene, minutes: number, carriers: readonly Carrier[]) => sendTests(carriers).run(baseAt(s, minutes));

const keep = (s: Scene, reach: string, minutes = 1, kind: 'phone' | 'email' = 'phone') =>
	keepOwnReach(s.as(s.thach, minutes), { id: crypto.randomUUID(), kind, reach });
const tryOut = (s: Scene, minutes: number, words = GOOD, channel: 'sms' | 'email' = 'sms') =>
	testText(s.as(s.thach, minutes), { id: crypto.randomUUID(), ...key, words, channel });

/** A leader’s telephone that has proved itself. */
async function proved(s: Scene, reach = '0900000999'): Promise<void> {
	const { carrier, handed } = gateway(takes);
	await keep(s, reach);
	await tests(s, 2, [carrier]);
	const digits = /(\d{4})\.$/.exec(handed.at(-1)!.text)![1]!;
	expect(await proveOwnReach(s.as(s.thach, 3), { kind: 'phone', digits })).toEqual({ why: null });
}

test(
	'a text is tried out on oneself alone: on a number that has proved itself, marked as a test, told to nobody and found by no code',
	scene(async (s) => {
		await ready(s);
		expect(await refusalOf(tryOut(s, 1))).toBe('own-reach-missing');
		await keep(s, '0900 000 999');
		expect(await refusalOf(tryOut(s, 2))).toBe('own-reach-missing');
		await proved(s);
		expect(await ownReach(s.as(s.thach, 4), {})).toEqual({ phone: { shown: '999', proved: true }, email: null });
		expect(await refusalOf(tryOut(s, 5, GOOD, 'email'))).toBe('own-reach-missing');
		expect(await refusalOf(tryOut(s, 5, 'gọi 0900000318'))).toBe('text-faulty');
		const { test: id } = await tryOut(s, 6);
		const { carrier, handed } = gateway(takes);
		for (const minutes of [7, 8]) await tests(s, minutes, [carrier]);
		expect(handed).toMatchObject([{ id, to: '+84900000999' }]);
		expect(handed[0]!.text).toBe(`Tin thử. Trung tâm xã Quảng Bình: ${GOOD} Mã tin 0000.`);
		const receipt = { id, ref: null, said: 'arrived' as const, why: null };
		expect(await hearReceipt({ ...s.base, now: s.as(s.lua, 9).now } as never, 'sms', receipt)).toBe(true);
		expect((await ownTests(s.as(s.thach, 10), {}))[0]).toMatchObject({ said: 'arrived', words: handed[0]!.text });
		expect(await ownTests(s.as(s.mai, 10), {})).toEqual([]);
		expect((await mine(s)).every(({ mark, tries }) => mark === 0 && tries.length === 0)).toBe(true);
		await keepOwnReach(s.as(s.thach, 12), { id: crypto.randomUUID(), kind: 'phone', reach: null });
		expect((await ownReach(s.as(s.thach, 13), {})).phone).toBeNull();
		expect(await refusalOf(tryOut(s, 14))).toBe('own-reach-missing');
		const asked = { centre: 1, address: '10.0.0.1', browser: 'a', code: '0000', end: '999' };
		expect(await checkWord(s.as(anyone(new Set(rightsOf.public)), 11), asked)).toMatchObject({ sent: null });
	})
);

test(
	'nobody makes a stranger’s number theirs: its digits come there alone, wrong ones are slowed, and another number proves itself anew',
	scene(async (s) => {
		await keep(s, '0900000318');
		const wrong = (minutes: number) => proveOwnReach(s.as(s.thach, minutes), { kind: 'phone', digits: 'abc' });
		for (let n = 0; n < 5; n++) expect(await wrong(2)).toEqual({ why: 'wrong' });
		expect(await wrong(2)).toEqual({ why: 'slowed' });
		expect(await refusalOf(tryOut(s, 3))).toBe('own-reach-missing');
		for (let n = 0; n < 3; n++) await keep(s, '0900000318', 4);
		expect(await refusalOf(keep(s, '0900000318', 5))).toBe('tests-many');
	})
);

test(
	'on trial words go to telephones of the staff and to nobody else; what must be heard by others waits with people',
	scene(async (s) => {
		await sayYesToWords(s);
		await stopLive(s.as(s.thach, 1), {});
		await tellPlainly(s, { must: true });
		const { carrier, handed } = gateway(takes);
		await sendDue(s, 10, [carrier]);
		expect(handed).toEqual([]);
		expect(await mine(s)).toMatchObject([{ state: 'asks', why: 'trial' }]);
		// A guide’s mother has the very telephone that the leader wrote down: it is the staff’s own.
		await proved(s, '0900000318');
		expect(await howWordsGo(s.as(s.thach, 11), {})).toMatchObject({ live: false, staff: 1 });
		await tellPlainly(s, { must: true });
		await sendDue(s, 12, [carrier]);
		expect(handed).toMatchObject([{ to: '+84900000318' }]);
	})
);

test(
	'an unproved number of the staff is reached by nothing on trial; of whoever has left nothing stays',
	scene(async (s) => {
		await sayYesToWords(s);
		await stopLive(s.as(s.thach, 1), {});
		await keepOwnReach(s.as(s.lua, 1), { id: crypto.randomUUID(), kind: 'phone', reach: '0900000318' });
		await tellPlainly(s, { must: false });
		const { carrier, handed } = gateway(takes);
		await sendDue(s, 10, [carrier]);
		expect(handed).toEqual([]);
		expect(await mine(s)).toMatchObject([{ state: 'over', why: 'trial' }]);
		await closeStaff(s.as(khoi(s), 20), { staff: s.lua.id, to: s.mai.id });
		await letGoNotices.run(baseAt(s, 21));
		expect(await ownReach(s.as(s.lua, 22), {})).toEqual({ phone: null, email: null });
	})
);

test(
	'the digits of one number prove no other that was put down while they were typed back',
	scene(async (s) => {
		await keep(s, '0900000999');
		const asked = await lookAs(s.as(s.thach, 2), async ({ db }) => (await listOwnReach(db, s.thach.id))[0]!.asked!);
		// In another window of theirs, a stranger's.
		await keep(s, '0900000318', 2);
		const proves = (which: Buffer) =>
			lookAs(s.as(s.thach, 3), async ({ db, now }) => (await proveReachRow(db, s.thach.id, 'phone', which, now)).count);
		expect(await proves(asked)).toBe(0);
		expect(await ownReach(s.as(s.thach, 4), {})).toMatchObject({ phone: { shown: '318', proved: false } });
		const other = await lookAs(s.as(s.thach, 4), async ({ db }) => (await listOwnReach(db, s.thach.id))[0]!.asked!);
		// Proved once, its digits are spent.
		expect([await proves(other), await proves(other)]).toEqual([1, 0]);
	})
);
