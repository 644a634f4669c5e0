import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id, Nothing } from '#kernel/shapes.ts';
import type { Ask } from '#platform/asks.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { banks } from './banks.ts';
import { AskedAccount } from './answers.ts';
import { AskAccount } from './inputs.ts';
import { vietQr } from './rules-vietqr.ts';
import {
	countAskedAccounts,
	decideAccount,
	findAskedAccount,
	insertAskedAccount,
	type AskedRow
} from './sql-account.server.ts';

/** A transfer of one đồng to an account: whoever scans it sees in their own bank whose it is. */
const tryIt = (bin: string, account: string): string => vietQr({ bin, account, amount: 1, purpose: 'THU' });

const shown = ({ askedBy, ...asked }: AskedRow, me: string | null): AskedAccount => ({
	...asked,
	...{ mine: askedBy === me, code: tryIt(asked.bin, asked.number) }
});

/** Where money goes today, and what somebody asked for; each with a code of one đồng to try. */
export const centreAccount = query(
	{
		name: 'payments.centre-account',
		group: 'second-eyes',
		input: Nothing,
		answer: v.object({ now: v.nullable(AskedAccount), asked: v.nullable(AskedAccount) }),
		look: 'holds no name'
	},
	async ({ db, actor }) => {
		const centre = await getCentre(db, centreOf(actor));
		const { bankBin: bin, bankName: bank, bankAccount: number, bankAccountName: holder } = centre;
		const now = bin && bank && number && holder ? { bin, bank, number, holder } : null;
		const asked = await findAskedAccount(db, centre.id);
		return {
			now: now && { ...now, id: null, byName: null, mine: false, code: tryIt(now.bin, now.number) },
			asked: asked ? shown(asked, actor.id) : null
		};
	}
);

/** Asks for another account; nothing changes before somebody else agrees. Refuses while one waits (`account-asked`). */
export const askAccount = command(
	{ name: 'payments.ask-account', group: 'run-house', input: AskAccount, answer: v.object({ id: v.string() }) },
	async ({ db, actor, now }, { id: which, bin, number, holder }) => {
		const centre = centreOf(actor);
		if (await findAskedAccount(db, centre)) throw new Refusal('account-asked');
		await insertAskedAccount(db, { id: which, centre, bin, bank: banks[bin]!, number, holder, by: actor.id!, at: now });
		return { answer: { id: which }, about: which, person: null, centre, detail: { bin, end: number.slice(-4) } };
	}
);

/**
 * Agrees to what somebody else asked for, and all that is paid from then on goes there; or lets it fall, which whoever asked may
 * too. Refuses whoever asked (`account-own`) and what is settled already (`account-settled`).
 */
export const decideOnAccount = command(
	{
		name: 'payments.decide-account',
		group: 'second-eyes',
		input: v.object({ account: id, agreed: v.boolean() }),
		answer: v.object({ agreed: v.boolean() })
	},
	async ({ db, actor, now }, { account, agreed }) => {
		const asked = await findAskedAccount(db, centreOf(actor));
		if (asked?.id !== account) throw new Refusal('account-settled');
		if (agreed && asked.askedBy === actor.id) throw new Refusal('account-own');
		await decideAccount(db, account, { agreed, by: actor.id!, at: now });
		return { answer: { agreed }, about: account, person: null, detail: { agreed, end: asked.number.slice(-4) } };
	}
);

/** An account that waits for somebody who did not ask for it. */
export const accountToAgree: Ask = { opens: decideOnAccount, count: (sql) => countAskedAccounts(sql) };
