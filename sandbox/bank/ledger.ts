import { randomBytes } from 'node:crypto';
import { dayOf, now } from '../clock.ts';
import type { Outbox, WithOutbox } from '../outbox.ts';
import type { Store } from '../store.ts';
import type { Request } from './vietqr.ts';

export type Transaction = { id: string; bin: string; account: string; amount: number; purpose: string; at: string };
type Later = { request: Request; dueAt: number };
export type Bank = WithOutbox & { mode: string; transactions: Transaction[]; later: Later[] };

export const emptyBank: Bank = { mode: 'right', transactions: [], later: [], outbox: [] };

export const modes: Record<string, string> = {
	right: 'Trả đúng',
	twice: 'Trả hai lần',
	late: 'Tiền về chậm (30 giây)',
	wrong: 'Trả thiếu 1.000 đồng'
};

const lateBy = 30_000;

/** Short of the asked sum; where that would leave nothing, over it. */
const mistaken = (amount: number): number => (amount > 1000 ? amount - 1000 : amount + 1000);

/** Transactions on the account, each told to the program by a signed message in the same write. */
export function openLedger({ state, save }: Store<Bank>, outbox: Outbox) {
	function book(request: Request): Transaction {
		const transaction = { id: `MP${randomBytes(6).toString('hex').toUpperCase()}`, ...request, at: now() };
		state.transactions.push(transaction);
		outbox.put({ type: 'credit', ...transaction });
		return transaction;
	}

	const paying: Record<string, (request: Request) => Transaction[]> = {
		right: (request) => [book(request)],
		twice: (request) => [book(request), book(request)],
		wrong: (request) => [book({ ...request, amount: mistaken(request.amount) })],
		late: (request) => {
			state.later.push({ request, dueAt: Date.now() + lateBy });
			return [];
		}
	};

	// Kept in the state, so that a late payment comes even when the stand-in is restarted meanwhile.
	setInterval(() => {
		const due = state.later.filter(({ dueAt }) => dueAt <= Date.now());
		if (due.length === 0) return;
		state.later = state.later.filter((one) => !due.includes(one));
		for (const { request } of due) book(request);
		save();
	}, 500);

	return {
		/** @returns what was booked at once; nothing when the money comes later */
		pay(request: Request): Transaction[] {
			const booked = paying[state.mode]?.(request) ?? [];
			save();
			return booked;
		},
		statement: (day: string): Transaction[] => state.transactions.filter(({ at }) => dayOf(at) === day)
	};
}

export type Ledger = ReturnType<typeof openLedger>;
