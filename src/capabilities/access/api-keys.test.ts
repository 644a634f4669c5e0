import * as v from 'valibot';
import { expect, test } from 'vitest';
import { rightsOfKey } from '#program/roles.ts';
import { doors } from '#program/rooms.ts';
import { acting, atBrowser, hired, khoi, letsIn } from '#tests/support/accounts.ts';
import { enter } from '#tests/support/enter.ts';
import { standing } from '#tests/support/passkeys.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { agreeChange, askReset } from './account-changes.server.ts';
import { account, closeStaff, giveRole, takeRole } from './accounts.server.ts';
import { endApiKey, makeApiKey, rotateApiKey } from './api-keys.server.ts';
import { keyAtDoor } from './door.server.ts';
import { lock } from './lock.server.ts';
import { makeStaff } from './make-staff.server.ts';
import { roles } from './rules-roles.ts';

const DAY = 24 * 60;
const at = async (s: Scene, token: string, minutes = 0) =>
	(await keyAtDoor(s.base.db as never, rightsOfKey, token, s.as(s.lua, minutes).now))?.actor ?? null;

async function keyFor(s: Scene, groups: string[] | null = null) {
	const context = s.as(khoi(s));
	const input = { staff: s.mai.id, role: 'receiving-officer', place: 1, name: 'Máy in sổ', groups } as const;
	const { id, key } = await makeApiKey(context, { ...input, groups });
	return { id, token: key };
}

test('no key opens a door of accounts, whatever its role and groups', () => {
	const own = [...doors.values()].filter(({ groups }) =>
		groups.some((group) => ['own-account', 'keep-accounts', 'second-eyes', 'first-use'].includes(group))
	);
	expect(own.length).toBeGreaterThan(14);
	const closed = [...own.map(({ called }) => called), 'access.lock', 'access.unlock'];
	for (const role of roles)
		for (const groups of [null, ['keep-accounts', 'own-account', 'second-eyes', 'in-house']])
			expect(rightsOfKey(role, groups, true).filter((name) => closed.includes(name))).toEqual([]);
});

test(
	'a key that holds every right all the same is nobody at a door for people',
	scene(async (s) => {
		const key = { ...khoi(s), machine: null };
		for (const name of ['access.give-role', 'access.close-staff', 'access.ask-reset', 'access.end-api-key']) {
			const input = { staff: s.lua.id, place: 1, role: 'police', to: null, id: crypto.randomUUID(), key: s.lua.id };
			expect([name, await refusalOf(doors.get(name)!(s.as(key), input as never))]).toEqual([name, 'not-allowed']);
		}
		expect(await refusalOf(lock(s.as(key), {}))).toBe('not-allowed');
	})
);

test(
	'a key holds the groups that were ticked, and its use is known to the minute',
	scene(async (s) => {
		const { id, token } = await keyFor(s, ['hall', 'lead']);
		const actor = (await at(s, token))!;
		expect(actor.may.has('counter.call-next')).toBe(true);
		expect([actor.may.has('cases.receive'), actor.may.has('access.devices')]).toEqual([false, false]);
		expect([actor.key, actor.inRole?.('counter.call-next')]).toEqual([id, 'receiving-officer']);
		const used = async () => (await account(s.as(khoi(s), 1), { staff: s.mai.id }))!.keys.find((one) => one.id === id)!;
		const first = (await used()).lastUsedAt!;
		await at(s, token, 0.5);
		expect((await used()).lastUsedAt).toEqual(first);
		await at(s, token, 2);
		expect((await used()).lastUsedAt).toEqual(s.as(s.lua, 2).now);
	})
);

test(
	'a new token takes the place of the old, which works for a day; an ended key is dead with both',
	scene(async (s) => {
		const { id, token } = await keyFor(s);
		const context = s.as(khoi(s), 10);
		const { key: fresh } = await rotateApiKey(context, { key: id });
		expect([(await at(s, token, 11))?.key, (await at(s, fresh, 11))?.key]).toEqual([id, id]);
		expect(await at(s, token, DAY + 11)).toBeNull();
		expect((await at(s, fresh, DAY + 11))?.key).toBe(id);
		expect(await at(s, fresh, 366 * DAY)).toBeNull();
		await endApiKey(s.as(khoi(s), 12), { key: id });
		expect([await at(s, token, 13), await at(s, fresh, 13)]).toEqual([null, null]);
		expect(await refusalOf(rotateApiKey(s.as(khoi(s), 14), { key: id }))).toBe('key-unknown');
	})
);

test(
	'what is shown once is in the answer, the same for the same request, and in no row of the journal',
	scene(async (s) => {
		const context = s.as(khoi(s));
		const key = { staff: s.mai.id, role: 'receiving-officer', place: 1, name: 'Máy in sổ' } as const;
		const made = await makeApiKey(context, key);
		expect(made.key).toMatch(/^tn_.{43}$/);
		expect(await makeApiKey(context, key)).toEqual(made);
		const newcomer = { id: crypto.randomUUID(), login: 'Suoi', name: 'Suối Thị Mát', role: 'guide', place: 1 } as const;
		const person = await makeStaff(s.as(khoi(s), 1), newcomer);
		expect(person).toMatchObject({ login: 'suoi', waits: false });
		expect(person.code.uri).toContain(person.code.letters);
		const chosen = { ...newcomer, id: crypto.randomUUID(), login: 'khe-moi', password: 'nuoc-trong-khe-da' };
		expect((await makeStaff(s.as(khoi(s), 2), chosen)).password).toBeNull();
		const written = await s.base.db`select answer::text || detail::text as text from journal order by id desc limit 5`;
		const journal = written.map((row) => (row as { text: string }).text).join();
		for (const secret of [made.key, person.password!, person.code.letters]) expect(journal).not.toContain(secret);
		// What is described is what is answered: nothing besides, and the paper with it.
		expect(v.parse(makeApiKey.answers, made)).toEqual(made);
		expect(v.parse(makeStaff.answers, person)).toEqual(person);
	})
);

test(
	'a key ends with its role',
	scene(async (s) => {
		const { token } = await keyFor(s);
		await giveRole(s.as(khoi(s), 1), { staff: s.mai.id, place: 1, role: 'guide' });
		await takeRole(s.as(khoi(s), 2), { staff: s.mai.id, place: 1, role: 'receiving-officer' });
		expect(await at(s, token, 3)).toBeNull();
	})
);

test(
	'nobody holds a key in the name of another administrator or leader, or of another commune',
	scene(async (s) => {
		const make = (staff: string, role: 'leader' | 'administrator', by = khoi(s)) =>
			makeApiKey(s.as(by), { staff, role, place: 1 });
		expect(await refusalOf(make(s.thach.id, 'leader'))).toBe('key-own-only');
		const other = await hired(s, 'quan-tri-hai', 'administrator');
		expect(await refusalOf(make(other.id, 'administrator'))).toBe('key-own-only');
		await make(khoi(s).id, 'administrator');
		const { id } = await keyFor(s);
		const far = await hired(s, 'quan-tri-xa', 'administrator', 2);
		expect(await refusalOf(endApiKey(s.as(far), { key: id }))).toBe('key-unknown');
		expect(await refusalOf(rotateApiKey(s.as(far), { key: id }))).toBe('key-unknown');
	})
);

test(
	'whoever is closed is let in by nothing: no session, no key, no known browser, no role',
	scene(async (s) => {
		const browser = await enter(s, 'mai');
		const { token } = await keyFor(s);
		expect(await atBrowser(s, browser, 1)).not.toBeNull();
		await closeStaff(s.as(khoi(s), 2), { staff: s.mai.id, to: s.lua.id });
		expect([await atBrowser(s, browser, 3), await at(s, token, 3)]).toEqual([null, null]);
		await expect(enter(s, 'mai', 4)).rejects.toThrow();
		for (const [table, live] of [
			['staff_browser', 'token_hash'],
			['staff_grant', 'taken_at'],
			['api_key', 'revoked_at'],
			['staff_session', 'revoked_at']
		] as const) {
			expect([table, await letsIn(s, table, live, s.mai.id)]).toEqual([table, 0]);
		}
		// Open all the same behind the door, they keep nothing.
		const gone = { ...acting(s, 'khoi', 'administrator'), id: s.mai.id };
		expect(await refusalOf(closeStaff(s.as(gone, 5), { staff: s.lua.id, to: null }))).toBe('not-your-place');
		expect(await refusalOf(closeStaff(s.as(khoi(s), 6), { staff: s.mai.id, to: null }))).toBe('account-unknown');
	})
);

test('a key that somebody else made neither shows nor changes people, and none says yes, holds a card or agrees', () => {
	for (const role of roles) {
		const foreign = rightsOfKey(role, null, false);
		for (const name of [
			'residents.find',
			'privacy.record',
			'residents.correct',
			'payments.settle',
			'assistance.record-need'
		])
			expect([role, name, foreign.includes(name)]).toEqual([role, name, false]);
		const own = rightsOfKey(role, null, true);
		for (const name of [
			'cases.confirm-on-paper',
			'cases.make-confirm-link',
			'residents.compare-card',
			'residents.agree-identity',
			'residents.merge',
			'data-rights.erase'
		])
			expect([role, name, own.includes(name)]).toEqual([role, name, false]);
	}
	expect(rightsOfKey('guide', null, true)).toContain('residents.find');
	expect(rightsOfKey('receiving-officer', null, false)).toContain('cases.submit');
});

test(
	'a reset ends the keys of programs for ever, and no key opens for an account before its first use',
	scene(async (s) => {
		const { token } = await keyFor(s);
		await standing(s, s.mai.id, { must_change: true });
		expect(await at(s, token)).toBeNull();
		await standing(s, s.mai.id, { must_change: false });
		expect(await at(s, token)).not.toBeNull();
		const change = crypto.randomUUID();
		await askReset(s.as(s.thach, 1), { id: change, staff: s.mai.id });
		await agreeChange(s.as(khoi(s), 2), { change });
		await standing(s, s.mai.id, { must_change: false });
		expect([await at(s, token, 3), await letsIn(s, 'api_key', 'revoked_at', s.mai.id)]).toEqual([null, 0]);
	})
);
