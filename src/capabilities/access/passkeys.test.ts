import { expect, test } from 'vitest';
import { authenticator } from '#tests/support/authenticator.ts';
import { begun, enterByKey, freshCode, SITE, signedIn, withKey } from '#tests/support/passkeys.ts';
import { passwordOf } from '#tests/support/enter.ts';
import { refusalOf, scene } from '#tests/support/scene.ts';
import { rightsOf, rightsOfKey } from '#program/roles.ts';
import { challengeOf } from './challenges.server.ts';
import { ownAccount } from './own-account.server.ts';
import { addPasskey, beginPasskey, newPasskey, removePasskey } from './passkeys.server.ts';
import { beginUnlock, unlockByPasskey } from './passkey-unlock.server.ts';
import { isAhead, readMade, readSigned, siteOf } from './rules-passkeys.ts';
import { roles } from './rules-roles.ts';

test('keys of machines work under https and on the machine itself by name, at our host and at no bare address', () => {
	const at = (ours: string, host = new URL(ours).host) => siteOf(ours, host);
	expect(at('https://mot-cua.example')).toEqual(SITE);
	expect(at('https://mot-cua.example:8443')).toEqual({ origin: 'https://mot-cua.example:8443', host: SITE.host });
	expect(at('http://localhost:4000')).toEqual({ origin: 'http://localhost:4000', host: 'localhost' });
	for (const ours of ['http://127.0.0.1:4000', 'https://192.168.1.9', 'https://[::1]', 'http://mot-cua.example'])
		expect(at(ours)).toBeNull();
	expect(at('https://mot-cua.example', '192.168.1.9')).toBeNull();
});

test('a count goes on, or never began', () => {
	expect([isAhead(5, 4), isAhead(1, 0), isAhead(0, 0)]).toEqual([true, true, true]);
	expect([isAhead(4, 4), isAhead(3, 4), isAhead(0, 4)]).toEqual([false, false, false]);
});

test('what is no key is no fault', () => {
	for (const typed of ['', 'x', '{}', '[]', 'null', '{"id":1}', '{"id":"a","rawId":"a","type":"public-key"}'])
		expect([readMade(typed), readSigned(typed)]).toEqual([null, null]);
	const client = { clientDataJSON: 'eHg', attestationObject: 'x', authenticatorData: 'x', signature: 'x' };
	const odd = JSON.stringify({ id: 'a', rawId: 'a', type: 'public-key', response: client });
	expect([readMade(odd), readSigned(odd)]).toEqual([null, null]);
});

test(
	'by password and code somebody adds a key, sees it with its name, and removes it; another’s is not there',
	scene(async (s) => {
		const lua = await signedIn(s, 'lua');
		const begin = s.as(lua, 1);
		const [password, code] = [passwordOf('lua'), await freshCode(s, 'lua', begin.now)];
		expect(await refusalOf(beginPasskey(s.as(lua, 1), { password: 'khong phai', code }))).toBe('unlock-wrong');
		expect(await refusalOf(beginPasskey(s.as(lua, 1), { password, code: '000000' }))).toBe('code-old-wrong');
		await beginPasskey(begin, { password, code });
		expect(await refusalOf(beginPasskey(s.as(lua, 1), { password, code }))).toBe('code-old-wrong');
		const options = JSON.parse((await newPasskey(s.as(lua, 1), { begun: begin.request, ...SITE })).options) as Record<
			string,
			unknown
		>;
		expect(options).toMatchObject({
			challenge: challengeOf(begin, begin.request),
			rp: { id: 'mot-cua.example' },
			user: { name: 'lua' },
			authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
			attestation: 'none',
			excludeCredentials: []
		});
		const { row, key } = await withKey(s, { actor: lua, login: 'lua' }, 2);
		const own = await ownAccount(s.as(lua, 3), {});
		expect(own.passkeys).toMatchObject([{ id: row, name: 'máy bàn 2', lastUsedAt: null }]);
		expect(JSON.stringify(own)).not.toContain(key.id.toString('base64url'));
		const next = await newPasskey(s.as(lua, 3), { begun: begin.request, ...SITE });
		expect(next.options).toContain(key.id.toString('base64url'));
		const mai = await signedIn(s, 'mai');
		expect((await ownAccount(s.as(mai, 3), {})).passkeys).toEqual([]);
		expect(await refusalOf(removePasskey(s.as(mai, 3), { passkey: row }))).toBe('passkey-unknown');
		expect((await enterByKey(s, key, 4)).why).toBeNull();
		expect((await ownAccount(s.as(lua, 5), {})).passkeys[0]!.lastUsedAt).toEqual(s.as(lua, 4).now);
		await removePasskey(s.as(lua, 5), { passkey: row });
		expect((await ownAccount(s.as(lua, 5), {})).passkeys).toEqual([]);
		expect((await enterByKey(s, key, 6)).why).toBe('wrong');
	})
);

test(
	'a key is added once, there and then: not by a used, old or other’s challenge, nor from elsewhere, nor unseen',
	scene(async (s) => {
		const [lua, there] = [await signedIn(s, 'lua'), await signedIn(s, 'lua', 2)];
		const key = authenticator(SITE.origin);
		const add = (credential: string, minutes = 3, actor = lua) =>
			addPasskey(s.as(actor, minutes), { id: crypto.randomUUID(), credential, name: 'x', ...SITE });
		const no = (...said: Parameters<typeof add>) => refusalOf(add(...said));
		const begin = (minutes = 3) => begun(s, lua, 'lua', minutes);
		expect(await no('{}')).toBe('passkey-wrong');
		expect(await no(key.made('bm9ib2R5IGdhdmUgdGhpcw'))).toBe('passkey-over');
		expect(await no(key.made(await begin()), 9)).toBe('passkey-over');
		expect(await no(key.made(await begin()), 3, there)).toBe('passkey-over');
		expect(await no(key.made(await begin(), { origin: 'https://mot-cua.example.vn' }))).toBe('passkey-wrong');
		expect(await no(key.made(await begin(), { host: 'khac.example' }))).toBe('passkey-wrong');
		expect(await no(key.made(await begin(), { verified: false }))).toBe('passkey-wrong');
		const unlocking = s.as(lua, 3);
		await beginUnlock(unlocking, {});
		expect(await no(key.made(challengeOf(unlocking, unlocking.request)))).toBe('passkey-over');
		const challenge = await begin();
		await add(key.made(challenge));
		expect(await no(authenticator(SITE.origin).made(challenge))).toBe('passkey-over');
		const twin = add(key.made(await begin()));
		await expect(twin).rejects.toMatchObject({ constraint_name: 'passkey_credential_once' });
	})
);

test(
	'ten keys are enough, and no page asks for one where none works',
	scene(async (s) => {
		const lua = { actor: await signedIn(s, 'lua'), login: 'lua' };
		const spare = await begun(s, lua.actor, 'lua');
		for (let n = 0; n < 10; n++) await withKey(s, lua, 1);
		expect(await refusalOf(begun(s, lua.actor, 'lua', 2))).toBe('passkeys-many');
		const credential = authenticator(SITE.origin).made(spare);
		const late = addPasskey(s.as(lua.actor, 2), { id: crypto.randomUUID(), credential, name: 'x', ...SITE });
		expect(await refusalOf(late)).toBe('passkeys-many');
		const bare = { origin: 'http://127.0.0.1:4000', host: '127.0.0.1:4000' };
		const nowhere = newPasskey(s.as(lua.actor, 2), { begun: crypto.randomUUID(), ...bare });
		expect(await refusalOf(nowhere)).toBe('passkeys-not-here');
	})
);

test(
	'codes are not guessed there: five wrong ones slow the right one too',
	scene(async (s) => {
		const lua = await signedIn(s, 'lua');
		const password = passwordOf('lua');
		const begin = (code: string, minutes = 1) => refusalOf(beginPasskey(s.as(lua, minutes), { password, code }));
		for (let n = 0; n < 5; n++) expect(await begin(`00000${n}`)).toBe('code-old-wrong');
		expect(await begin(await freshCode(s, 'lua', s.as(lua, 1).now))).toBe('unlock-locked');
		await begun(s, lua, 'lua', 3);
	})
);

test(
	'no program in somebody’s name comes near their keys, nor whoever holds a printed password',
	scene(async (s) => {
		const doors = [
			'begin-passkey',
			'new-passkey',
			'add-passkey',
			'remove-passkey',
			'begin-unlock',
			'unlock-by-passkey'
		];
		const may = new Set([...roles.flatMap((role) => rightsOfKey(role, null, true)), ...rightsOf['first-use']]);
		expect(doors.filter((door) => may.has(`access.${door}`))).toEqual([]);
		// Even one that was given the right is nobody at a machine.
		const key = { ...(await signedIn(s, 'lua')), machine: null, key: crypto.randomUUID() };
		const passkey = crypto.randomUUID();
		expect(await refusalOf(beginPasskey(s.as(key), { password: passwordOf('lua'), code: '000000' }))).toBe(
			'not-allowed'
		);
		expect(await refusalOf(newPasskey(s.as(key), { begun: passkey, ...SITE }))).toBe('not-allowed');
		const added = addPasskey(s.as(key), { id: passkey, credential: '{}', name: 'x', ...SITE });
		expect(await refusalOf(added)).toBe('not-allowed');
		expect(await refusalOf(removePasskey(s.as(key), { passkey }))).toBe('not-allowed');
		expect(await refusalOf(beginUnlock(s.as(key), {}))).toBe('not-allowed');
		expect(await refusalOf(unlockByPasskey(s.as(key), { credential: '{}', ...SITE }))).toBe('not-allowed');
	})
);
