import { accountToAgree, centreAccount } from '#capabilities/payments/centre-account.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = {
	words: m['places.centre-page'],
	heading: 'rule',
	opens: centreAccount,
	waits: { of: [accountToAgree], words: m['payments.account-waiting'] }
} satisfies NavPage;
