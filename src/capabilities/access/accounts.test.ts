import { expect, test } from 'vitest';
import { board } from '#capabilities/counter/board.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { doors } from '#program/rooms.ts';
import { staffId } from '#seed/house.ts';
import { acting, atBrowser, enterBy, granted, hired, khoi, roleless } from '#tests/support/accounts.ts';
import { enter, passwordOf, secretOf } from '#tests/support/enter.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { agreeChange, askReset, dropChange } from './account-changes.server.ts';
import { account, accounts, closeStaff, giveRole, keptPlaces, takeRole } from './accounts.server.ts';
import { firstPasswordOf, ownSecretOf, resetPasswordOf, resetSecretOf, totpSecretOf } from './first-secrets.server.ts';
import { changesToAgree } from './asks.server.ts';
import { makeStaff } from './make-staff.server.ts';
import { beginAccount } from './own-account.server.ts';
import type { Role } from './rules-roles.ts';
import { totpOf } from './second-factor.server.ts';

const id = () => crypto.randomUUID();
const newcomer = (role: Role = 'guide', login = 'moi') => ({ id: id(), login, name: 'Sấu Văn Mới', place: 1, role });

/** Made by the administrator, with what stands on the paper. */
async function made(s: Scene, role: Role = 'guide', login = 'moi') {
	const context = s.as(khoi(s));
	const one = newcomer(role, login);
	const { waits } = await makeStaff(context, one);
	const [password, secret] = [firstPasswordOf(context), totpSecretOf(context)];
	return { ...one, waits, password, secret };
}

/** Their first sign-in: a password and an authenticator of their own. */
async function begun(s: Scene, one: Awaited<ReturnType<typeof made>>, minutes = 1) {
	const token = (await enterBy(s, one.login, one.password, one.secret, minutes))!;
	const seed = id();
	const context = s.as((await atBrowser(s, token, minutes))!.actor, minutes);
	const own = ownSecretOf(context, one.id, seed);
	const code = totpOf(own).generate({ timestamp: context.now.getTime() });
	await beginAccount(context, { password: 'mot cau rat dai cua toi', seed, code });
	return { token, own };
}

const listed = async (s: Scene, who: string) =>
	(await accounts(s.as(khoi(s), 5), {})).people.find((one) => one.id === who);

test(
	'whoever was made signs in by the paper and opens nothing until password and authenticator are their own',
	scene(async (s) => {
		const one = await made(s);
		expect(one.password).toMatch(/^([a-km-z2-9ijn]{4}-){3}[a-z2-9]{4}$/);
		const token = (await enterBy(s, one.login, one.password, one.secret))!;
		const { actor, firstUse } = (await atBrowser(s, token))!;
		expect(firstUse).toBe(true);
		const opened = [];
		for (const [name, door] of doors) {
			const refusal = await refusalOf(door(s.as(actor), {} as never)).catch(() => 'let in');
			if (refusal !== 'not-allowed') opened.push(name);
		}
		expect(opened.toSorted()).toEqual(['access.begin-account', 'access.own-authenticator', 'access.sign-out']);

		const seed = id();
		const begin = (password: string, code: string) => beginAccount(s.as(actor, 1), { password, seed, code });
		const code = totpOf(ownSecretOf(s.base, one.id, seed)).generate({ timestamp: s.as(actor, 1).now.getTime() });
		expect(await refusalOf(begin(one.password, code))).toBe('password-same');
		const old = totpOf(one.secret).generate({ timestamp: s.as(actor, 1).now.getTime() });
		expect(await refusalOf(begin('mot cau rat dai cua toi', old))).toBe('code-fresh-wrong');
		await begin('mot cau rat dai cua toi', code);
		const after = (await atBrowser(s, token, 2))!;
		expect(after.firstUse).toBe(false);
		expect(await board(s.as(after.actor, 2), { centre: 1 })).toBeTruthy();
		// The paper opens nothing any more, neither its password nor its picture.
		expect(await enterBy(s, one.login, one.password, one.secret, 3)).toBeNull();
		expect(await enterBy(s, one.login, 'mot cau rat dai cua toi', one.secret, 3)).toBeNull();
		const [row] = await s.base.db`select detail::text || answer::text as told from journal where about = ${one.id}`;
		expect(row!['told']).not.toContain(one.password);
	})
);

test(
	'a role that may agree for others begins when a second person has agreed, and not before',
	scene(async (s) => {
		const one = await made(s, 'leader');
		expect(one.waits).toBe(true);
		expect((await listed(s, one.id))!.grants).toEqual([]);
		const [change] = (await accounts(s.as(s.thach, 1), {})).changes;
		expect(change).toMatchObject({ staffId: one.id, what: 'give', role: 'leader', name: 'Sấu Văn Mới' });
		expect(await refusalOf(agreeChange(s.as(khoi(s), 1), { change: change!.id }))).toBe('change-own');
		// The mark beside the page is for whoever can agree, and for nobody else.
		const waits = async (actor: Actor) => (await waitingOf(s.as(actor, 1), [changesToAgree])).get(changesToAgree);
		expect([await waits(s.thach), await waits(khoi(s)), await waits(s.lua)]).toEqual([1, 0, undefined]);
		// The maker holds its paper: signed in as them they are nobody's second person.
		const { token } = await begun(s, one, 2);
		const puppet = (await atBrowser(s, token, 3))!.actor;
		expect(await refusalOf(agreeChange(s.as(puppet, 3), { change: change!.id }))).toBe('not-allowed');
		const forced = { ...puppet, may: s.thach.may, centres: [1] };
		expect(await refusalOf(agreeChange(s.as(forced, 3), { change: change!.id }))).toBe('change-over');
		await agreeChange(s.as(s.thach, 4), { change: change!.id });
		expect((await listed(s, one.id))!.grants).toMatchObject([{ role: 'leader', place: 1 }]);
	})
);

test(
	'an administrator takes over nobody alone: no reset, no key, no role and no end of another without a second person',
	scene(async (s) => {
		const other = await hired(s, 'quan-tri-hai', 'administrator');
		const me = khoi(s);
		const reset = id();
		await askReset(s.as(me), { id: reset, staff: other.id });
		expect(await refusalOf(agreeChange(s.as(me, 1), { change: reset }))).toBe('change-own');
		expect(await refusalOf(agreeChange(s.as(other, 1), { change: reset }))).toBe('change-own');
		expect(await refusalOf(dropChange(s.as(other, 1), { change: reset }))).toBe('change-own');
		expect(await closeStaff(s.as(me, 2), { staff: other.id, to: null })).toMatchObject({ waits: true });
		expect(await giveRole(s.as(me, 2), { staff: other.id, place: 1, role: 'guide' })).toMatchObject({ waits: true });
		expect((await listed(s, other.id))!).toMatchObject({ closedAt: null, mustChange: false });
		expect((await listed(s, other.id))!.grants).toHaveLength(1);
		// Nobody does anything to themselves, and nobody gives what is the province's.
		for (const change of [
			() => askReset(s.as(me, 3), { id: id(), staff: me.id }),
			() => closeStaff(s.as(me, 3), { staff: me.id, to: null }),
			() => giveRole(s.as(me, 3), { staff: me.id, place: 1, role: 'leader' })
		])
			expect(await refusalOf(change())).toBe('not-yourself');
		expect(await refusalOf(giveRole(s.as(me, 3), { staff: s.lua.id, place: 1, role: 'province' }))).toBe('role-above');
		// What waits twice waits once, is over after a week, and makes room again.
		expect(await askReset(s.as(me, 4), { id: id(), staff: other.id }).catch((fault: Error) => fault.message)).toMatch(
			/account_change_open_once/
		);
	})
);

test(
	'what nobody agreed to in a week is over, and may be asked again',
	scene(async (s) => {
		const week = 7 * 24 * 60;
		const change = id();
		await askReset(s.as(khoi(s)), { id: change, staff: s.lua.id });
		expect(await refusalOf(agreeChange(s.as(s.thach, week), { change }))).toBe('change-over');
		const again = id();
		await askReset(s.as(khoi(s), week + 1), { id: again, staff: s.lua.id });
		await dropChange(s.as(s.thach, week + 2), { change: again });
		expect(await refusalOf(agreeChange(s.as(s.thach, week + 3), { change: again }))).toBe('change-over');
	})
);

test(
	'a reset is two papers of two people: neither alone lets anybody in, and whatever was signed in ends',
	scene(async (s) => {
		const token = await enter(s, 'lua');
		const change = id();
		await askReset(s.as(s.thach), { id: change, staff: s.lua.id });
		expect(await atBrowser(s, token, 1)).not.toBeNull();
		await agreeChange(s.as(khoi(s), 1), { change });
		expect(await atBrowser(s, token, 2)).toBeNull();
		const [password, secret] = [resetPasswordOf(s.base, change), resetSecretOf(s.base, change)];
		expect(await enterBy(s, 'lua', passwordOf('lua'), secretOf(s, 'lua'), 3)).toBeNull();
		expect(await enterBy(s, 'lua', password, secretOf(s, 'lua'), 4)).toBeNull();
		const fresh = await enterBy(s, 'lua', password, secret, 5);
		expect((await atBrowser(s, fresh!, 6))!.firstUse).toBe(true);
	})
);

test(
	'whoever asked and has gone since asked for nothing',
	scene(async (s) => {
		const other = await hired(s, 'quan-tri-hai', 'administrator');
		const [reset, end] = [id(), id()];
		await askReset(s.as(other), { id: reset, staff: s.lua.id });
		await roleless(s, other.id, true);
		expect(await refusalOf(agreeChange(s.as(s.thach, 1), { change: reset }))).toBe('change-over');
		await roleless(s, other.id, false);
		await closeStaff(s.as(khoi(s), 2), { staff: other.id, to: null });
		const [change] = (await accounts(s.as(s.thach, 2), {})).changes.filter(({ what }) => what === 'close');
		await agreeChange(s.as(s.thach, 3), { change: change!.id });
		expect(await listed(s, other.id)).toMatchObject({ grants: [] });
		expect((await listed(s, other.id))!.closedAt).not.toBeNull();
		expect(await refusalOf(agreeChange(s.as(s.thach, 4), { change: end }))).toBe('change-over');
		expect((await accounts(s.as(s.thach, 4), {})).changes).toEqual([]);
	})
);

test(
	'a role comes and goes, never the last one, and only at places that the giver administers',
	scene(async (s) => {
		const guide = { staff: s.mai.id, place: 1, role: 'guide' } as const;
		await giveRole(s.as(khoi(s)), guide);
		expect(await refusalOf(giveRole(s.as(khoi(s), 1), guide))).toBe('role-held');
		await takeRole(s.as(khoi(s), 2), { ...guide, role: 'receiving-officer' });
		expect(await refusalOf(takeRole(s.as(khoi(s), 3), guide))).toBe('role-last');
		await giveRole(s.as(khoi(s), 4), { ...guide, role: 'receiving-officer' });
		expect((await listed(s, s.mai.id))!.grants.map(({ role }) => role)).toEqual(['guide', 'receiving-officer']);
		// A leader sees, asks for a reset and agrees; roles are not a leader’s to give.
		expect(await refusalOf(giveRole(s.as(s.thach, 5), guide))).toBe('not-allowed');
		const forced = { ...s.thach, may: khoi(s).may };
		expect(await refusalOf(giveRole(s.as(forced, 5), { ...guide, role: 'police' }))).toBe('not-your-place');
		expect(await refusalOf(makeStaff(s.as(forced, 5), newcomer('province')))).toBe('role-above');
	})
);

test(
	'whoever administers one commune and only serves in another keeps no accounts there',
	scene(async (s) => {
		await granted(s, staffId('khoi'), 2, 'guide');
		const both = acting(s, 'khoi', 'administrator', [1, 2]);
		expect(await refusalOf(makeStaff(s.as(both), { ...newcomer(), place: 2 }))).toBe('not-your-place');
		expect(await refusalOf(giveRole(s.as(both, 1), { staff: s.rang.id, place: 2, role: 'police' }))).toBe(
			'not-your-place'
		);
		expect(await account(s.as(both, 1), { staff: s.rang.id })).toBeNull();
		expect((await keptPlaces(s.as(both, 1), {})).map(({ id: place }) => place).toSorted()).toEqual([1, 16543]);
		expect((await accounts(s.as(both, 1), {})).people.map(({ login }) => login)).not.toContain('rang');
	})
);

test(
	'ids of another commune open nothing: no account, no change, no reset, no end',
	scene(async (s) => {
		const far = await hired(s, 'quan-tri-xa', 'administrator', 2);
		const change = id();
		await askReset(s.as(khoi(s)), { id: change, staff: s.lua.id });
		expect(await account(s.as(far, 1), { staff: s.lua.id })).toBeNull();
		expect((await accounts(s.as(far, 1), {})).changes).toEqual([]);
		for (const work of [
			() => askReset(s.as(far, 1), { id: id(), staff: s.mai.id }),
			() => closeStaff(s.as(far, 1), { staff: s.lua.id, to: null }),
			() => giveRole(s.as(far, 1), { staff: s.lua.id, place: 2, role: 'guide' }),
			() => giveRole(s.as(far, 1), { staff: s.lua.id, place: 1, role: 'police' })
		])
			expect(await refusalOf(work())).toBe('not-your-place');
		for (const work of [agreeChange, dropChange])
			expect(await refusalOf(work(s.as(far, 1), { change }))).toBe('change-over');
		expect(await refusalOf(closeStaff(s.as(khoi(s), 2), { staff: s.lua.id, to: s.rang.id }))).toBe('successor-unknown');
	})
);
