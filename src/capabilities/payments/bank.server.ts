import { only } from '#platform/dispatch.server.ts';
import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { lookupHashes } from '#platform/keys.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { findCaseOfSlip } from '#capabilities/cases/find-slip.server.ts';
import { BankEntry } from './inputs.ts';
import { slipCodeIn } from './rules-ledger.ts';
import { findCentreOfAccount, findCentreOfCase } from './sql.server.ts';
import { hearBank } from './take-money.server.ts';

const RIGHTS = only(hearBank);

/** One line of the bank, from webhook or statement: finds its case by the slip code in its message, then hears it as that case. */
export async function fromBank(base: Omit<Context, 'actor' | 'request'>, raw: unknown): Promise<{ state: string }> {
	const entry = v.parse(BankEntry, raw);
	const code = slipCodeIn(entry.purpose);
	const { id, centre } = await inScope(base.db, system('payments.bank', RIGHTS), '', async (sql) => {
		const found = code === null ? null : await findCaseOfSlip(sql, lookupHashes(base.keys, 'slip', code));
		return {
			id: found,
			centre:
				found === null
					? await findCentreOfAccount(sql, entry.account.replace(/\s/g, ''))
					: await findCentreOfCase(sql, found)
		};
	});
	const actor = system('payments.bank', RIGHTS, id, centre === null ? [] : [centre]);
	return hearBank({ ...base, actor, request: requestFor(`bank:${entry.id}`, 0) }, { ...entry, case: id, centre });
}
