import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { countedHouse, type Counted } from '../support/counted-house.ts';
import { callOf, cookiesOf, doors, type Door } from '../support/doors.ts';
import type { Demo } from '../support/house.ts';
import { askHouse, origin, signIn } from './walk.ts';

// What each watched door costs on the wire to the database, by a second program beside the house, whose way there is counted.

let counted: Counted;
let carried: Record<string, string>;
let call: (door: Door) => Promise<void>;
beforeAll(async () => {
	counted = await countedHouse(inject('dataDir'));
	const demo = JSON.parse(readFileSync(join(inject('dataDir'), 'demo.json'), 'utf8')) as Demo;
	const [person] = await askHouse<{ id: string }>(
		`select id from person where plain_words(name) = 'suong thi som' and merged_into is null`
	);
	carried = await cookiesOf(origin, (page, login) => signIn(page, login, null));
	call = callOf(counted.origin, demo, carried, {
		person: person!.id
	});
}, 60_000);
afterAll(() => counted.stop());

/** Warm: each of its statements is known to the connections of the program. */
const WARM = 12;

test.each(doors)(
	'$name: at most $trips trips to the database, and $statements statements',
	{ timeout: 60_000 },
	async (door) => {
		for (let n = 0; n < WARM; n++) await call(door);
		// The parts of a page meet on one connection as they come, and others who use the house make it forget whom it remembers.
		const least = { trips: Infinity, statements: Infinity };
		for (let n = 0; n < 30 && (least.trips > door.trips || least.statements > door.statements); n++) {
			const cost = await counted.cost(() => call(door));
			least.trips = Math.min(least.trips, cost.trips);
			least.statements = Math.min(least.statements, cost.statements);
		}
		expect(least.trips).toBeLessThanOrEqual(door.trips);
		expect(least.statements).toBeLessThanOrEqual(door.statements);
		if (door.trips > 0) expect(least.statements).toBeGreaterThanOrEqual(least.trips);
	}
);

test('whoever signs out at one program is nobody at another that remembered them, by the next second', async () => {
	const today = (at: string) =>
		fetch(at + '/can-bo/hom-nay', { headers: { cookie: carried['thach']! }, redirect: 'manual' });
	for (let n = 0; n < WARM; n++) expect((await today(counted.origin)).status).toBe(200);
	// Remembered, as soon as nobody else makes it forget.
	let least = Infinity;
	for (let n = 0; n < 30 && least >= 6; n++)
		least = Math.min(least, (await counted.cost(() => today(counted.origin))).trips);
	expect(least).toBeLessThan(6);
	const out = await fetch(origin + '/can-bo/ra', {
		...{ method: 'POST', headers: { cookie: carried['thach']!, origin }, redirect: 'manual' as const },
		body: new URLSearchParams()
	});
	expect(out.status).toBe(303);
	await setTimeout(1000);
	expect((await today(counted.origin)).status).toBe(303);
	expect((await today(origin)).status).toBe(303);
});

test('a key that is taken away while what it brings is still on its way does nothing any more', async () => {
	const token = randomBytes(32).toString('base64url');
	const hash = createHash('sha256').update(token).digest('hex');
	await askHouse(
		`insert into api_key (token_hash, id, staff_id, role, place_id, name, made_at, expires_at)
			select decode('${hash}', 'hex'), gen_random_uuid(), id, 'guide', 1, 'máy chậm', now(), now() + interval '1 hour' from staff where login = 'lua'`
	);
	const body = JSON.stringify({ centre: 1 });
	const { hostname, port } = new URL(origin);
	const asked = request({
		...{ hostname, port, path: '/api/queries/places.centre', method: 'POST' },
		headers: {
			authorization: `Bearer ${token}`,
			...{ 'content-type': 'application/json', 'content-length': body.length }
		}
	});
	const answered = once(asked, 'response') as Promise<[IncomingMessage]>;
	asked.write(body.slice(0, 5));
	await setTimeout(300);
	await askHouse(`update api_key set revoked_at = now() where token_hash = decode('${hash}', 'hex')`);
	await setTimeout(1000);
	asked.end(body.slice(5));
	const [{ statusCode }] = await answered;
	expect(statusCode).toBe(401);
});
