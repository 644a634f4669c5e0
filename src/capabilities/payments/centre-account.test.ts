import { expect, test } from 'vitest';
import { waitingOf } from '#platform/asks.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { staffId } from '#seed/house.ts';
import { accountToAgree, askAccount, centreAccount, decideOnAccount } from './centre-account.server.ts';
import { readVietQr } from './rules-vietqr.ts';

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
