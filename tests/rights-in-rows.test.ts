import { expect, test } from 'vitest';
import { apiKeyOf, makeApiKey, makeStaff } from '#capabilities/access/make-staff.server.ts';
import { keyAtDoor } from '#capabilities/access/door.server.ts';
import { rightsOf } from '#capabilities/access/rules-roles.ts';
import { colleagues } from '#capabilities/access/sessions.server.ts';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import { transaction, type Db } from '#platform/db.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { staffId } from '../seed/house.ts';
import { enter } from './support/enter.ts';
import { device, listener, refusalOf, scene, type Scene } from './support/scene.ts';

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
		await makeApiKey(context, { staff: one.id, place: 1, role: 'guide' });
		expect(await keyAtDoor(s.base.db as never, apiKeyOf(context))).toMatchObject({ id: one.id, centres: [1] });
		const key = (place: number, role: 'guide' | 'leader' | 'province', staff = one.id) =>
			refusalOf(makeApiKey(s.as(khoi(s)), { staff, place, role }));
		expect(await key(2, 'guide', staffId('rang'))).toBe('not-your-place');
		expect(await key(1, 'province')).toBe('role-above');
		expect(await key(1, 'leader')).toBe('role-not-held');
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
		expect((await as(s, khoi(s), grant(1, 'leader'))).count).toBe(1);
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

const secrets = ['staff', 'staff_grant', 'staff_session', 'api_key', 'pairing', 'resident_session', 'eid_trip'];

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
