import { createHmac, randomUUID } from 'node:crypto';
import type { Store } from './store.ts';

/** A message to the program that must arrive: kept in the stand-in's state, so that a restart of either side loses none. */
export type Parcel = {
	id: string;
	body: string;
	dueAt: number;
	tries: number;
	state: 'waiting' | 'delivered' | 'given-up';
	lastAnswer: string | null;
};
export type WithOutbox = { outbox: Parcel[] };

const retries = 5;
const firstPause = 1000;
const kept = 200;

/** Hex HMAC-SHA256 over `timestamp.body`; the timestamp (seconds) is signed too, so that an old message cannot be sent again. */
const sign = (secret: string, timestamp: string, body: string): string =>
	createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');

type Went = { delivered: boolean; told: string };

/** One call to the program: whether it took it, and in what words it answered. */
export async function call(url: string, request: RequestInit): Promise<Went> {
	try {
		const answer = await fetch(url, { ...request, redirect: 'error', signal: AbortSignal.timeout(10_000) });
		const said = (await answer.text()).slice(0, 200);
		return { delivered: answer.ok, told: `${answer.status} ${said}`.trim() };
	} catch (fault) {
		return { delivered: false, told: fault instanceof Error ? `${fault.cause ?? fault.message}` : 'fault' };
	}
}

/** Posts what a parcel holds, signed. */
export const signedTo =
	(url: string, secret: string) =>
	async (body: string): Promise<Went> => {
		const timestamp = `${Math.floor(Date.now() / 1000)}`;
		const headers = {
			'content-type': 'application/json',
			'x-timestamp': timestamp,
			'x-signature': sign(secret, timestamp, body)
		};
		return call(url, { method: 'POST', headers, body });
	};

async function deliver(parcel: Parcel, send: (body: string) => Promise<Went>): Promise<void> {
	const { delivered, told } = await send(parcel.body);
	parcel.tries += 1;
	parcel.lastAnswer = told;
	if (delivered) parcel.state = 'delivered';
	else if (parcel.tries > retries) parcel.state = 'given-up';
	else parcel.dueAt = Date.now() + firstPause * 2 ** (parcel.tries - 1);
}

/**
 * Sends parcels in the order they fall due, one at a time. One that fails is tried five times more, after 1, 2, 4, 8 and
 * 16 s, then given up into the list that the page shows with a button.
 */
export function openOutbox<State extends WithOutbox>(
	{ state, save }: Store<State>,
	send: (body: string) => Promise<Went>
) {
	let busy = false;
	async function round(): Promise<void> {
		if (busy) return;
		busy = true;
		const due = state.outbox.filter(({ state, dueAt }) => state === 'waiting' && dueAt <= Date.now());
		for (const parcel of due) {
			await deliver(parcel, send);
			save();
		}
		busy = false;
	}
	setInterval(() => void round(), 250);

	return {
		/** The caller saves: the parcel and what it tells of belong in one write. */
		put(message: unknown, dueAt = Date.now()): void {
			const body = JSON.stringify(message);
			state.outbox.push({ id: randomUUID(), body, dueAt, tries: 0, state: 'waiting', lastAnswer: null });
			const done = state.outbox.findIndex((parcel) => parcel.state === 'delivered');
			if (state.outbox.length > kept && done >= 0) state.outbox.splice(done, 1);
		},
		sendAgain(): void {
			const givenUp = state.outbox.filter((parcel) => parcel.state === 'given-up');
			for (const parcel of givenUp) Object.assign(parcel, { state: 'waiting', tries: 0, dueAt: Date.now() });
			save();
		},
		count: (kind: Parcel['state']): number => state.outbox.filter((parcel) => parcel.state === kind).length
	};
}

export type Outbox = ReturnType<typeof openOutbox>;
