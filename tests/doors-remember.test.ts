import { setTimeout } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyAtDoor, residentAtDoor, staffAtDoor } from '#capabilities/access/door.server.ts';
import { watchDatabase } from '#platform/away.server.ts';
import { connect, type Pool } from '#platform/db.server.ts';
import { tokenHash } from '#platform/keys.server.ts';
import { memoryOf } from '#platform/memory.server.ts';
import { rightsOf, rightsOfKey } from '#program/roles.ts';
import { commitHouse, type House } from './support/committed.ts';

// Who comes to a door is remembered for seconds, and not a second longer than it is true, whichever program changed it.

const url = process.env['TEST_DATABASE_URL']!;
let house: House;
/** Another program: it shares nothing with this one but the database. */
let elsewhere: Pool;
/** The same, as whoever may change every row. */
let owner: postgres.Sql;
const token = { staff: 'a'.repeat(43), key: 'b'.repeat(43), resident: 'c'.repeat(43) };
const [session, key, sitting, machine] = Array.from({ length: 4 }, () => crypto.randomUUID()) as [
	string,
	string,
	string,
	string
];
beforeAll(async () => {
	house = await commitHouse();
	elsewhere = connect(url, { max: 1 });
	owner = postgres(process.env['TEST_DATABASE_OWNER_URL']!, {
		...{ max: 1, onnotice: () => {} },
		connection: { search_path: `${process.env['PROVINCE']},public` }
	});
	const [guide, centre] = [house.guide.id, house.centre];
	await owner`update staff set must_change = false where id = ${guide}`;
	await owner`insert into staff_session (token_hash, id, staff_id, level, made_at, worked_at, expires_at)
		values (${tokenHash(token.staff)}, ${session}, ${guide}, 2, now(), now(), now() + interval '1 hour')`;
	await owner`insert into api_key (token_hash, id, staff_id, role, place_id, name, made_at, expires_at)
		values (${tokenHash(token.key)}, ${key}, ${guide}, 'guide', ${centre}, 'máy thử', now(), now() + interval '1 hour')`;
	await owner`insert into device (id, centre_id, kind, key_hash, name, paired_by, paired_at)
		values (${machine}, ${centre}, 'kiosk', ${tokenHash('d'.repeat(43))}, 'máy thử', ${guide}, now())`;
	await owner`insert into resident_session (token_hash, id, person_id, eid_level, made_at, expires_at)
		values (${tokenHash(token.resident)}, ${sitting}, ${house.person}, 2, now(), now() + interval '1 hour')`;
});
// What other files count is left as it was.
afterAll(async () => {
	await owner`delete from resident_session where id = ${sitting}`;
	await owner`delete from api_key where id = ${key}`;
	await owner`delete from staff_session where id = ${session}`;
	await Promise.all([house.db.end(), elsewhere.end(), owner.end()]);
});

/** A program that remembers, and how often it had to look. `deaf`: nothing of what the database says reaches it. */
function door() {
	let looks = 0;
	let isDeaf = false;
	const memory = memoryOf({
		listen: (name, hear, anew) => house.db.listen(name, (word) => (isDeaf ? undefined : hear(word)), anew)
	} as Pick<Pool, 'listen'>);
	const watch = watchDatabase(url, { everyMs: 50, ask: memory.beat });
	const seen = <T>(found: T): T => (looks++, found);
	const who = {
		staff: () =>
			memory.find('staff', new Date(), async () =>
				seen(await staffAtDoor(house.db, rightsOf, token.staff, new Date()))
			),
		key: () =>
			memory.find('key', new Date(), async () => seen(await keyAtDoor(house.db, rightsOfKey, token.key, new Date()))),
		resident: () =>
			memory.find('resident', new Date(), async () =>
				seen(await residentAtDoor(house.db, rightsOf, token.resident, new Date()))
			)
	};
	/** Until it is asked without a look. */
	const known = (kind: keyof typeof who) =>
		expect
			.poll(async () => {
				await who[kind]();
				const before = looks;
				await who[kind]();
				return looks - before;
			})
			.toBe(0);
	return { who, known, memory, looks: () => looks, deafen: () => (isDeaf = true), stop: () => watch.stop() };
}

test('who is remembered costs no look, and a program to which nothing was said remembers nobody', async () => {
	const here = door();
	await here.known('staff');
	expect((await here.who.staff())?.staff.sessionId).toBe(session);
	here.stop();
	// Nobody says a word any more: a second later everybody is looked at.
	await setTimeout(1100);
	const before = here.looks();
	for (let n = 0; n < 3; n++) await here.who.staff();
	expect(here.looks() - before).toBe(3);
});

/** Whatever changes who somebody is, and how it is put right again. */
const changes: readonly (readonly [string, 'staff' | 'key' | 'resident', string, string])[] = [
	['a role taken', 'staff', 'update staff_grant set taken_at = now()', 'update staff_grant set taken_at = null'],
	['an account closed', 'key', 'update staff set closed_at = now()', 'update staff set closed_at = null'],
	[
		'a password printed',
		'staff',
		'update staff set must_change = true where id = $guide',
		'update staff set must_change = false where id = $guide'
	],
	[
		'a machine covered',
		'staff',
		'update staff_session set locked_at = now() where id = $session',
		'update staff_session set locked_at = null where id = $session'
	],
	[
		'a desk taken',
		'staff',
		'update staff_session set desk_id = $desk where id = $session',
		'update staff_session set desk_id = null where id = $session'
	],
	[
		'a session begun there',
		'staff',
		`insert into assisted_session (id, centre_id, person_id, helper_id, machine_id, authority, started_at, touched_at)
			values ($new, $centre, $person, $guide, $session, 'present', now(), now())`,
		'select 1'
	],
	[
		'a session ended there',
		'staff',
		`update assisted_session set ended_at = now(), end_reason = 'done' where id = $new`,
		'delete from assisted_session where id = $new'
	],
	[
		'a machine taken away',
		'staff',
		'update device set revoked_at = now() where id = $machine',
		'update device set revoked_at = null where id = $machine'
	],
	['a desk renamed', 'staff', `update desk set name = name || '.' where id = $desk`, 'select 1'],
	[
		'a key turned',
		'key',
		'update api_key set expires_at = expires_at + interval $hour where id = $key',
		'update api_key set old_until = now() where id = $key'
	],
	[
		'a key ended',
		'key',
		'update api_key set revoked_at = now() where id = $key',
		'update api_key set revoked_at = null where id = $key'
	],
	[
		'somebody erased',
		'resident',
		'update person set erased_at = now() where id = $person',
		'update person set erased_at = null where id = $person'
	],
	[
		'signed out',
		'resident',
		'update resident_session set revoked_at = now() where id = $sitting',
		'update resident_session set revoked_at = null where id = $sitting'
	],
	[
		'a sitting ended',
		'staff',
		'update staff_session set revoked_at = now() where id = $session',
		'update staff_session set revoked_at = null where id = $session'
	],
	['a place renamed', 'staff', `update place set name = name || '.' where id = $centre`, 'select 1'],
	['a key gone', 'resident', 'delete from api_key where id = $gone', 'select 1'],
	['a sitting of a resident gone', 'key', 'delete from resident_session where id = $gone', 'select 1'],
	['a sitting of the staff gone', 'key', 'delete from staff_session where id = $gone', 'select 1']
];
const fresh = crypto.randomUUID();
const written = (sql: string): string => {
	const given: Record<string, string> = {
		...{ guide: `'${house.guide.id}'`, session: `'${session}'`, desk: `'${house.desks[0]}'`, new: `'${fresh}'` },
		...{ centre: `${house.centre}`, person: `'${house.person}'`, key: `'${key}'`, sitting: `'${sitting}'` },
		...{ hour: `'1 hour'`, machine: `'${machine}'`, gone: `'${crypto.randomUUID()}'` }
	};
	const where = /staff_grant|closed_at/.test(sql)
		? ` where ${sql.includes('grant') ? 'staff_id' : 'id'} = ${given['guide']}`
		: '';
	return sql.replaceAll(/\$(\w+)/g, (_, name: string) => given[name]!) + where;
};

test.each(changes)('%s is known to every program at once', async (_, kind, change, back) => {
	const here = door();
	await here.known(kind);
	const before = here.looks();
	await owner.unsafe(written(change));
	try {
		// Well before it would be forgotten by its age.
		await expect.poll(async () => (await here.who[kind](), here.looks()), { timeout: 3000 }).toBeGreaterThan(before);
	} finally {
		await owner.unsafe(written(back));
		here.stop();
	}
});

test('of what nobody hears, nobody is let in a second later', async () => {
	const here = door();
	await here.known('resident');
	here.deafen();
	await owner`update resident_session set revoked_at = now() where id = ${sitting}`;
	await setTimeout(1100);
	expect(await here.who.resident()).toBeNull();
	await owner`update resident_session set revoked_at = null where id = ${sitting}`;
	here.stop();
});

test('a program that the database answers and that hears nothing any more says so', async () => {
	let deaf = 0;
	let isDeaf = false;
	const memory = memoryOf(
		{
			listen: (name, hear, anew) => house.db.listen(name, (word) => (isDeaf ? undefined : hear(word)), anew)
		} as Pick<Pool, 'listen'>,
		() => deaf++
	);
	const look = () => memory.find('resident', new Date(), async () => null);
	await look();
	for (let n = 0; n < 60; n++) await memory.beat(elsewhere).then(() => setTimeout(2));
	expect(deaf).toBe(0);
	isDeaf = true;
	for (let n = 0; n < 60; n++) await memory.beat(elsewhere).then(() => setTimeout(2));
	expect(deaf).toBeGreaterThan(0);
});

test('what was looked up before a change is not remembered after it', async () => {
	const here = door();
	await here.known('staff');
	here.memory.forget();
	const slow = here.memory.find('slow', new Date(), async () => {
		const found = await staffAtDoor(house.db, rightsOf, token.staff, new Date());
		await elsewhere`select pg_notify('doors', 'changed')`;
		await setTimeout(100);
		return found;
	});
	expect(await slow).not.toBeNull();
	let again = 0;
	await here.memory.find('slow', new Date(), async () => (again++, null));
	expect(again).toBe(1);
	here.stop();
});

test('nobody is remembered past their own end, and who is nobody is asked for each time', async () => {
	const here = door();
	await here.known('key');
	let asked = 0;
	const ends = new Date();
	const until = () => here.memory.find('ends', ends, async () => (asked++, { until: ends }));
	await until();
	await until();
	expect(asked).toBe(2);
	const nobody = () => here.memory.find('nobody', new Date(), async () => (asked++, null));
	await nobody();
	await nobody();
	expect(asked).toBe(4);
	here.stop();
});
