import { expect, test } from 'vitest';
import { anyone, type Actor } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { chooseWay } from '#capabilities/cases/choose-way.server.ts';
import { listener, refusalOf, scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { ofCase } from './of-case.server.ts';
import { enterFee, setFee } from './set-fee.server.ts';
import { hearBank, settle, takeCash, unmatched } from './take-money.server.ts';

/** Whoever holds the slip of a file. */
const slipOf = (row: string): Actor => ({ ...anyone(new Set(rightsOf.slip)), kind: 'slip', id: row, row });

test(
	'a fee entered by hand is put right until money came, and then stands',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		const enter = (amount: number, minute: number) =>
			enterFee(s.as(s.mai, minute), {
				id: crypto.randomUUID(),
				case: sitting.case,
				amount,
				basis: 'Biểu phí treo ở quầy'
			});
		const bill = (minute: number) => ofCase(s.as(s.mai, minute), { case: sitting.case });
		expect(await bill(6)).toMatchObject({ feeOpen: true, balance: { state: 'unknown' } });
		await enter(0, 7);
		expect(await bill(7)).toMatchObject({ feeOpen: true, balance: { state: 'nothing-due' } });
		await enter(15_000, 8);
		expect(await bill(8)).toMatchObject({ balance: { state: 'due', left: 15_000 }, lines: [{ amount: 15_000 }] });
		await takeCash(s.as(s.mai, 9), { id: crypto.randomUUID(), case: sitting.case, amount: 15_000 });
		expect(await refusalOf(enter(5_000, 10))).toBe('fee-paid');
		expect(await bill(11)).toMatchObject({ feeOpen: false, balance: { state: 'paid', total: 15_000 } });
	})
);

test(
	'what the catalogue knows is not entered by hand',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		await setFee(s.as(listener(['payments.set-fee'], sitting.case), 6), { case: sitting.case });
		const again = { id: crypto.randomUUID(), case: sitting.case, amount: 1000, basis: 'Biểu phí treo ở quầy' };
		expect(await refusalOf(enterFee(s.as(s.mai, 7), again))).toBe('fee-known');
		expect((await ofCase(s.as(s.mai, 7), { case: sitting.case })).feeOpen).toBe(false);
	})
);

test(
	'an amount that an officer entered outlives a listener that comes late and knows none',
	scene(async (s) => {
		const sitting = await sitDown(s, '1.001193');
		await chooseWay(s.as(sitting.guide), { case: sitting.case, way: 'DIRECT', reason: 'thử', receiver: s.mai.id });
		const entry = { id: crypto.randomUUID(), case: sitting.case, amount: 8000, basis: 'Biểu phí treo ở quầy' };
		await enterFee(s.as(s.mai, 7), entry);
		await setFee(s.as(listener(['payments.set-fee'], sitting.case), 8), { case: sitting.case });
		expect((await ofCase(s.as(s.mai, 9), { case: sitting.case })).balance).toMatchObject({ state: 'due', left: 8000 });
	})
);

test(
	'money to an account that nobody here has is seen by whoever settles',
	scene(async (s) => {
		const bank = listener(['payments.hear-bank'], null, []);
		const entry = { id: 'FT-?', account: '999', amount: 5000, purpose: 'x', at: s.as(s.mai).now.toISOString() };
		await hearBank(s.as(bank), { ...entry, case: null, centre: null });
		expect((await unmatched(s.as(s.mai, 1), {})).map(({ id }) => id)).toContain('FT-?');
		await settle(s.as(s.mai, 2), { entry: 'FT-?', how: 'not-ours', words: 'đã báo ngân hàng' });
		expect((await unmatched(s.as(s.mai, 3), {})).map(({ id }) => id)).not.toContain('FT-?');
	})
);

test(
	'what is more than is owed is given back, and what waits is told at the desk',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		await setFee(s.as(listener(['payments.set-fee'], sitting.case), 6), { case: sitting.case });
		const hear = (id: string, amount: number) =>
			hearBank(s.as(listener(['payments.hear-bank'], sitting.case), 7), {
				...{ id, amount, account: '0000 1234 5678', purpose: 'TN', at: s.as(s.mai).now.toISOString() },
				...{ case: sitting.case, centre: 1 }
			});
		const elsewhere = await hearBank(s.as(listener(['payments.hear-bank'], sitting.case), 7), {
			...{ id: 'FT-0', amount: 16_000, account: '999', purpose: 'TN', at: s.as(s.mai).now.toISOString() },
			...{ case: sitting.case, centre: 1 }
		});
		expect(elsewhere.state).toBe('other-account');
		const counted = settle(s.as(s.mai, 7), { entry: 'FT-0', how: 'counted', words: 'vẫn tính' });
		expect(await refusalOf(counted)).toBe('entry-not-ours');
		await settle(s.as(s.mai, 8), { entry: 'FT-0', how: 'not-ours', words: 'tài khoản khác' });
		expect((await hear('FT-17', 17_000)).state).toBe('wrong-amount');
		// Whoever pays reads what the desk reads.
		const reads = (actor: Actor) => ofCase(s.as(actor, 8), { case: sitting.case });
		expect([(await reads(s.mai)).waiting, (await reads(slipOf(sitting.case))).waiting]).toEqual([17_000, 17_000]);
		expect((await hear('FT-16', 16_000)).state).toBe('matched');
		const count = () => settle(s.as(s.mai, 9), { entry: 'FT-17', how: 'counted', words: 'tính vào' });
		expect(await refusalOf(count())).toBe('counted-over');
		await settle(s.as(s.mai, 10), { entry: 'FT-17', how: 'given-back', words: 'đã trả tận tay' });
		const bill = await ofCase(s.as(s.mai, 11), { case: sitting.case });
		expect(bill).toMatchObject({ waiting: 0, balance: { state: 'paid', paid: 16_000 } });
	})
);

test(
	'a part that came counts at once: what is left is asked for, by page and by code, and paid twice waits',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		await setFee(s.as(listener(['payments.set-fee'], sitting.case), 6), { case: sitting.case });
		const hear = (id: string, amount: number) =>
			hearBank(s.as(listener(['payments.hear-bank'], sitting.case), 7), {
				...{ id, amount, account: '0000 1234 5678', purpose: 'TN', at: s.as(s.mai).now.toISOString() },
				...{ case: sitting.case, centre: 1 }
			});
		const bill = (actor: Actor) => ofCase(s.as(actor, 8), { case: sitting.case });
		expect((await hear('FT-1', 10_000)).state).toBe('matched');
		for (const actor of [s.mai, slipOf(sitting.case)])
			expect(await bill(actor)).toMatchObject({ waiting: 0, balance: { state: 'due', paid: 10_000, left: 6_000 } });
		// The code that is scanned next asks for what is left, and for nothing more.
		expect((await bill(s.mai)).payload).toContain('54046000');
		expect((await hear('FT-2', 6_000)).state).toBe('matched');
		expect((await hear('FT-3', 6_000)).state).toBe('twice');
		expect(await bill(slipOf(sitting.case))).toMatchObject({ waiting: 6_000, balance: { state: 'paid' } });
	})
);
