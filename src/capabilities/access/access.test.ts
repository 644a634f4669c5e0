import { Secret } from 'otpauth';
import { expect, test } from 'vitest';
import { system } from '#kernel/actor.ts';
import { transaction } from '#platform/db.server.ts';
import { derive, tokenHash } from '#platform/keys.server.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { deskId, idOf, staffId } from '../../../seed/house.ts';
import { askPairing, pairDevice, pairing, revokeDevice } from './devices.server.ts';
import { deviceAtDoor, staffAtDoor } from './door.server.ts';
import { totpSecretOf } from './make-staff.server.ts';
import { fullTokenOf, secondFactor, totpOf } from './second-factor.server.ts';
import { revokeSessions } from './sessions.server.ts';
import { halfTokenOf, signIn } from './sign-in.server.ts';

const door = ({ as }: Scene, may: string, minutes = 0) => as(system('door', new Set([may])), minutes);
const password = 'mat-khau-lua-rat-dai';
const tryPassword = (s: Scene, given: string, minutes = 0, login = 'lua', address = 'a') =>
	signIn(door(s, 'access.sign-in', minutes), { login, password: given, address });

const secretOf = (s: Scene): Secret => totpSecretOf({ keys: s.base.keys, request: idOf('staff lua') });

async function enter(s: Scene, minutes = 0): Promise<string> {
	const first = door(s, 'access.sign-in', minutes);
	await signIn(first, { login: 'lua', password, address: 'a' });
	const second = door(s, 'access.second-factor', minutes);
	const code = totpOf(secretOf(s)).generate({ timestamp: second.now.getTime() });
	expect((await secondFactor(second, { token: halfTokenOf(first), code })).ok).toBe(true);
	return fullTokenOf(second);
}

const at = (s: Scene, token: string, minutes = 0) => staffAtDoor(s.base.db as never, token, s.as(s.lua, minutes).now);

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
		for (let n = 0; n < 5; n++) await tryPassword(s, 'khac', n);
		expect((await tryPassword(s, password, 5)).until).not.toBeNull();
		expect((await tryPassword(s, password, 5, 'lua', 'elsewhere')).ok).toBe(true);
		expect((await tryPassword(s, password, 12)).ok).toBe(true);
	})
);

test(
	'a code works once',
	scene(async (s) => {
		await enter(s);
		const first = door(s, 'access.sign-in');
		await signIn(first, { login: 'lua', password, address: 'a' });
		const code = totpOf(secretOf(s)).generate({ timestamp: first.now.getTime() });
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
		const boss = { ...s.thach, may: new Set(['access.revoke-sessions']) };
		await transaction(s.base.db, async () => undefined);
		await revokeSessions(
			{ ...s.as(boss), actor: { ...system('door', new Set(['access.revoke-sessions']), null, [1]) } },
			{ staff: staffId('lua') }
		);
		expect(await at(s, token)).toBeNull();
	})
);

test(
	'a screen shows a code, a leader binds it, and only then is it something',
	scene(async (s) => {
		const key = derive(s.base.keys, 'test', 'screen').toString('base64url');
		const keyHash = tokenHash(key).toString('hex');
		await askPairing(door(s, 'access.ask-pairing'), { kind: 'kiosk', keyHash });
		expect(await deviceAtDoor(s.base.db as never, key, 'kiosk', s.as(s.lua).now)).toBeNull();
		const shown = await pairing(door(s, 'access.pairing'), { keyHash });
		const wrong = String((Number(shown!.code) + 1) % 1_000_000).padStart(6, '0');
		expect(await refusalOf(pairDevice(s.as(s.thach), { code: wrong, desk: null, centre: 1 }))).toBe('pairing-unknown');
		expect(await refusalOf(pairDevice(s.as(s.thach), { code: shown!.code, desk: null, centre: 2 }))).toBe(
			'not-your-place'
		);
		const { device } = await pairDevice(s.as(s.thach), { code: shown!.code, desk: deskId('guide-1'), centre: 1 });
		const found = await deviceAtDoor(s.base.db as never, key, 'kiosk', s.as(s.lua).now);
		expect(found?.actor).toMatchObject({ kind: 'device', centres: [1] });
		expect(await deviceAtDoor(s.base.db as never, key, 'display', s.as(s.lua).now)).toBeNull();
		await revokeDevice(s.as(s.thach), { device });
		expect(await deviceAtDoor(s.base.db as never, key, 'kiosk', s.as(s.lua).now)).toBeNull();
	})
);

test(
	'a guide cannot bind a screen',
	scene(async (s) => {
		expect(await refusalOf(pairDevice(s.as(s.lua), { code: '123456', desk: null, centre: 1 }))).toBe('not-allowed');
	})
);
