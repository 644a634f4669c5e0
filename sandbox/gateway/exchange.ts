import { randomBytes } from 'node:crypto';
import { dayOf, now } from '../clock.ts';
import { call, openOutbox, type WithOutbox } from '../outbox.ts';
import { openStore, type Store } from '../store.ts';

export type Line = 'sms' | 'sms-2' | 'zalo';

/** One message that was handed over, and how far it is. */
export type Taken = {
	id: string;
	line: Line;
	/** The name that whoever handed it over gave it: once a day. */
	requestId: string | null;
	to: string;
	from: string;
	text: string;
	parts: number;
	at: string;
	state: 'under-way' | 'arrived' | 'failed';
	arrivedAt: string | null;
	/** Where its receipts go to, in whatever form its line has for that. */
	tell: string;
};

type Step = { taken: string; does: 'arrive' | 'fail' | 'say-arrived' | 'say-failed'; at: number };
type State = WithOutbox & { lines: Record<Line, { mode: string }>; taken: Taken[]; steps: Step[] };
/** How a line says what became of a message: what to send, or nothing when it cannot be said now. */
export type Teller = (taken: Taken, said: 'arrived' | 'failed') => void;

/** How a line behaves. */
export const modes: Record<string, string> = {
	normal: 'Bình thường (2 giây)',
	down: 'Mất kết nối',
	silent: 'Nhận rồi im lặng',
	mute: 'Không báo kết quả',
	twice: 'Báo hai lần',
	late: 'Báo muộn (30 giây)',
	backwards: 'Báo đến rồi lại báo hỏng',
	full: 'Máy người nhận đầy',
	broke: 'Hết tiền trong tài khoản'
};

const arrives = { does: 'arrive', after: 2000 } as const;
const tells = { does: 'say-arrived', after: 2100 } as const;
type Plan = readonly { does: Step['does']; after: number }[];

/** What happens to a message from when it was taken on, in each mode that takes messages. */
const plans: Record<string, Plan> = {
	normal: [arrives, tells],
	silent: [arrives, tells],
	mute: [arrives],
	expired: [arrives, tells],
	twice: [arrives, tells, { ...tells, after: 2300 }],
	late: [arrives, { ...tells, after: 30_000 }],
	backwards: [arrives, tells, { does: 'say-failed', after: 3500 }],
	full: [
		{ does: 'fail', after: 2000 },
		{ does: 'say-failed', after: 2100 }
	]
};

const kept = 1000;

/** `+84…`, `84…` and `0…` are one telephone. */
export const localNumber = (text: string): string => text.trim().replace(/^(\+84|84)(?=\d{9}$)/, '0');

/** What was handed over on every line, and everybody's telephones: one memory, so that a restart loses none. */
export function openExchange(folder: string) {
	const empty: State = {
		lines: { sms: { mode: 'normal' }, 'sms-2': { mode: 'normal' }, zalo: { mode: 'normal' } },
		taken: [],
		steps: [],
		outbox: []
	};
	const store = openStore(folder, 'gateway.json', empty);
	const { state, save } = store;
	// A line that an older file does not know begins as the empty one has it.
	state.lines = { ...empty.lines, ...state.lines };
	const outbox = openOutbox(store, (body) => {
		const { url, ...request } = JSON.parse(body) as { url: string } & RequestInit;
		return call(url, request);
	});
	const tellers = new Map<Line, Teller>();
	setInterval(() => goOn(store, tellers), 100);

	return {
		...{ state, store, outbox },
		onTelling: (line: Line, teller: Teller): void => void tellers.set(line, teller),
		/** Whether this name was given to a message today: so long does such a gateway remember it. */
		wasTaken: (line: Line, requestId: string): boolean =>
			state.taken.some(
				(one) => one.line === line && one.requestId === requestId && dayOf(one.at) === dayOf(new Date())
			),
		/** Kept before it is answered. */
		take(given: Given): Taken {
			const taken = begin(state, given);
			save();
			return taken;
		},
		/** What lies in one telephone, oldest first. */
		inPhone: (number: string): Taken[] =>
			state.taken.filter(({ to, state: how }) => how === 'arrived' && localNumber(to) === number)
	};
}

export type Exchange = ReturnType<typeof openExchange>;

type Given = Pick<Taken, 'line' | 'requestId' | 'to' | 'from' | 'text' | 'parts' | 'tell'>;

function begin(state: State, given: Given): Taken {
	const id = randomBytes(16).toString('hex');
	const taken: Taken = { ...given, id, at: now(), state: 'under-way', arrivedAt: null };
	state.taken.push(taken);
	if (state.taken.length > kept) state.taken.shift();
	for (const { does, after } of plans[state.lines[given.line].mode] ?? [])
		state.steps.push({ taken: id, does, at: Date.now() + after });
	return taken;
}

function step(state: State, { taken: id, does }: Step, tellers: Map<Line, Teller>): void {
	const taken = state.taken.find((one) => one.id === id);
	if (!taken) return;
	if (does === 'arrive') Object.assign(taken, { state: 'arrived', arrivedAt: now() });
	else if (does === 'fail') taken.state = 'failed';
	else tellers.get(taken.line)?.(taken, does === 'say-arrived' ? 'arrived' : 'failed');
}

/** Whatever is due, in its order. */
function goOn({ state, save }: Store<State>, tellers: Map<Line, Teller>): void {
	const due = state.steps.filter(({ at }) => at <= Date.now());
	if (due.length === 0) return;
	state.steps = state.steps.filter((one) => !due.includes(one));
	for (const one of due.toSorted((a, b) => a.at - b.at)) step(state, one, tellers);
	save();
}
