import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { atBrowser } from '#tests/support/accounts.ts';
import { enter, passwordOf } from '#tests/support/enter.ts';
import { asked, SITE, signedIn, withKey } from '#tests/support/passkeys.ts';
import type { Authenticator, How } from '#tests/support/authenticator.ts';
import { scene, type Scene } from '#tests/support/scene.ts';
import { challengeOf } from './challenges.server.ts';
import { lock, unlock } from './lock.server.ts';
import { beginUnlock, unlockByPasskey } from './passkey-unlock.server.ts';

/** What a covered machine asks of a key. */
async function askedAt(s: Scene, actor: Actor, minutes: number): Promise<string> {
	const context = s.as(actor, minutes);
	await beginUnlock(context, {});
	return challengeOf(context, context.request);
}

type More = Partial<How> & { challenge?: string };

async function opened(s: Scene, actor: Actor, key: Authenticator, minutes: number, more: More = {}) {
	const { challenge = await askedAt(s, actor, minutes), ...how } = more;
	return unlockByPasskey(s.as(actor, minutes), { credential: key.signed(challenge, how), ...SITE });
}

/** Lúa with a key of hers, at a machine that is covered. */
async function covered(s: Scene) {
	const token = await enter(s);
	const { actor } = (await atBrowser(s, token))!;
	const { key } = await withKey(s, { actor, login: 'lua' });
	await lock(s.as(actor, 1), {});
	const now = (await atBrowser(s, token, 1))!;
	expect(now.locked).toBe(true);
	return { key, actor: now.actor, isOpen: async (minutes: number) => !(await atBrowser(s, token, minutes))!.locked };
}

test(
	'a covered machine opens by a key of whoever is signed in there, and of nobody else',
	scene(async (s) => {
		const { key, actor, isOpen } = await covered(s);
		const mai = await withKey(s, { actor: await signedIn(s, 'mai'), login: 'mai' });
		expect(await opened(s, actor, mai.key, 2)).toEqual({ locked: true, why: 'wrong' });
		expect(await opened(s, actor, key, 2, { verified: false })).toEqual({ locked: true, why: 'wrong' });
		expect(await opened(s, actor, key, 2, { challenge: await asked(s, 2) })).toEqual({ locked: true, why: 'over' });
		expect(await unlockByPasskey(s.as(actor, 2), { credential: 'x', ...SITE })).toMatchObject({ why: 'wrong' });
		expect(await isOpen(3)).toBe(false);
		const challenge = await askedAt(s, actor, 4);
		expect(await opened(s, actor, key, 4, { challenge, counter: 3 })).toEqual({ locked: false, why: null });
		expect(await isOpen(4)).toBe(true);
		expect(await opened(s, actor, key, 4, { challenge, counter: 4 })).toEqual({ locked: true, why: 'over' });
		expect(await opened(s, actor, key, 4, { counter: 3 })).toEqual({ locked: true, why: 'counter' });
		const rows = await s.base.db`
			select from journal where command = 'access.unlock-by-passkey' and detail ->> 'refused' = 'counter'`;
		expect(rows).toHaveLength(1);
	})
);

test(
	'wrong keys and wrong passwords are counted together there',
	scene(async (s) => {
		const { key, actor } = await covered(s);
		for (let n = 0; n < 3; n++) expect((await opened(s, actor, key, 2, { verified: false })).why).toBe('wrong');
		for (let n = 0; n < 2; n++) expect((await unlock(s.as(actor, 2), { password: 'khac' })).why).toBe('wrong');
		expect((await opened(s, actor, key, 2.5)).why).toBe('locked');
		expect((await unlock(s.as(actor, 2.5), { password: passwordOf('lua') })).why).toBe('locked');
		expect((await opened(s, actor, key, 3.6)).why).toBeNull();
	})
);
