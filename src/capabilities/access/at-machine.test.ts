import { expect, test } from 'vitest';
import { system } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import { khoi } from '#tests/support/accounts.ts';
import { standing } from '#tests/support/passkeys.ts';
import { refusalOf, scene } from '#tests/support/scene.ts';
import { door, enter, passwordOf } from '#tests/support/enter.ts';
import { rightsOfKey } from '#program/roles.ts';
import { makeApiKey } from './api-keys.server.ts';
import { keyAtDoor } from './door.server.ts';
import { allAccounts, resetHere } from './at-machine.server.ts';
import { firstPasswordOf } from './first-secrets.server.ts';
import { signIn } from './sign-in.server.ts';

test(
	'at the machine every account is listed, and one is opened anew: nothing that opened it before does, its paper opens one page',
	scene(async (s) => {
		const here = system('door', only(allAccounts, resetHere));
		const all = await allAccounts(s.as(here), {});
		expect(all.find(({ login }) => login === 'khoi')).toMatchObject({ roles: ['administrator'], closed: false });
		await enter(s, 'khoi');
		const { key } = await makeApiKey(s.as(khoi(s)), { staff: khoi(s).id, role: 'administrator', place: 1 });
		const byKey = (minutes: number) => keyAtDoor(s.base.db as never, rightsOfKey, key, s.as(s.lua, minutes).now);
		expect(await byKey(0)).not.toBeNull();
		const asked = s.as(here, 1);
		expect(await refusalOf(resetHere(s.as(here, 1), { login: 'khong-co' }))).toBe('account-unknown');
		await resetHere(asked, { login: 'khoi' });
		const left = await s.base
			.db`select from staff_session x join staff s on s.id = x.staff_id where s.login = 'khoi' and x.revoked_at is null`;
		expect(left.count).toBe(0);
		await standing(s, khoi(s).id, { must_change: false });
		expect(await byKey(2)).toBeNull();
		const tryWith = (password: string, minute: number) =>
			signIn(door(s, 'access.sign-in', minute), { login: 'khoi', address: 'a', password });
		expect((await tryWith(passwordOf('khoi'), 2)).ok).toBe(false);
		expect((await tryWith(firstPasswordOf(asked), 3)).ok).toBe(true);
		expect(await refusalOf(allAccounts(s.as(s.thach, 3), {}))).toBe('not-allowed');
	})
);
