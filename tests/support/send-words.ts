import { smsByHttp } from '#adapters/sms-http.server.ts';
import { smsBySmpp } from '#adapters/sms-smpp.server.ts';
import { zaloByTemplate, type ZaloAccount } from '#adapters/zalo.server.ts';
import type { Carrier } from '#capabilities/notices/port.ts';
import { sendNotices } from '#capabilities/notices/send.server.ts';
import { tokenKeeper } from '#capabilities/notices/tokens.server.ts';
import { connect } from '#platform/db.server.ts';
import { readKeys } from '#platform/keys.server.ts';
import { listenOnLines } from '#program/lines.server.ts';

// The worker's turn of sending words, in a process of its own that a test kills. It can be told to kill itself at its nth step: before
// and after each commit, before it asks the gateway, while it asks, and when it has the answer.

/** Which gateway; the clock that it goes by; and at which of its steps it dies, if at any. */
export type Turn = { at: string; dieAt: number | null };
type Sms = Parameters<typeof smsByHttp>[0];
export type Ways = { keysFile: string; patience: number } & (
	| { way: 'sms'; sms: Sms }
	| { way: 'sms-2'; smpp: Parameters<typeof smsBySmpp>[0] }
	/** Zalo, whose tokens begin with this setting, and texts for whom it does not reach. */
	| { way: 'zalo'; zalo: ZaloAccount; first: string; sms: Sms }
);

const ways = JSON.parse(process.env['WAYS']!) as Ways;
const none = () => Promise.reject(new Error('no files here'));
const pool = connect(process.env['TEST_DATABASE_URL']!, { max: 9 });
const base = { db: pool, keys: readKeys(ways.keysFile), store: { put: none, get: none, remove: none } };

let left = Infinity;
const step = (): void => {
	left -= 1;
	if (left === 0) process.kill(process.pid, 'SIGKILL');
};

/** The pool whose every transaction is a step before it is committed and one after. */
const db = new Proxy(pool, {
	apply: (of, self, given: [readonly string[]]) => {
		const made = Reflect.apply(of, self, given) as Promise<unknown>;
		if (given[0][0] === 'commit') {
			step();
			void made.then(step);
		}
		return made;
	}
});

/** Where a pair of tokens is kept: that the gateway has given it is a step. */
function steppedKeeper(first: string): ReturnType<typeof tokenKeeper> {
	const { read, keep } = tokenKeeper({ db, keys: base.keys }, first);
	return {
		read,
		keep: (pair) => {
			step();
			return keep(pair);
		}
	};
}

function carriersOf(): Carrier[] {
	if (ways.way === 'sms') return [smsByHttp(ways.sms, ways.patience)];
	if (ways.way === 'sms-2') return [smsBySmpp(ways.smpp, ways.patience)];
	const zalo = zaloByTemplate(ways.zalo, steppedKeeper(ways.first), ways.patience);
	return [zalo, smsByHttp(ways.sms, ways.patience)];
}

const UNDER_WAY_MS = 25;
const stepped = (plain: Carrier): Carrier => ({
	...plain,
	hand: async (handing) => {
		step();
		const asked = plain.hand(handing);
		asked.catch(() => undefined);
		if (left < Infinity) await new Promise((soon) => setTimeout(soon, UNDER_WAY_MS));
		step();
		const answer = await asked;
		step();
		return answer;
	}
});
const plain = carriersOf();

await pool`select 1`;
listenOnLines(base, plain);
process.on('disconnect', () => process.exit(0));
process.on('message', ({ at, dieAt }: Turn) => {
	const begun = performance.now();
	const clock = () => new Date(Date.parse(at) + performance.now() - begun);
	left = dieAt ?? Infinity;
	void sendNotices(plain.map(stepped))
		.run({ ...base, db, clock })
		.then(() => process.send!('done'));
});
process.send!('ready');
