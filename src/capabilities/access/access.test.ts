import { rightsOf, rightsOfKey } from '#program/roles.ts';
import { expect, test } from 'vitest';
import { start } from '#capabilities/assistance/start.server.ts';
import { derive, tokenHash } from '#platform/keys.server.ts';
import { byHouse } from '#tests/support/accounts.ts';
import { door, enter, passwordOf, secretOf } from '#tests/support/enter.ts';
import { eraseFor } from '#tests/support/erase.ts';
import { gia, NOW, refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { deskId, furnish, settle, staffId } from '#seed/house.ts';
import { askPairing, devices, pairDevice, pairing, revokeDevice } from './devices.server.ts';
import { deviceAtDoor, keyAtDoor, residentAtDoor, staffAtDoor } from './door.server.ts';
import { beginTrip, letIn, residentTokenOf, takeBack } from './e-id.server.ts';
import { makeApiKey } from './api-keys.server.ts';
import { secondFactor, totpOf } from './second-factor.server.ts';
import { colleagues, revokeSessions, signOut, sitAtDesk } from './sessions.server.ts';
import { halfTokenOf, signIn } from './sign-in.server.ts';

const password = passwordOf('lua');
const tryPassword = (s: Scene, given: string, minutes = 0, login = 'lua', address = 'a') =>
	signIn(door(s, 'access.sign-in', minutes), { login, password: given, address });

const at = (s: Scene, token: string, minutes = 0) =>
	staffAtDoor(s.base.db as never, rightsOf, token, s.as(s.lua, minutes).now);

test(
	'both factors let in, for a shift',
	scene(async (s) => {
		const token = await enter(s);
		expect((await at(s, token))?.actor).toMatchObject({ kind: 'staff', id: staffId('lua'), centres: [1] });
		expect(await at(s, token, 11 * 60)).toBeNull();
	})
);

test(
	'a wrong password and an unknown name are answered alike',
	scene(async (s) => {
		expect(await tryPassword(s, 'khac')).toEqual({ ok: false, until: null });
		expect(await tryPassword(s, 'khac', 0, 'khong-co-ai')).toEqual({ ok: false, until: null });
	})
);

test(
	'five wrong tries slow that name from that address only, and the right one afterwards waits too',
	scene(async (s) => {
		for (let n = 0; n < 5; n++) await tryPassword(s, 'khac', 4);
		expect((await tryPassword(s, password, 4.5)).until).not.toBeNull();
		expect((await tryPassword(s, password, 4.5, 'lua', 'elsewhere')).ok).toBe(true);
		expect((await tryPassword(s, password, 5.6)).ok).toBe(true);
	})
);

test(
	'whatever others try, a browser or an address that an account has used is not kept from the counter',
	scene(async (s) => {
		const mine = 'the browser of Lúa';
		const by = (browser: string | null, minutes: number, address: string, given = password) =>
			signIn(door(s, 'access.sign-in', minutes), { login: 'lua', password: given, address, browser });
		const first = door(s, 'access.sign-in');
		await signIn(first, { login: 'lua', password, address: 'the centre' });
		const second = door(s, 'access.second-factor');
		const code = totpOf(secretOf(s, 'lua')).generate({ timestamp: second.now.getTime() });
		await secondFactor(second, { token: halfTokenOf(first), code, address: 'the centre', browser: mine });
		// A crowd of addresses tries this name for an hour.
		for (let n = 0; n < 85; n++) await by(null, n, `thief ${n}`, 'khac');
		const after = 84.1;
		expect((await by(null, after, 'somewhere new')).until).not.toBeNull();
		expect((await by(mine, after, 'somewhere new')).ok).toBe(true);
		expect((await by(null, after, 'the centre')).ok).toBe(true);
		// Another's browser is no key to this account, and her own waits a minute after five wrong words, not longer.
		expect((await by('the browser of Mai', after, 'somewhere new')).until).not.toBeNull();
		for (let n = 0; n < 5; n++) expect((await by(mine, after, 'x', 'khac')).until).toBeNull();
		expect((await by(mine, after + 0.5, 'x')).until).not.toBeNull();
		expect((await by(mine, after + 1.6, 'x', 'khac')).until).toBeNull();
		expect((await by(mine, after + 1.7, 'x')).ok).toBe(true);
	})
);

test(
	'a wait ends and counting starts anew: one more wrong word is not enough for the next',
	scene(async (s) => {
		for (let n = 0; n < 5; n++) await tryPassword(s, 'khac', 1);
		expect((await tryPassword(s, 'khac', 1.5)).until).not.toBeNull();
		for (let n = 0; n < 4; n++) expect(await tryPassword(s, 'khac', 3)).toEqual({ ok: false, until: null });
		expect((await tryPassword(s, password, 3)).ok).toBe(true);
	})
);

test(
	'of many names tried at once from one address, no more are hashed than it is free to try',
	scene(async (s) => {
		const all = await Promise.all(
			Array.from({ length: 60 }, (_, n) => tryPassword(s, 'khac', 0, `ten-${n}`, 'one address'))
		);
		expect(all.filter(({ until }) => until === null)).toHaveLength(20);
	})
);

test(
	'a code works once',
	scene(async (s) => {
		await enter(s);
		const first = door(s, 'access.sign-in');
		await signIn(first, { login: 'lua', password, address: 'a' });
		const code = totpOf(secretOf(s, 'lua')).generate({ timestamp: first.now.getTime() });
		expect(await secondFactor(door(s, 'access.second-factor'), { token: halfTokenOf(first), code })).toEqual({
			ok: false,
			why: 'wrong'
		});
	})
);

test(
	'a half session opens nothing',
	scene(async (s) => {
		const first = door(s, 'access.sign-in');
		await signIn(first, { login: 'lua', password, address: 'a' });
		expect(await at(s, halfTokenOf(first))).toBeNull();
	})
);

test(
	'a leader ends every session of somebody',
	scene(async (s) => {
		const token = await enter(s);
		expect(await revokeSessions(s.as(s.thach, 1), { staff: staffId('lua') })).toEqual({ ended: 1 });
		expect(await at(s, token, 1)).toBeNull();
		expect(await refusalOf(revokeSessions(s.as(s.thach, 2), { staff: staffId('lua') }))).toBe('nobody-signed-in');
	})
);

test(
	'a leader of another place ends nobody’s session',
	scene(async (s) => {
		const token = await enter(s);
		const elsewhere = { ...s.thach, centres: [2] };
		expect(await refusalOf(revokeSessions(s.as(elsewhere, 1), { staff: staffId('lua') }))).toBe('not-your-place');
		expect(await refusalOf(revokeSessions(s.as(s.lua, 1), { staff: staffId('mai') }))).toBe('not-allowed');
		expect(await at(s, token, 1)).not.toBeNull();
	})
);

test(
	'thirty pairing codes are given to one address in ten minutes',
	scene(async (s) => {
		const ask = (n: number, minutes: number, address = 'a') =>
			askPairing(door(s, 'access.ask-pairing', minutes), {
				kind: 'kiosk',
				keyHash: tokenHash(`${address} ${n}`).toString('hex'),
				address
			});
		for (let n = 0; n < 30; n++) await ask(n, 0);
		expect(await refusalOf(ask(30, 1))).toBe('pairings-enough');
		expect(await ask(30, 1, 'b')).toEqual({ kind: 'kiosk' });
		expect(await ask(30, 8)).toEqual({ kind: 'kiosk' });
	})
);

test(
	'a screen beside a desk shows the session of its own centre alone',
	scene(async (s) => {
		const key = derive(s.base.keys, 'test', 'beside').toString('base64url');
		const keyHash = tokenHash(key).toString('hex');
		await askPairing(door(s, 'access.ask-pairing'), { kind: 'second-screen', keyHash });
		const shown = await pairing(door(s, 'access.pairing'), { keyHash });
		await pairDevice(s.as(s.thach), { code: shown!.code, desk: deskId('guide-1'), centre: 1 });
		const beside = async () =>
			(await deviceAtDoor(s.base.db as never, rightsOf, key, 'second-screen', s.as(s.lua).now))?.actor;

		const elsewhere = { ...s.rang, desk: deskId('guide-1') };
		const neighbour = await settle(s.base, NOW, { ...gia, name: 'Lau Văn Xa', number: null }, 16348);
		await start(s.as(elsewhere), { id: crypto.randomUUID(), person: neighbour, ticket: null });
		expect(await beside()).toMatchObject({ session: null, subject: null });
		await start(s.as(s.lua), { id: crypto.randomUUID(), person: s.som, ticket: null });
		expect(await beside()).toMatchObject({ subject: s.som });
	})
);

test(
	'a screen shows a code, a leader binds it, and only then is it something',
	scene(async (s) => {
		const key = derive(s.base.keys, 'test', 'screen').toString('base64url');
		const keyHash = tokenHash(key).toString('hex');
		await askPairing(door(s, 'access.ask-pairing'), { kind: 'kiosk', keyHash });
		expect(await deviceAtDoor(s.base.db as never, rightsOf, key, 'kiosk', s.as(s.lua).now)).toBeNull();
		const shown = await pairing(door(s, 'access.pairing'), { keyHash });
		const wrong = String((Number(shown!.code) + 1) % 1_000_000).padStart(6, '0');
		expect(await refusalOf(pairDevice(s.as(s.thach), { code: wrong, desk: null, centre: 1 }))).toBe('pairing-unknown');
		expect(await refusalOf(pairDevice(s.as(s.thach), { code: shown!.code, desk: null, centre: 2 }))).toBe(
			'not-your-place'
		);
		const foreign = deskId('guide-1', 2);
		await furnish(s.base, NOW, 2);
		expect(await refusalOf(pairDevice(s.as(s.thach), { code: shown!.code, desk: foreign, centre: 1 }))).toBe(
			'desk-unknown'
		);
		const { device } = await pairDevice(s.as(s.thach), { code: shown!.code, desk: deskId('guide-1'), centre: 1 });
		const found = await deviceAtDoor(s.base.db as never, rightsOf, key, 'kiosk', s.as(s.lua).now);
		expect(found?.actor).toMatchObject({ kind: 'device', centres: [1] });
		expect(await deviceAtDoor(s.base.db as never, rightsOf, key, 'display', s.as(s.lua).now)).toBeNull();
		expect(await devices(s.as(s.thach), {})).toMatchObject([{ id: device, kind: 'kiosk' }]);
		expect(await devices(s.as({ ...s.thach, centres: [2] }), {})).toEqual([]);
		await revokeDevice(s.as(s.thach), { device });
		expect(await deviceAtDoor(s.base.db as never, rightsOf, key, 'kiosk', s.as(s.lua).now)).toBeNull();
	})
);

test(
	'a guide cannot bind a screen',
	scene(async (s) => {
		expect(await refusalOf(pairDevice(s.as(s.lua), { code: '123456', desk: null, centre: 1 }))).toBe('not-allowed');
	})
);

test(
	'whoever signs in anew on a browser leaves no sign-in behind on it, be it theirs or a colleague’s',
	scene(async (s) => {
		const first = await enter(s);
		const second = await enter(s, 'mai', 1, first);
		expect([await at(s, first, 2), (await at(s, second, 2))?.staff.login]).toEqual([null, 'mai']);
		const comes = async (held?: string) => {
			const context = door(s, 'access.let-in', 3);
			const told = { number: '097150004127', name: 'SUONG THI SOM', level: 2, birthDate: '1950-03-14' };
			await letIn(context, { ...told, held });
			return residentTokenOf(context);
		};
		const here = (token: string) => residentAtDoor(s.base.db as never, rightsOf, token, s.as(s.lua, 4).now);
		const before = await comes();
		const after = await comes(before);
		expect([await here(before), (await here(after))?.actor.subject]).toEqual([null, s.som]);
	})
);

test(
	'she sits down at a desk and signs out',
	scene(async (s) => {
		const token = await enter(s);
		const { actor, staff } = (await at(s, token))!;
		await furnish(s.base, NOW, 2);
		const sit = (desk: string) => sitAtDesk(s.as(actor, 1), { desk, session: staff.sessionId });
		expect(await refusalOf(sit(deskId('desk-2', 2)))).toBe('desk-unknown');
		await sit(deskId('desk-2'));
		expect((await at(s, token, 2))?.staff.deskName).toBe('Quầy 2');
		expect((await colleagues(s.as(s.thach, 3), {})).map(({ name }) => name)).toContain('Hoa Thị Lúa');
		await signOut(s.as(actor, 4), { session: staff.sessionId });
		expect(await at(s, token, 5)).toBeNull();
	})
);

test(
	'a key has a role at a place and nothing of a session',
	scene(async (s) => {
		const context = door(s, 'access.make-api-key');
		const { key } = await makeApiKey(context, { staff: staffId('mai'), role: 'receiving-officer', place: 1 });
		const { actor } = (await keyAtDoor(s.base.db as never, rightsOfKey, key, context.now))!;
		expect(actor).toMatchObject({ kind: 'staff', id: staffId('mai'), centres: [1], session: null, machine: null });
		expect(actor.may.has('cases.receive')).toBe(true);
		expect(await keyAtDoor(s.base.db as never, rightsOfKey, 'x'.repeat(43), context.now)).toBeNull();
	})
);

test(
	'a trip to the e-ID is good for one return in ten minutes, and lets in whom the register knows',
	scene(async (s) => {
		const trip = { state: 'st-1', nonce: 'n', verifier: 'v', backTo: '/cua-toi', address: 'a' };
		await beginTrip(door(s, 'access.begin-trip'), trip);
		const back = (minutes: number, state = 'st-1') =>
			takeBack({ db: s.base.db, now: door(s, 'x', minutes).now }, state);
		expect(await refusalOf(back(1, 'st-2'))).toBe('trip-over');
		expect(await refusalOf(back(11))).toBe('trip-over');
		expect(await back(1)).toEqual({ nonce: 'n', verifier: 'v', backTo: '/cua-toi' });
		expect(await refusalOf(back(2))).toBe('trip-over');

		const enters = (number: string, name: string) =>
			letIn(door(s, 'access.let-in', 3), { number, name, level: 2, birthDate: '1950-03-14' });
		expect(await refusalOf(enters('097150004128', 'Sương Thị Sớm'))).toBe('not-in-register');
		expect(await refusalOf(enters('097150004127', 'Mận Thị Hồng'))).toBe('not-in-register');
		const context = door(s, 'access.let-in', 3);
		await letIn(context, { number: '097150004127', name: 'SUONG THI SOM', level: 2, birthDate: '1950-03-14' });
		const seen = (minutes: number) =>
			residentAtDoor(s.base.db as never, rightsOf, residentTokenOf(context), s.as(s.lua, minutes).now);
		const found = (await seen(4))!;
		expect(found).toMatchObject({ actor: { kind: 'resident', subject: s.som, centres: [], eIdLevel: 2 } });
		expect(await seen(64)).toBeNull();
		await signOut(s.as(found.actor, 5), { session: found.sessionId });
		expect(await seen(6)).toBeNull();
		// Whoever is erased is signed in nowhere, at once.
		const again = door(s, 'access.let-in', 7);
		await letIn(again, { number: '097150004127', name: 'SUONG THI SOM', level: 2, birthDate: '1950-03-14' });
		const still = () => residentAtDoor(s.base.db as never, rightsOf, residentTokenOf(again), s.as(s.lua, 8).now);
		expect(await still()).not.toBeNull();
		await eraseFor(s, s.som);
		expect(await still()).toBeNull();
	})
);

test(
	'whoever knows the id of a colleague’s session ends nothing with it',
	scene(async (s) => {
		const token = await enter(s);
		const { sessionId } = (await at(s, token))!.staff;
		for (const other of [s.sam, s.mai, s.thach]) await signOut(s.as(other, 1), { session: sessionId });
		expect(await at(s, token, 2)).not.toBeNull();
		await signOut(s.as(s.lua, 3), { session: sessionId });
		expect(await at(s, token, 4)).toBeNull();
	})
);

test(
	'a hundred trips set out from one address in ten minutes, and what is refused leaves nothing behind',
	scene(async (s) => {
		const out = (n: number, minutes = 8) =>
			beginTrip(door(s, 'access.begin-trip', minutes), {
				...{ state: `st-${n}-${minutes}`, nonce: 'n', verifier: 'v', backTo: '/cua-toi', address: 'x' }
			});
		for (let n = 0; n < 100; n++) await out(n);
		const rows = async () =>
			(
				await byHouse(
					s,
					(db) => db<{ n: number }[]>`
						select (select count(*) from eid_trip)::int + (select count(*) from request)::int + (select count(*) from journal)::int as n`
				)
			)[0]!.n;
		const before = await rows();
		for (let n = 100; n < 110; n++) expect(await refusalOf(out(n))).toBe('trips-enough');
		expect(await rows()).toBe(before);
		await out(0, 19);
	})
);
