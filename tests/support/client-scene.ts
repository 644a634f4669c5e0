import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import * as v from 'valibot';
import { joined, newId, toBase64url, utf8 } from '#capabilities/field/bytes.ts';
import { said, say } from '#capabilities/field/outbox.browser.ts';
import { Pull, Push } from '#capabilities/field/protocol.ts';
import type { Outcome, PullAnswer, PushAnswer, Signed } from '#capabilities/field/protocol.ts';
import { openPhone } from '#capabilities/field/store.browser.ts';
import type { Device, Phone } from '#capabilities/field/store.browser.ts';
import { sync } from '#capabilities/field/sync.browser.ts';
import { bind, makePhone, setPin } from '#capabilities/field/vault.browser.ts';

// What the tests of a phone begin with: a phone without a page, and a server of a few lines. Nothing of the product uses it.

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const NAME = 'Sương Thị Sen';
export const [user, area, home, other, person, child] = Array.from({ length: 6 }, () => newId(1)) as [
	...[string, string, string, string, string, string]
];

export const server = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
const sealTo = { id: 'k1', key: toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', server.publicKey))) };

export const start = Date.parse('2026-07-14T02:00:00Z');
export const deviceOf = (): Device & { now: number } => {
	const hand = { now: start };
	return Object.assign(hand, {
		...{ name: 'field', indexedDB: new IDBFactory(), appVersion: '1' },
		clock: () => hand.now,
		stretch: async (pin: string, salt: Uint8Array) =>
			new Uint8Array(await crypto.subtle.digest('SHA-256', joined(utf8(pin), salt)))
	});
};

export const share = toBase64url(utf8('the half of the server, 32 bytes'));
const told = { serverTime: start, mark: 'm', serverEpoch: 1, wipe: false };
const pulled = (more: Partial<PullAnswer> = {}): PullAnswer => ({
	...told,
	...{ areas: [{ id: area, name: 'Bản Phố', epoch: 3 }], cursor: 0, changes: [], leave: [], more: false },
	...{ texts: [], greetings: [], lent: {}, buckets: null, share, shareUntil: start + 72 * HOUR, sealTo },
	...more
});
export const applied = (id: string, more: Partial<Outcome> = {}): Outcome => ({
	...{ id, result: 'applied', final: true, code: null, answer: null },
	...more
});

/** A server of a few lines: what each request brought, and what it is answered. */
export const wireOf = (
	onPush: (push: Push) => Partial<PushAnswer> = ({ parcels }) => ({ outcomes: parcels.map(({ id }) => applied(id)) }),
	onPull: (pull: Pull) => Partial<PullAnswer> = () => ({})
) => {
	const pushes: Push[] = [];
	const pulls: Pull[] = [];
	const push = async ({ body }: Signed): Promise<PushAnswer> => {
		pushes.push(v.parse(Push, JSON.parse(body)));
		return { ...told, outcomes: [], ...onPush(pushes.at(-1)!) };
	};
	const pull = async ({ body }: Signed): Promise<PullAnswer> => {
		pulls.push(v.parse(Pull, JSON.parse(body)));
		return pulled(onPull(pulls.at(-1)!));
	};
	return { push, pull, pushes, pulls };
};

/** A phone that was paired, has heard of its area, and is open under a PIN. */
export async function paired(device: Device = deviceOf()) {
	const phone = await openPhone(device);
	const { publicKey } = await makePhone(phone);
	await bind(phone, { user });
	await sync(phone, wireOf(), null);
	return { phone, publicKey, unlocked: await setPin(phone, '270514') };
}

export const word = (more: Partial<Parameters<typeof say>[1]> = {}) => ({
	command: 'assistance.record-visit',
	input: { note: `Gặp bà ${NAME}` },
	about: { household: home, people: [person], session: null },
	...more
});
export const seqs = async (phone: Phone) => (await said(phone)).lines.map(({ seq }) => seq);
