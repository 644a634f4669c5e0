import { expect, test } from 'vitest';
import { waitingOf } from '#platform/asks.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { listener, refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { staffId } from '#seed/house.ts';
import { accountToAgree, askAccount, centreAccount, decideOnAccount } from './centre-account.server.ts';
import { ofCase } from './of-case.server.ts';
import { readVietQr } from './rules-vietqr.ts';
import { setFee } from './set-fee.server.ts';
import { hearBank, settle } from './take-money.server.ts';

const khoi = (s: Scene): Actor => ({ ...s.thach, id: staffId('khoi'), may: new Set(rightsOf.administrator) });
const other = { bin: '970436', number: '1234 567 890', holder: 'Ủy ban xã' };
const ask = async (s: Scene, minute: number): Promise<string> => {
	const id = crypto.randomUUID();
	await askAccount(s.as(khoi(s), minute), { id, ...other });
	return id;
};
const account = async (s: Scene) => (await getCentre(s.base.db, 1)).bankAccount;

test(
	'where money goes is asked by one and agreed to by another; until then nothing changes',
	scene(async (s) => {
		const was = await account(s);
		const id = await ask(s, 0);
		expect(await account(s)).toBe(was);
		expect(await refusalOf(askAccount(s.as(khoi(s), 1), { id: crypto.randomUUID(), ...other }))).toBe('account-asked');
		expect(await refusalOf(decideOnAccount(s.as(khoi(s), 2), { account: id, agreed: true }))).toBe('account-own');
		const shown = await centreAccount(s.as(s.thach, 3), {});
		expect(shown.asked).toMatchObject({ number: '1234567890', holder: 'UY BAN XA', mine: false });
		expect(readVietQr(shown.asked!.code)).toMatchObject({ account: '1234567890', amount: 1 });
		expect((await waitingOf(s.as(s.thach, 4), [accountToAgree])).get(accountToAgree)).toBe(1);
		expect((await waitingOf(s.as(khoi(s), 4), [accountToAgree])).get(accountToAgree)).toBe(0);
		await decideOnAccount(s.as(s.thach, 5), { account: id, agreed: true });
		expect(await account(s)).toBe('1234567890');
		expect(await refusalOf(decideOnAccount(s.as(s.thach, 6), { account: id, agreed: false }))).toBe('account-settled');
	})
);

test(
	'whoever asked may let it fall, and below the program the rows ask for two',
	scene(async (s) => {
		const was = await account(s);
		const id = await ask(s, 0);
		await decideOnAccount(s.as(khoi(s), 1), { account: id, agreed: false });
		expect(await account(s)).toBe(was);
		const again = await ask(s, 2);
		await expect(
			s.base.db`update centre_account set agreed = true, decided_by = asked_by, decided_at = now() where id = ${again}`
		).rejects.toThrow(/centre_account_by_two/);
	})
);

test(
	'what is no bank, account or holder is told',
	scene(async (s) => {
		for (const wrong of [{ bin: '000000' }, { number: '12' }, { holder: '?' }])
			await expect(askAccount(s.as(khoi(s)), { id: crypto.randomUUID(), ...other, ...wrong })).rejects.toThrow();
		const guide = askAccount(s.as(s.lua), { id: crypto.randomUUID(), ...other });
		expect(await refusalOf(guide)).toBe('not-allowed');
	})
);

test(
	'from the agreement on each bill leads to the new account; what still comes to the old one is counted by a person',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		await setFee(s.as(listener(['payments.set-fee'], sitting.case), 6), { case: sitting.case });
		const was = (await account(s))!;
		await decideOnAccount(s.as(s.thach, 7), { account: await ask(s, 6), agreed: true });
		const bill = () => ofCase(s.as(sitting.guide, 8), { case: sitting.case });
		expect(readVietQr((await bill()).payload!)).toMatchObject({ account: '1234567890', amount: 16_000 });
		const came = (id: string, to: string) =>
			hearBank(s.as(listener(['payments.hear-bank'], sitting.case), 9), {
				...{ id, amount: 16_000, account: to, purpose: 'TN', at: s.as(s.mai).now.toISOString() },
				...{ case: sitting.case, centre: 1 }
			});
		const count = (entry: string) => settle(s.as(s.mai, 10), { entry, how: 'counted', words: 'phiếu cũ' });
		expect(await came('FT-A', '999')).toEqual({ state: 'other-account' });
		expect(await refusalOf(count('FT-A'))).toBe('entry-not-ours');
		expect(await came('FT-B', was)).toEqual({ state: 'other-account' });
		await count('FT-B');
		expect((await bill()).balance).toMatchObject({ state: 'paid' });
	})
);
