import type { Ask } from '#platform/asks.server.ts';
import { agreeChange } from './account-changes.server.ts';
import { countMyAgreements } from './sql-accounts.server.ts';

/** What others asked for and this person, who is no part of it, can agree to. */
export const changesToAgree: Ask = {
	opens: agreeChange,
	count: (sql, { now }) => countMyAgreements(sql, now)
};
