import { expect, test } from 'vitest';
import { giveRole } from './accounts.server.ts';
import { lock } from './lock.server.ts';
import { rightsOf } from '#program/roles.ts';
import { atBrowser, byHouse, enterBy, granted, hired } from '#tests/support/accounts.ts';
import { enter, passwordOf, secretOf } from '#tests/support/enter.ts';
import { refusalOf, scene } from '#tests/support/scene.ts';
import { ownSecretOf } from './first-secrets.server.ts';
import { changePassword, ownAccount, renewAuthenticator } from './own-account.server.ts';
import { totpOf } from './second-factor.server.ts';
import { signOut } from './sessions.server.ts';
import { findPasswordOf } from './sql.server.ts';
import { staffAtDoor } from './door.server.ts';

const NEW = 'mot cau khac cung rat dai';

test(
	'somebody sees where they are signed in, and ends what is not theirs any more',
	scene(async (s) => {
		const [here, there] = [await enter(s, 'lua'), await enter(s, 'lua', 2)];
		const { actor } = (await atBrowser(s, here, 3))!;
		const own = await ownAccount(s.as(actor, 3), {});
		expect(own).toMatchObject({ login: 'lua', here: actor.machine });
		expect(own.sessions).toHaveLength(2);
		const other = own.sessions.find(({ id }) => id !== own.here)!;
		await signOut(s.as(actor, 4), { session: other.id });
		expect(await atBrowser(s, there, 5)).toBeNull();
		expect(await atBrowser(s, here, 5)).not.toBeNull();
	})
);

test(
	'a new password by the old one: other machines are signed out, and a wrong one is counted',
	scene(async (s) => {
		const [here, there] = [await enter(s, 'lua'), await enter(s, 'lua', 2)];
		const { actor } = (await atBrowser(s, here, 3))!;
		const change = (old: string, password = NEW, minutes = 3) =>
			changePassword(s.as(actor, minutes), { old, password });
		expect(await refusalOf(change(passwordOf('lua'), passwordOf('lua')))).toBe('password-same');
		expect(await refusalOf(change(passwordOf('lua'), 'Từng Nhà 2026 mật khẩu'))).toBe('password-easy');
		for (let n = 0; n < 5; n++) expect(await refusalOf(change('khong phai'))).toBe('unlock-wrong');
		expect(await refusalOf(change(passwordOf('lua')))).toBe('unlock-locked');
		await change(passwordOf('lua'), NEW, 6);
		expect([await atBrowser(s, there, 7), (await atBrowser(s, here, 7))?.actor.id]).toEqual([null, s.lua.id]);
		expect(await enterBy(s, 'lua', passwordOf('lua'), secretOf(s, 'lua'), 8)).toBeNull();
		expect(await enterBy(s, 'lua', NEW, secretOf(s, 'lua'), 9)).not.toBeNull();
	})
);

test(
	'a password is taken and tried as it was typed: twelve signs at least, sixty-four and more, spaces and all',
	scene(async (s) => {
		const { actor } = (await atBrowser(s, await enter(s, 'lua'), 1))!;
		const to = (password: string) => changePassword(s.as(actor, 1), { old: passwordOf('lua'), password });
		await expect(to('mười một ký')).rejects.toMatchObject({ issues: [{ message: 'password-short' }] });
		const long = ` Trâu ơi,  ta bảo TRÂU này — ${'ra ngoài ruộng '.repeat(5)}`;
		expect(long.length).toBeGreaterThan(64);
		await to(long);
		const enters = (password: string, minutes: number) => enterBy(s, 'lua', password, secretOf(s, 'lua'), minutes);
		for (const other of [long.trim(), long.toLowerCase(), long.slice(0, 64)]) expect(await enters(other, 3)).toBeNull();
		expect(await enters(long, 4)).not.toBeNull();
	})
);

test(
	'what opens an account is drawn by lot, and of its password only a slow hash is kept',
	scene(async (s) => {
		const tokens = [await enter(s, 'lua'), await enter(s, 'mai', 1), await enter(s, 'lua', 2)];
		expect(new Set(tokens).size).toBe(3);
		for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
		const seeds = ['lua', 'mai'].map((login) => secretOf(s, login));
		expect(seeds.map(({ bytes }) => bytes.length)).toEqual([20, 20]);
		expect(seeds[0]!.base32).not.toBe(seeds[1]!.base32);
		const kept = await byHouse(s, (sql) => findPasswordOf(sql, s.lua.id));
		expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	})
);

test(
	'a new authenticator by password and old code, once it shows a code itself; a code works once',
	scene(async (s) => {
		const here = await enter(s, 'lua');
		const { actor } = (await atBrowser(s, here, 3))!;
		const seed = crypto.randomUUID();
		const fresh = ownSecretOf(s.base, s.lua.id, seed);
		const code = (secret: typeof fresh, minutes: number) =>
			totpOf(secret).generate({ timestamp: s.as(s.lua, minutes).now.getTime() });
		const renew = (old: string, next: string, password = passwordOf('lua'), minutes = 3) =>
			renewAuthenticator(s.as(actor, minutes), { password, code: old, seed, fresh: next });
		const own = secretOf(s, 'lua');
		expect(await refusalOf(renew(code(own, 3), code(fresh, 3), 'khong phai'))).toBe('unlock-wrong');
		expect(await refusalOf(renew(code(own, 0), code(fresh, 3)))).toBe('code-old-wrong');
		expect(await refusalOf(renew(code(own, 3), code(own, 3)))).toBe('code-fresh-wrong');
		// Another's seed is another authenticator.
		const far = ownSecretOf(s.base, s.mai.id, seed);
		expect(await refusalOf(renew(code(own, 3), code(far, 3)))).toBe('code-fresh-wrong');
		await renew(code(own, 3), code(fresh, 3));
		expect(await enterBy(s, 'lua', passwordOf('lua'), own, 5)).toBeNull();
		expect(await enterBy(s, 'lua', passwordOf('lua'), fresh, 6)).not.toBeNull();
	})
);

test(
	'whoever serves and administers does each act in one of the two roles, and the journal says in which',
	scene(async (s) => {
		const one = await hired(s, 'ca-hai', 'administrator');
		await granted(s, one.id, 1, 'guide');
		const token = (await enter(s, 'ca-hai'))!;
		const { actor } = (await staffAtDoor(s.base.db as never, rightsOf, token, s.as(s.lua).now))!;
		const role = async (command: string) =>
			(
				await s.base.db<{ role: string }[]>`
					select detail ->> 'role' as role from journal where command = ${command} and actor_id = ${one.id}`
			)[0]!.role;
		await signOut(s.as(actor, 1), { session: crypto.randomUUID() });
		expect(await role('access.sign-out')).toBe('guide');
		await giveRole(s.as(actor, 2), { staff: s.mai.id, place: 1, role: 'guide' });
		expect(await role('access.give-role')).toBe('administrator');
		await lock(s.as(actor, 3), {});
	})
);
