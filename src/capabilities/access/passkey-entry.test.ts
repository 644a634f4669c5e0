import { expect, test } from 'vitest';
import { challengeOf } from './challenges.server.ts';
import { askReset, agreeChange } from './account-changes.server.ts';
import { closeStaff } from './accounts.server.ts';
import { beginEntry, enterByPasskey } from './passkey-entry.server.ts';
import { beginUnlock } from './passkey-unlock.server.ts';
import { handleOf } from './webauthn.server.ts';
import { atBrowser, khoi, letsIn } from '#tests/support/accounts.ts';
import { authenticator } from '#tests/support/authenticator.ts';
import { door } from '#tests/support/enter.ts';
import { asked, begun, enterByKey, refusedIn, SITE, signedIn, standing, withKey } from '#tests/support/passkeys.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';

/** Lúa with a key of her machine. */
async function lua(s: Scene) {
	const actor = await signedIn(s, 'lua');
	return { actor, ...(await withKey(s, { actor, login: 'lua' })) };
}

test(
	'a key is both factors: it opens a shift on this browser, once for each challenge, and says nothing in its answers',
	scene(async (s) => {
		const { key } = await lua(s);
		const challenge = await asked(s, 1);
		const { why, token } = await enterByKey(s, key, 1, { asked: challenge });
		expect(why).toBeNull();
		expect(await atBrowser(s, token!, 2)).toMatchObject({ staff: { login: 'lua' }, locked: false, firstUse: false });
		expect(await enterByKey(s, key, 1, { asked: challenge })).toEqual({ why: 'over', token: null });
		const told = await s.base.db<{ told: string }[]>`
			select detail::text || answer::text as told from journal where command like 'access.%passkey' or command like 'access.begin-e%'`;
		for (const secret of [challenge, token!, key.id.toString('base64url')])
			expect(told.map(({ told: one }) => one).join()).not.toContain(secret);
		const next = await enterByKey(s, key, 2, { held: token! });
		expect([await atBrowser(s, token!, 3), (await atBrowser(s, next.token!, 3))?.staff.login]).toEqual([null, 'lua']);
		// The same request again answers the same, and opens no second shift.
		const context = door(s, 'access.enter-by-passkey', 3);
		const said = { credential: key.signed(await asked(s, 3)), visit: 'a browser that nobody knows yet', address: 'a' };
		const twice = [
			await enterByPasskey(context, { ...said, ...SITE }),
			await enterByPasskey(context, { ...said, ...SITE })
		];
		expect(twice[0]).toEqual(twice[1]);
		expect(twice[0]).toEqual({ ok: true, why: null, until: null });
	})
);

test(
	'no other challenge, site, account or browser opens it, nor a machine that did not look who it was',
	scene(async (s) => {
		const { key, actor } = await lua(s);
		const why = async (more: Parameters<typeof enterByKey>[3] = {}, minutes = 1) =>
			(await enterByKey(s, key, minutes, { ...more, address: crypto.randomUUID() })).why;
		expect(await why({ asked: 'bm9ib2R5IGdhdmUgdGhpcw' })).toBe('over');
		expect(await why({ asked: await asked(s, 1) }, 7)).toBe('over');
		expect(await why({ asked: await asked(s, 1, 'a browser of somebody else') })).toBe('over');
		expect(await why({ asked: await begun(s, actor, 'lua', 1) })).toBe('over');
		const unlocking = s.as(actor, 1);
		await beginUnlock(unlocking, {});
		expect(await why({ asked: challengeOf(unlocking, unlocking.request) })).toBe('over');
		expect(await why({ origin: 'https://mot-cua.example.vn' })).toBe('wrong');
		expect(await why({ host: 'khac.example' })).toBe('wrong');
		expect(await why({ verified: false })).toBe('wrong');
		expect(await why({ userHandle: handleOf(s.mai.id).toString('base64url') })).toBe('wrong');
		expect(await why({ userHandle: handleOf(s.lua.id).toString('base64url') })).toBeNull();
		// A machine of its own under the name of that key: the signature is not hers.
		const forged = authenticator(SITE.origin, key.id);
		expect((await enterByKey(s, forged, 1, { address: 'x' })).why).toBe('wrong');
		expect((await enterByKey(s, authenticator(SITE.origin), 1, { address: 'x' })).why).toBe('wrong');
	})
);

test(
	'a count that went back is refused and stands in the journal; nobody else makes it go back',
	scene(async (s) => {
		const { key } = await lua(s);
		const why = async (counter: number, one = key) =>
			(await enterByKey(s, one, 1, { counter, address: crypto.randomUUID() })).why;
		expect(await why(7)).toBeNull();
		expect(await why(9)).toBeNull();
		expect([await why(9), await why(8), await why(0)]).toEqual(['counter', 'counter', 'counter']);
		expect(await why(3, authenticator(SITE.origin, key.id))).toBe('wrong');
		expect(await why(10)).toBeNull();
		expect(await refusedIn(s, s.lua.id)).toEqual([null, null, 'counter', 'counter', 'counter', 'wrong', null]);
	})
);

test(
	'a closed account has no keys, and neither has one that two people reset',
	scene(async (s) => {
		const { key } = await lua(s);
		const mai = await signedIn(s, 'mai');
		const other = await withKey(s, { actor: mai, login: 'mai' });
		const challenge = await asked(s, 3);
		await closeStaff(s.as(khoi(s), 2), { staff: s.lua.id, to: null });
		expect((await enterByKey(s, key, 3, { asked: challenge })).why).toBe('wrong');
		expect(await letsIn(s, 'passkey', 'made_at', s.lua.id)).toBe(0);
		const change = crypto.randomUUID();
		await askReset(s.as(khoi(s), 3), { id: change, staff: s.mai.id });
		expect((await enterByKey(s, other.key, 4)).why).toBeNull();
		await agreeChange(s.as(s.thach, 5), { change });
		expect((await enterByKey(s, other.key, 6)).why).toBe('wrong');
		expect(await letsIn(s, 'passkey', 'made_at', s.mai.id)).toBe(0);
	})
);

test(
	'a printed password is not walked around, nor a closed account, should a key of it have stayed',
	scene(async (s) => {
		const { key } = await lua(s);
		for (const now of [{ must_change: true }, { must_change: false, closed_at: s.as(s.lua).now }]) {
			await standing(s, s.lua.id, now);
			expect((await enterByKey(s, key, 1)).why).toBe('wrong');
		}
		await standing(s, s.lua.id, { must_change: false, closed_at: null });
		expect((await enterByKey(s, key, 1)).why).toBeNull();
		expect(await refusedIn(s, s.lua.id)).toEqual(['wrong', 'wrong', null]);
	})
);

test(
	'the brakes are those of the password: five wrong tries slow that name from that address, and the right key waits too',
	scene(async (s) => {
		const { key } = await lua(s);
		const why = async (minutes: number, address: string, verified = true) =>
			(await enterByKey(s, key, minutes, { address, verified })).why;
		for (let n = 0; n < 5; n++) expect(await why(4, 'a thief', false)).toBe('wrong');
		expect(await why(4.5, 'a thief')).toBe('locked');
		expect(await why(4.5, 'the centre')).toBeNull();
		expect(await why(5.6, 'a thief')).toBeNull();
		// Whoever is right is counted anew, however often.
		for (let n = 0; n < 8; n++) expect(await why(6, 'a new desk')).toBeNull();
		// Keys that nobody has, by the dozen: the address slows, whatever they are called.
		const junk = async (n: number) =>
			(await enterByKey(s, authenticator(SITE.origin), 7, { address: `j${n % 5}` })).why;
		const all = [];
		for (let n = 0; n < 30; n++) all.push(await junk(n));
		expect(all.filter((one) => one === 'locked').length).toBeGreaterThan(3);
		const tried = ['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'locked', null, null];
		expect((await refusedIn(s, s.lua.id)).slice(0, 8)).toEqual(tried);
	})
);

test(
	'a hundred challenges are given to one address in ten minutes',
	scene(async (s) => {
		const ask = (minutes: number) =>
			beginEntry(door(s, 'access.begin-entry', minutes), { visit: 'a browser that nobody knows', address: 'x' });
		for (let n = 0; n < 100; n++) await ask(8);
		expect(await refusalOf(ask(8))).toBe('passkeys-enough');
		await ask(19);
	})
);
