import * as v from 'valibot';
import type { Contact, PullAnswer, PushAnswer, Signed } from './protocol.ts';
import { signBody } from './parcel.browser.ts';
import type { State, Told } from './state.browser.ts';
import type { Phone, StoreRefusal, Unlocked } from './store.browser.ts';

/** The way to the server. */
export type Wire = {
	push: (signed: Signed) => Promise<PushAnswer>;
	pull: (signed: Signed) => Promise<PullAnswer>;
};

/** Nothing came back that could be used. `offline` is a time-out too; then it may have arrived. */
export class WireFault extends Error {
	readonly code: 'offline' | 'too-large' | 'refused';

	constructor(code: WireFault['code']) {
		super(code);
		this.code = code;
	}
}

/** What came of a sync. `fault`: why it ended early; what it did until then stands. */
export type Summary = {
	/** Operations that the server answered for. */
	pushed: number;
	/** Of these, the ones that it has for good. */
	acknowledged: number;
	/** Changes that were taken over. */
	pulled: number;
	/** The server came back from a backup, and hears again what it lost. */
	restored: boolean;
	wiped: boolean;
	waiting: number;
	box: number;
	fault: WireFault['code'] | StoreRefusal['code'] | null;
};

/** One sync on its way. */
export type Run = {
	phone: Phone;
	wire: Wire;
	unlocked: Unlocked | null;
	signing: CryptoKey;
	/** After each page of what came. */
	onPage?: () => Promise<void>;
	/** The last number that this sync has sent: nothing is sent twice in one. */
	after: number;
	/** How many go in one push. */
	size: number;
	/** Pushes in a row that found no server. */
	offline: number;
	/** The phone was parted. */
	wipe: boolean;
	summary: Summary;
};

type ToldHere = { serverTime: number; mark: string; serverEpoch: number; wipe: boolean };

export const contactOf = (phone: Phone, state: State, waiting: number): Contact => ({
	phone: state.phone ?? '',
	mark: state.told?.mark ?? null,
	clientTime: phone.device.clock(),
	waiting
});

/** Signs a body, sends it, and reads the answer and what it tells of the server. An answer of another shape is no answer. */
export async function exchange<T extends ToldHere>(
	{ phone, signing }: Run,
	send: (signed: Signed) => Promise<unknown>,
	shape: v.GenericSchema<unknown, T>,
	body: string
): Promise<{ answer: T; told: Told }> {
	const signed = await signBody(signing, body);
	const sentAt = phone.device.clock();
	const read = v.safeParse(shape, await send(signed));
	if (!read.success) throw new WireFault('refused');
	const { mark, serverEpoch, serverTime } = read.output;
	// The server looked at its clock about half way.
	const skewMs = Math.round((sentAt + phone.device.clock()) / 2 - serverTime);
	return { answer: read.output, told: { mark, serverEpoch, serverTime, skewMs } };
}
