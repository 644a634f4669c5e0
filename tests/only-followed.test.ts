import { afterAll, beforeAll, expect, test } from 'vitest';
import { callNext } from '#capabilities/counter/call.server.ts';
import { follow } from '#capabilities/notices/follow.server.ts';
import { noticesListens } from '#capabilities/notices/listens.server.ts';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import { register } from '#platform/listen.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { rightsOf } from '#program/roles.ts';
import { rooms } from '#program/rooms.ts';
import { commitHouse, takeNumber, type House } from './support/committed.ts';

// What only rings is brought to whoever follows it, and to nobody else.

let house: House;

beforeAll(async () => {
	house = await commitHouse();
	register(noticesListens(rooms.flatMap(({ tells }) => tells)));
});
afterAll(async () => {
	register([]);
	await house.db.end();
});

const take = async (): Promise<string> => (await takeNumber(house)).ticket;
const holds = (ticket: string): Actor => ({ ...anyone(new Set(rightsOf.public)), kind: 'public', row: ticket });
const browser = JSON.stringify({ endpoint: 'https://fcm.googleapis.com/1', keys: { p256dh: 'a', auth: 'b' } });
const call = () => callNext(house.as(house.officer), { desk: house.desks[0]! });

/** Who is to hear of a call of this number. */
const brought = (ticket: string): Promise<string[]> =>
	inScope(house.db, system('journal-seal', new Set()), '', async (sql) =>
		(
			await sql<{ listener: string }[]>`
				select d.listener from delivery d join journal j on j.id = d.journal_id where j.about = ${ticket} and j.command = 'counter.call-next'`
		).map(({ listener }) => listener)
	);

test('a call of a number that no browser follows is brought to nobody, one that a browser follows to whoever rings it', async () => {
	const [first, second] = [await take(), await take()];
	await follow(house.as(holds(second)), { browser, locale: 'vi' });
	expect((await call()).ticket).toBe(first);
	expect(await brought(first)).toEqual([]);
	expect((await call()).ticket).toBe(second);
	expect(await brought(second)).toEqual(['notices.counter-call-next']);
});

test('whoever begins to follow a number at the moment of its call is rung: who calls it waits until they follow', async () => {
	const ticket = await take();
	let calling: ReturnType<typeof call> | undefined;
	await house.db.begin(async (sql) => {
		await follow({ ...house.as(holds(ticket)), db: sql }, { browser, locale: 'vi' });
		calling = call();
		await new Promise((resolve) => setTimeout(resolve, 300));
	});
	expect((await calling)?.ticket).toBe(ticket);
	expect(await brought(ticket)).toEqual(['notices.counter-call-next']);
});
