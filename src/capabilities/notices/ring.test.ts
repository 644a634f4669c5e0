import { expect, test } from 'vitest';
import { anyone } from '#kernel/actor.ts';
import { callAgain, callNext } from '#capabilities/counter/call.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { rightsOf } from '#program/roles.ts';
import { take } from '#tests/support/line.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { gateway, goLive, hearFacts, received, sayYesToWords } from '#tests/support/told.ts';
import { deskId } from '#seed/house.ts';
import { follow } from './follow.server.ts';
import { letGoNotices } from './let-go.server.ts';
import { forgetNotices } from './sql-choice.server.ts';
import { withdraw } from '#capabilities/privacy/consents.server.ts';
import type { Answer, Carrier, Handing } from './port.ts';
import { ringBrowsers } from './ring.server.ts';

const desk = deskId('desk-2');
const browser = (n: number) =>
	JSON.stringify({ endpoint: `https://fcm.googleapis.com/${n}`, keys: { p256dh: 'a', auth: 'b' } });
/** Whoever holds a ticket, or the slip of a file. */
const holder = (row: string, kind: 'public' | 'slip' = 'public') => ({
	...anyone(new Set(rightsOf[kind])),
	...{ kind, row, id: kind === 'slip' ? row : 'public' }
});
const asks = (s: Scene, actor: ReturnType<typeof holder> | ReturnType<typeof self>, n = 1, minutes = 1) =>
	follow(s.as(actor, minutes), { browser: browser(n), locale: 'vi' });

async function rungAt(s: Scene, minutes: number, carrier: Carrier): Promise<void> {
	const { now } = s.as(s.lua, minutes);
	await ringBrowsers([carrier]).run({ ...s.base, clock: () => now } as never);
}
const rings = (answer: (handing: Handing) => Answer = ({ id }) => ({ ref: id, parts: 1 })) =>
	gateway(answer, { channel: 'push', keepsIds: false });
const where = ({ to }: Handing) => Number((JSON.parse(to) as { endpoint: string }).endpoint.split('/').at(-1));

test(
	'whoever follows a number is rung when it is called and called again, once each, with no word of what it is about',
	scene(async (s) => {
		const { ticket } = await take(s, 0);
		const other = (await take(s, 0)).ticket;
		// The same browser that asks twice is rung once.
		for (const n of [1, 1]) await asks(s, holder(ticket), n);
		await asks(s, holder(other), 2);
		const { carrier, handed } = rings();
		await callNext(s.as(s.mai, 2), { desk });
		await hearFacts(s, 2);
		for (const minutes of [2, 3]) await rungAt(s, minutes, carrier);
		expect(handed.map(({ text }) => text)).toEqual(['Có tin mới từ Trung tâm.']);
		await callAgain(s.as(s.mai, 4), { ticket });
		await hearFacts(s, 4);
		await rungAt(s, 4, carrier);
		expect(handed.map(where)).toEqual([1, 1]);
		// Nobody else waits than the other: calling the next rings their browser.
		await callNext(s.as(s.mai, 6), { desk });
		await hearFacts(s, 6);
		await rungAt(s, 6, carrier);
		expect(handed.map(where)).toEqual([1, 1, 2]);
	})
);

test(
	'a number is followed until its day is over; nobody but its holder asks for it, and without a thing there is nothing to follow',
	scene(async (s) => {
		const { ticket } = await take(s, 0);
		await asks(s, holder(ticket));
		expect(await refusalOf(asks(s, { ...holder(ticket), row: null } as never))).toBe('not-allowed');
		const seen = (actor: ReturnType<typeof holder>) => lookAs(s.as(actor, 2), ({ db }) => db`select from ring`);
		expect(await seen(holder(ticket))).toHaveLength(1);
		expect(await seen(holder(crypto.randomUUID()))).toHaveLength(0);
		expect(await lookAs(s.as(s.thach, 2), ({ db }) => db`select from ring`)).toHaveLength(0);
		const clear = (minutes: number) => letGoNotices.run({ ...s.base, clock: () => s.as(s.lua, minutes).now } as never);
		await clear(60);
		expect(await seen(holder(ticket))).toHaveLength(1);
		await clear(1440);
		expect(await seen(holder(ticket))).toHaveLength(0);
	})
);

test(
	'who holds the slip of a file and whose it is are rung of it; of a word to themself only who said yes; at night nobody',
	scene(async (s) => {
		await goLive(s);
		const file = await received(s);
		await asks(s, holder(file, 'slip'), 1, 20);
		await asks(s, self(s.som), 2, 20);
		const { carrier, handed } = rings();
		await hearFacts(s, 21);
		await rungAt(s, 21, carrier);
		expect(handed.map(where)).toEqual([1]);
		await sayYesToWords(s, s.som, 22);
		const night = 14 * 60;
		await hearFacts(s, night);
		await rungAt(s, night, carrier);
		expect(handed.map(where)).toEqual([1]);
		await rungAt(s, 24 * 60, carrier);
		expect(handed.map(where)).toEqual([1, 2]);
	})
);

test(
	'a browser that is gone is forgotten, one that cannot be reached is rung at most once, a seventh takes the place of the eldest',
	scene(async (s) => {
		const { ticket } = await take(s, 0);
		for (let n = 1; n <= 7; n++) await asks(s, holder(ticket), n, n / 10);
		const { carrier, handed } = rings((handing) => {
			if (where(handing) === 3) throw new Error('down');
			return where(handing) === 2 ? { refused: 'gone', forgets: true } : { ref: handing.id, parts: 1 };
		});
		await callNext(s.as(s.mai, 2), { desk });
		await hearFacts(s, 2);
		for (const minutes of [2, 3]) await rungAt(s, minutes, carrier);
		expect(handed.map(where).toSorted()).toEqual([2, 3, 4, 5, 6, 7]);
		await callAgain(s.as(s.mai, 4), { ticket });
		await hearFacts(s, 4);
		await rungAt(s, 4, carrier);
		expect(handed.slice(6).map(where).toSorted()).toEqual([3, 4, 5, 6, 7]);
	})
);

test(
	'nobody follows what is no number of theirs; at an erasure no browser is rung of them or of their files any more',
	scene(async (s) => {
		const file = await received(s);
		for (const id of [file, s.som, crypto.randomUUID()])
			expect(await refusalOf(asks(s, holder(id)))).toBe('ticket-unknown');
		await asks(s, holder(file, 'slip'), 1, 20);
		await asks(s, self(s.som), 2, 20);
		await lookAs(s.as(s.mai, 21), ({ db }) => forgetNotices(db, s.som));
		const left = (actor: ReturnType<typeof holder> | ReturnType<typeof self>) =>
			lookAs(s.as(actor, 22), ({ db }) => db`select from ring`);
		expect([(await left(holder(file, 'slip'))).length, (await left(self(s.som))).length]).toEqual([0, 0]);
	})
);

test(
	'a yes that is taken back in the evening rings nobody in the morning',
	scene(async (s) => {
		await sayYesToWords(s);
		await asks(s, self(s.som), 2, 1);
		await received(s);
		await hearFacts(s, 21);
		await withdraw(s.as(self(s.som), 22), { id: crypto.randomUUID(), purpose: 'notices' });
		const { carrier, handed } = rings();
		await rungAt(s, 23, carrier);
		expect(handed).toEqual([]);
	})
);
