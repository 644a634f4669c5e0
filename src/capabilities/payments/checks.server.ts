import type { Check } from '#platform/checks.server.ts';
import { reach } from '#platform/reach.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { findAskedAccount } from './sql-account.server.ts';

const account: Check = {
	name: 'payments.account',
	of: 'centre',
	reads: async (sql, { centre }) => {
		const { bankName, bankAccount } = await getCentre(sql, centre);
		if (bankAccount) return { state: 'well', about: { bank: bankName ?? '', end: bankAccount.slice(-4) } };
		return (await findAskedAccount(sql, centre)) ? { state: 'lacking', why: 'asked' } : { state: 'lacking' };
	}
};

/** What the bank says of money that came; without it whoever holds the purse settles by hand. */
const bank: Check = {
	name: 'payments.bank',
	of: 'outside',
	feels: async ({ settings }) => {
		if (!settings.BANK_WEBHOOK_SECRET) return { state: 'off' };
		return { state: (await reach(settings.BANK_URL)) === 'silent' ? 'ill' : 'well' };
	}
};

export const paymentsChecks: readonly Check[] = [account, bank];
