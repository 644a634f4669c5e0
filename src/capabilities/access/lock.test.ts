import { expect, test } from 'vitest';
import { start } from '#capabilities/assistance/start.server.ts';
import { mine } from '#capabilities/assistance/session.server.ts';
import { askHelp } from '#capabilities/counter/move.server.ts';
import { board } from '#capabilities/counter/board.server.ts';
import { doors } from '#program/rooms.ts';
import { rightsOf } from '#program/roles.ts';
import { door, enter, passwordOf } from '#tests/support/enter.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { deskId } from '#seed/house.ts';
import { deviceAtDoor, staffAtDoor } from './door.server.ts';
import { askPairing, pairDevice, pairing } from './devices.server.ts';
import { lock, unlock } from './lock.server.ts';
import { IDLE_MINUTES } from './rules-lock.ts';
import { sitAtDesk } from './sessions.server.ts';
import { tokenHash } from '#platform/keys.server.ts';

const at = async (s: Scene, token: string, minutes: number, works = true) =>
	(await staffAtDoor(s.base.db as never, rightsOf, token, s.as(s.lua, minutes).now, works))!;

/** Lúa at her desk with bác Sớm; `open` is her browser at some minute. */
async function beside(s: Scene) {
	const token = await enter(s);
	const first = await at(s, token, 0);
	await sitAtDesk(s.as(first.actor), { desk: deskId('guide-1'), session: first.staff.sessionId });
	const session = crypto.randomUUID();
	await start(s.as((await at(s, token, 0)).actor), { id: session, person: s.som, ticket: null });
	return { session, open: (minutes: number, works = true) => at(s, token, minutes, works) };
}

test(
	'a covered machine opens its own lock, calls a colleague, and is refused at every other door',
	scene(async (s) => {
		const { session, open } = await beside(s);
		const before = (await open(1)).actor;
		expect((await mine(s.as(before, 1), {}))?.person.name).toBe('Sương Thị Sớm');
		await lock(s.as(before, 1), {});
		const { actor, locked } = await open(2);
		expect([locked, actor.session, actor.subject, actor.authority]).toEqual([true, null, null, null]);
		const opened = [];
		for (const [name, one] of doors) {
			const refusal = await refusalOf(one(s.as(actor, 2), {} as never)).catch(() => 'let in');
			if (refusal !== 'not-allowed') opened.push(name);
		}
		expect(opened.toSorted()).toEqual([
			...['access.begin-unlock', 'access.lock', 'access.unlock', 'access.unlock-by-passkey'],
			'counter.ask-help'
		]);
		await askHelp(s.as(actor, 3), { id: crypto.randomUUID(), where: 'desk' });
		expect((await board(s.as(s.mai, 4), { centre: 1 })).calls).toMatchObject([{ desk: 'Bàn hướng dẫn 1' }]);
		expect(await unlock(s.as(actor, 4), { password: 'khac' })).toEqual({ locked: true, why: 'wrong' });
		expect((await open(4)).locked).toBe(true);
		expect(await unlock(s.as(actor, 5), { password: passwordOf('lua') })).toEqual({ locked: false, why: null });
		expect((await open(5)).actor).toMatchObject({ session, subject: s.som });
	})
);

test(
	'five wrong passwords at a covered machine slow the right one too',
	scene(async (s) => {
		const { open } = await beside(s);
		await lock(s.as((await open(1)).actor, 1), {});
		const { actor } = await open(1);
		const tried = async (password: string, minutes: number) => (await unlock(s.as(actor, minutes), { password })).why;
		for (let n = 0; n < 5; n++) expect(await tried('khac', 2)).toBe('wrong');
		expect(await tried(passwordOf('lua'), 2.5)).toBe('locked');
		expect(await tried(passwordOf('lua'), 3.6)).toBeNull();
	})
);

test(
	'a machine without work covers itself, and a page that looks again by itself is no work',
	scene(async (s) => {
		const { open } = await beside(s);
		expect((await open(IDLE_MINUTES)).locked).toBe(false);
		expect((await open(2 * IDLE_MINUTES, false)).locked).toBe(false);
		expect((await open(2 * IDLE_MINUTES + 1, false)).locked).toBe(true);
		// Covered once, it stays so: nothing but the password opens it.
		expect((await open(2 * IDLE_MINUTES + 2)).locked).toBe(true);
	})
);

test(
	'the second screen of a covered desk shows nobody',
	scene(async (s) => {
		const { session, open } = await beside(s);
		const key = 'the key of this screen';
		const keyHash = tokenHash(key).toString('hex');
		await askPairing(door(s, 'access.ask-pairing'), { kind: 'second-screen', keyHash });
		const shown = await pairing(door(s, 'access.pairing'), { keyHash });
		await pairDevice(s.as(s.thach), { code: shown!.code, desk: deskId('guide-1'), centre: 1 });
		const screen = async () =>
			(await deviceAtDoor(s.base.db as never, rightsOf, key, 'second-screen', s.as(s.lua, 1).now))?.actor.session;
		expect(await screen()).toBe(session);
		await lock(s.as((await open(1)).actor, 1), {});
		expect(await screen()).toBeNull();
	})
);
