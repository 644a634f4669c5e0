import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchTransfer, purposeOf, slipCodeIn, balanceOf } from './rules-ledger.ts';

test.each([
	[null, [], 'unknown', 0],
	[[], [], 'nothing-due', 0],
	[[{ amount: 16000 }], [], 'due', 16000],
	[[{ amount: 16000 }], [{ amount: 6000 }], 'due', 10000],
	[[{ amount: 16000 }], [{ amount: 16000 }], 'paid', 0],
	[[{ amount: 16000 }], [{ amount: 32000 }], 'over', 0],
	[[{ amount: 16000 }], [{ amount: 32000 }, { amount: -16000 }], 'paid', 0]
] as const)('lines %j, payments %j: %s, %i left', (lines, payments, state, left) => {
	expect(balanceOf(lines, payments)).toMatchObject({ state, left });
});

test('an unknown fee is never nought, whatever was paid', () => {
	fc.assert(
		fc.property(
			fc.array(fc.record({ amount: fc.integer() })),
			(payments) => balanceOf(null, payments).state === 'unknown'
		)
	);
});

const came = (amount: number) => ({ amount, account: '10203040', currency: 'VND', type: 'credit' as const });

test('a second transfer, another amount and an unknown case each wait for a person', () => {
	const due = balanceOf([{ amount: 16000 }], []);
	expect([
		matchTransfer(came(16000), due, '1020 3040'),
		matchTransfer(came(15000), due, '10203040'),
		matchTransfer(came(17000), due, '10203040'),
		matchTransfer(came(16000), balanceOf([{ amount: 16000 }], [{ amount: 16000 }]), '10203040'),
		matchTransfer(came(16000), null, null)
	]).toEqual(['matched', 'matched', 'wrong-amount', 'twice', 'unknown']);
});

test('money to another account, in another currency, or that went out pays nothing', () => {
	const due = balanceOf([{ amount: 16000 }], []);
	expect([
		matchTransfer({ ...came(16000), account: '99999999' }, due, '10203040'),
		matchTransfer(came(16000), due, null),
		matchTransfer({ ...came(16000), currency: 'USD' }, due, '10203040'),
		matchTransfer({ ...came(16000), type: 'debit' }, due, '10203040')
	]).toEqual(['other-account', 'other-account', 'other-currency', 'outgoing']);
});

test('the slip code is found in whatever a bank makes of the message', () => {
	fc.assert(
		fc.property(
			fc.stringMatching(/^\d{12}$/),
			fc.constantFrom('', 'CT DEN:123456 ', 'MBVCB.987. '),
			fc.constantFrom('', ' FT26195', '.GD 5'),
			(code, before, after) =>
				slipCodeIn(`${before}${purposeOf(code)}${after && ` ${after}`}`) === code &&
				slipCodeIn(`${before}TN${code} ${after}`) === code
		)
	);
	expect(slipCodeIn('chuyen tien')).toBeNull();
	expect(slipCodeIn('TN 4071 5528 90')).toBeNull();
});
