import postgres from 'postgres';
import { expect, test } from 'vitest';
import { makeApiKey } from '#capabilities/access/api-keys.server.ts';
import { makeStaff } from '#capabilities/access/make-staff.server.ts';
import { keyAtDoor } from '#capabilities/access/door.server.ts';
import { rightsOf, rightsOfKey } from '#program/roles.ts';
import { colleagues } from '#capabilities/access/sessions.server.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import { transaction, type Db } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { deskId, staffId } from '../seed/house.ts';
import { enter } from './support/enter.ts';
import { device, listener, refusalOf, scene, type Scene } from './support/scene.ts';
import { sitDown } from './support/story.ts';

// What the rows themselves refuse, whatever statement a command may hold by mistake.

/** Runs statements of ours as this actor, behind nothing but the policies. */
const as = <T>(s: Scene, actor: Actor, work: (sql: Db) => Promise<T>): Promise<T> =>
	transaction(s.base.db, async (sql) => {
		await setScope(sql, actor, '');
		return work(sql);
	});

const refused = /row-level security|permission denied/;
const door = system('door', new Set());
const khoi = (s: Scene): Actor => ({
	...s.thach,
	id: staffId('khoi'),
	may: new Set(rightsOf.administrator)
});
const newcomer = (place: number, role: 'guide' | 'province' = 'guide') => ({
	id: crypto.randomUUID(),
	login: `moi-${crypto.randomUUID().slice(0, 8)}`,
	name: 'Sấu Văn Mới',
	password: 'mat-khau-rat-dai',
	place,
	role
});

test(
	'an administrator makes staff and keys at her own places and no others',
	scene(async (s) => {
		const one = newcomer(1);
		await makeStaff(s.as(khoi(s)), one);
		expect((await colleagues(s.as(s.lua), {})).filter(({ id }) => id === one.id)).toEqual([
			{ id: one.id, name: one.name, role: 'guide' }
		]);
		await makeStaff(s.as(khoi(s)), newcomer(16543));
		for (const place of [2, 16348, 38, 999])
			expect([place, await refusalOf(makeStaff(s.as(khoi(s)), newcomer(place)))]).toEqual([place, 'not-your-place']);
		expect(await refusalOf(makeStaff(s.as(khoi(s)), newcomer(1, 'province')))).toBe('role-above');

		const context = s.as(khoi(s));
		const { key: token } = await makeApiKey(context, { staff: one.id, place: 1, role: 'guide' });
		const atDoor = async () => (await keyAtDoor(s.base.db as never, rightsOfKey, token, context.now))?.actor ?? null;
		// Before its holder has replaced what others printed, no key of an account opens anything.
		expect(await atDoor()).toBeNull();
		await as(s, door, (sql) => sql`update staff set must_change = false where id = ${one.id}`);
		expect(await atDoor()).toMatchObject({
			id: one.id,
			centres: [1]
		});
		const key = (place: number, role: 'guide' | 'receiving-officer' | 'leader' | 'province', staff: string = one.id) =>
			refusalOf(makeApiKey(s.as(khoi(s)), { staff, place, role }));
		expect(await key(2, 'guide', staffId('rang'))).toBe('not-your-place');
		expect(await key(1, 'province')).toBe('role-above');
		expect(await key(1, 'receiving-officer')).toBe('role-not-held');
		expect(await key(1, 'leader', s.thach.id)).toBe('key-own-only');
	})
);

test(
	'who is no administrator makes nobody, and nobody gives a role elsewhere',
	scene(async (s) => {
		const staffRow = (sql: Db) =>
			sql`insert into staff (id, login, name, password, made_at) values (${crypto.randomUUID()}, 'moi', 'Sấu', 'x', now())`;
		const grant = (place: number, role: string) => (sql: Db) =>
			sql`insert into staff_grant (staff_id, place_id, role, given_at) values (${staffId('lua')}, ${place}, ${role}, now())`;
		await expect(as(s, s.thach, staffRow)).rejects.toThrow(refused);
		await expect(as(s, s.thach, grant(1, 'leader'))).rejects.toThrow(refused);
		await expect(as(s, khoi(s), grant(2, 'leader'))).rejects.toThrow(refused);
		await expect(as(s, khoi(s), grant(38, 'leader'))).rejects.toThrow(refused);
		await expect(as(s, khoi(s), grant(1, 'province'))).rejects.toThrow(refused);
		// Whoever may agree to what an administrator asks is made by two.
		for (const role of ['leader', 'administrator'])
			await expect(as(s, khoi(s), grant(1, role))).rejects.toThrow(refused);
		expect((await as(s, khoi(s), grant(1, 'police'))).count).toBe(1);
	})
);

test(
	'a session is made by the door for its owner; a colleague can end it and nothing else',
	scene(async (s) => {
		await enter(s);
		const session = (staff: string) => (sql: Db) => sql`
			insert into staff_session (token_hash, id, staff_id, level, made_at, expires_at)
			values (${Buffer.from(crypto.randomUUID())}, ${crypto.randomUUID()}, ${staff}, 2, now(), now() + interval '1 hour')`;
		await expect(as(s, s.mai, session(s.lua.id))).rejects.toThrow(refused);
		const longer = (sql: Db) => sql`
			update staff_session set expires_at = now() + interval '1 year' where staff_id = ${s.lua.id} and revoked_at is null`;
		await expect(as(s, s.mai, longer)).rejects.toThrow(refused);
		const end = (sql: Db) => sql`
			update staff_session set revoked_at = now() where staff_id = ${s.lua.id} and revoked_at is null`;
		expect((await as(s, s.rang, end)).count).toBe(0);
		expect((await as(s, s.mai, end)).count).toBe(1);

		const hers = (person: string) => (sql: Db) => sql`
			insert into resident_session (token_hash, id, person_id, eid_level, made_at, expires_at)
			values (${Buffer.from(crypto.randomUUID())}, ${crypto.randomUUID()}, ${person}, 2, now(), now() + interval '1 hour')`;
		const resident: Actor = { ...anyone(new Set()), kind: 'resident', id: s.som, subject: s.som };
		await expect(as(s, resident, hers(s.gia))).rejects.toThrow(refused);
		expect((await as(s, door, hers(s.gia))).count).toBe(1);
	})
);

const secrets = [
	'staff',
	'staff_grant',
	'staff_session',
	'api_key',
	'pairing',
	'resident_session',
	'eid_trip',
	'passkey',
	'passkey_challenge'
];

test(
	'a data key goes by the house, or with somebody whom staff have erased in their own commune: never otherwise',
	scene(async (s) => {
		const anybody = anyone(new Set());
		const gone = (actor: Actor) =>
			as(s, actor, async (sql) => (await sql`delete from subject_key where subject = ${s.som}`).count);
		const others: Actor[] = [
			anybody,
			{ ...anybody, kind: 'resident', id: s.som, subject: s.som },
			{ ...anybody, kind: 'slip', row: s.som },
			device('second-screen'),
			s.thach,
			s.rang
		];
		expect((await as(s, s.thach, (sql) => sql`select from subject_key where subject = ${s.som}`)).length).toBe(1);
		for (const actor of others) expect([actor.kind, await gone(actor)]).toEqual([actor.kind, 0]);
		expect((await as(s, s.thach, (sql) => sql`update person set erased_at = now() where id = ${s.som}`)).count).toBe(1);
		for (const actor of others.filter(({ id }) => id !== s.thach.id))
			expect([actor.kind, await gone(actor)]).toEqual([actor.kind, 0]);
		expect(await gone(s.thach)).toBe(1);
		const left = crypto.randomUUID();
		await as(
			s,
			s.thach,
			(sql) => sql`insert into subject_key (subject, wrapped, made_at) values (${left}, 'x', now())`
		);
		const drop = (sql: Db) => sql`delete from subject_key where subject = ${left}`;
		expect((await as(s, s.thach, drop)).count).toBe(0);
		expect((await as(s, system('retention', new Set()), drop)).count).toBe(1);
	})
);

test(
	'no listener reads what lets people in',
	scene(async (s) => {
		await enter(s);
		for (const table of secrets) {
			const seen = (actor: Actor) => as(s, actor, (sql) => sql`select * from ${sql(table)}`);
			expect([table, (await seen(listener([]))).length]).toEqual([table, 0]);
			expect([table, (await seen(device('second-screen'))).length]).toEqual([table, 0]);
		}
		expect((await as(s, door, (sql) => sql`select password from staff`)).length).toBeGreaterThan(5);
	})
);

test(
	'of colleagues only name and role are read, while they hold one; staff of the commune are among them',
	scene(async (s) => {
		const [khe, dau] = [staffId('khe'), newcomer(16543)];
		await makeStaff(s.as({ ...door, may: new Set(['access.make-staff']) }), dau);
		const seen = async (actor: Actor) => (await colleagues(s.as(actor), {})).map(({ id }) => id);
		expect(await seen(s.mai)).toEqual(expect.arrayContaining([khe, dau.id]));
		expect(await seen(s.rang)).not.toContain(khe);
		const rows = (actor: Actor) => as(s, actor, (sql) => sql<{ id: string }[]>`select id, password from staff`);
		expect((await rows(s.mai)).map(({ id }) => id)).toEqual([s.mai.id]);
		expect((await rows({ ...s.mai, id: dau.id })).map(({ id }) => id)).toEqual([dau.id]);
		await as(s, door, (sql) => sql`update staff_grant set taken_at = now() where staff_id = ${khe}`);
		expect(await seen(s.mai)).not.toContain(khe);
	})
);

const clerk = (who: string) => (sql: Db) => sql`
	insert into journal (at, request, command, actor_kind, actor_id, input_hash, detail, answer)
	values (now(), ${crypto.randomUUID()}, 'x', 'staff', ${who}, ''::bytea, '{}', '{}')`;
const looker = (who: string, person: string) => (sql: Db) => sql`
	insert into look (at, actor_kind, actor_id, people, what, purpose) values (now(), 'staff', ${who}, array[${person}::uuid], 'file', 'session')`;

test(
	'journal and looks name whoever acts, and nobody else',
	scene(async (s) => {
		expect((await as(s, s.lua, clerk(s.lua.id))).count).toBe(1);
		await expect(as(s, s.lua, clerk(s.mai.id))).rejects.toThrow(refused);
		await expect(as(s, listener([]), clerk(s.mai.id))).rejects.toThrow(refused);
		expect((await as(s, s.lua, looker(s.lua.id, s.som))).count).toBe(1);
		await expect(as(s, s.lua, looker(s.mai.id, s.som))).rejects.toThrow(refused);
	})
);

test(
	'nobody is moved to a commune that the mover does not serve, and no centre is changed',
	scene(async (s) => {
		const move = (commune: number) => (sql: Db) => sql`update person set commune_id = ${commune} where id = ${s.som}`;
		await expect(as(s, s.lua, move(16348))).rejects.toThrow(refused);
		expect((await as(s, s.lua, move(16543))).count).toBe(1);
		const account = (sql: Db) => sql`update centre set bank_account = '1' where id = 1`;
		await expect(as(s, s.lua, account)).rejects.toThrow(refused);
		await expect(as(s, door, account)).rejects.toThrow(refused);
	})
);

test(
	'a screen sees the one session that is open at its desk',
	scene(async (s) => {
		const { session, screen } = await sitDown(s, '2.000635');
		const seen = (actor: Actor) => as(s, actor, (sql) => sql<{ id: string }[]>`select id from assisted_session`);
		expect(await seen(screen)).toEqual([{ id: session }]);
		expect(await seen(device('second-screen', { desk: deskId('desk-2') }))).toEqual([]);
		expect(await seen(device('kiosk'))).toEqual([]);
	})
);

test(
	'what belongs to a centre is written there alone',
	scene(async (s) => {
		const ticket = crypto.randomUUID();
		await takeTicket(s.as(device('kiosk')), {
			id: ticket,
			centre: 1,
			matter: 'certification',
			procedure: null,
			priority: 'none'
		});
		const far = device('second-screen', { centres: [2] });
		const chance = (sql: Db) => sql`
			insert into rating_chance (token_hash, centre_id, expires_at) values (${Buffer.from('x')}, 1, now())`;
		const receipt = (sql: Db) => sql`insert into receipt_counter (centre_id, year, last) values (1, 2026, 1)`;
		const line = (sql: Db) => sql`update line set last_number = 500`;
		const period = (sql: Db) => sql`
			insert into ticket_period (ticket_id, centre_id, day, state, from_at) values (${ticket}, 1, '2026-07-14', 'done', now())`;
		const close = (sql: Db) => sql`update ticket_period set to_at = now() where ticket_id = ${ticket}`;
		const anybody = anyone(new Set());

		await expect(as(s, far, chance)).rejects.toThrow(refused);
		await expect(as(s, s.rang, receipt)).rejects.toThrow(refused);
		for (const actor of [far, s.rang, anybody]) {
			expect((await as(s, actor, line)).count).toBe(0);
			await expect(as(s, actor, period)).rejects.toThrow(refused);
			expect((await as(s, actor, close)).count).toBe(0);
		}
		expect((await as(s, { ...anybody, row: ticket }, close)).count).toBe(1);
		expect((await as(s, { ...anybody, row: ticket }, period)).count).toBe(1);
		expect((await as(s, device('second-screen'), chance)).count).toBe(1);
		expect((await as(s, s.mai, receipt)).count).toBe(1);
		expect((await as(s, far, (sql) => sql`select centre_id from rating_chance`)).length).toBe(0);
	})
);

test(
	'what is asked in every request is planned once in a connection: no function of the language SQL reads a table',
	scene(async (s) => {
		const planned = await s.base.db<{ name: string }[]>`
			select p.proname as name from pg_proc p join pg_language l on l.oid = p.prolang
			where p.pronamespace = current_schema()::regnamespace and l.lanname = 'sql' and p.provolatile <> 'i' and p.prosrc ~* '\\mfrom\\s+\\w'
				and p.proname !~ '^kept_in_'`;
		expect(planned).toEqual([]);
	})
);

test(
	'what sees past the policies tells nothing to a connection that has not said who asks',
	scene(async (s) => {
		const file = crypto.randomUUID();
		const telling = {
			find_people: (sql: Db) => sql`select from find_people('[["som"]]'::jsonb, 'som', false)`,
			find_owners: (sql: Db) => sql`select from find_owners(1, '[["som"]]'::jsonb, 'som', false)`,
			same_as: (sql: Db) => sql`select from unnest(same_as(${s.som})) as id`,
			actor_name: (sql: Db) => sql`select where actor_name('staff', ${s.mai.id}) is not null`,
			has_worked: (sql: Db) => sql`select where has_worked(${s.mai.id}) is not null`,
			desk_manned: (sql: Db) => sql`select where desk_manned(${deskId('desk-1')}, now()) is not null`,
			case_centre: (sql: Db) => sql`select where case_centre(${file}) is not null`,
			case_by_code: (sql: Db) => sql`select where case_by_code('H26.1') is not null`,
			case_by_slip: (sql: Db) => sql`select where case_by_slip(array['x'::bytea]) is not null`,
			field_of_people: (sql: Db) => sql`select from field_of_people(array[${s.som}::uuid])`,
			field_work_of: (sql: Db) => sql`select from field_work_of(array[${s.lua.id}::uuid])`,
			taken_along: (sql: Db) => sql`select from taken_along(array(select id from household))`,
			in_areas: (sql: Db) => sql`select where in_areas(${s.som})`,
			written_at_door: (sql: Db) => sql`select where written_at_door(${file})`,
			submitter_compared: (sql: Db) => sql`select where submitter_compared(${file})`,
			home_calendar_of: (sql: Db) => sql`select from home_calendar_of('x'::bytea, now()::date)`,
			files_without_fee: (sql: Db) => sql`select from files_without_fee(${file})`,
			works_near: (sql: Db) => sql`select where works_near(1, ${s.lua.id})`
		};
		for (const [name, tell] of Object.entries(telling)) {
			const told = await as(s, s.mai, async (sql) => {
				await sql`select set_config('app.kind', '', true), set_config('app.id', '', true)`;
				return (await tell(sql)).length;
			});
			expect([name, told]).toEqual([name, 0]);
		}
		for (const name of ['find_people', 'same_as', 'actor_name', 'has_worked', 'desk_manned'] as const)
			expect([name, (await as(s, s.mai, telling[name])).length]).toEqual([name, 1]);
		// None of them, nor any that is written later, compares with a kind that may be null so that null passes.
		const passed = await s.base.db<{ name: string }[]>`
			select proname as name from pg_proc
			where pronamespace = current_schema()::regnamespace and prosrc ~ 'app_kind\\(\\) *(<>|!=|not in)'`;
		expect(passed).toEqual([]);
		const unasked = await s.base.db<{ name: string }[]>`
			select proname as name from pg_proc
			where pronamespace = current_schema()::regnamespace and prosecdef and has_function_privilege(oid, 'execute') and prorettype <> 'trigger'::regtype
				and prosrc !~ 'app_(kind|id|at|near|same|person|keeps|keeps_account|agreed|is_field)\\('
			order by 1`;
		// The key itself says who asks there.
		expect(unasked.map(({ name }) => name)).toEqual(['key_at_door']);
	})
);

test(
	'whom row-level security does not bind is told nothing: the owner of the tables cannot begin a transaction of ours',
	scene(async (s) => {
		const owner = postgres(process.env['TEST_DATABASE_OWNER_URL']!, {
			...{ max: 1, onnotice: () => {}, connection: { search_path: `${process.env['PROVINCE']}, public` } }
		});
		await expect(as({ base: { db: owner } } as never, s.mai, (sql) => sql`select 1`)).rejects.toThrow(
			/row-level security/
		);
		await owner.end();
	})
);
