import { expect, test } from 'vitest';
import { waitingOf } from '#platform/asks.server.ts';
import { system } from '#kernel/actor.ts';
import { anyone, type Actor } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { roleless } from '#tests/support/accounts.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { setScope } from '#platform/scope.server.ts';
import { callsWaiting } from './asks.server.ts';
import { askVisitHome, callsAsked, endCall, takeCall } from './calls.server.ts';
import { passNeeds } from './pass-on.server.ts';
import { clearCalls } from './sql-calls.server.ts';

const id = (): string => crypto.randomUUID();
const nobody: Actor = anyone(new Set(rightsOf.public));
const asked = {
	...{ name: 'Bưởi Thị Đào', phone: '0900.000.417', hamlet: 'Gò Nắng', procedure: '1.014027' },
	...{ address: '10.1.1.1', browser: 'a' }
};
const ask = (s: Scene, more: object = {}, minutes = 0) =>
	askVisitHome(s.as(nobody, minutes), { id: id(), centre: 1, ...asked, ...more });

test(
	'whoever asks that somebody comes, without an e-ID, stands on the call list at once with who calls and by when',
	scene(async (s) => {
		const waits = async () => (await waitingOf(s.as(s.mai), [callsWaiting])).get(callsWaiting);
		expect(await waits()).toBe(0);
		expect(await ask(s)).toEqual({ promisedOn: '2026-07-15', why: null });
		expect(await waits()).toBe(1);
		const { rows } = await callsAsked(s.as(s.lua, 1), {});
		expect(rows).toMatchObject([
			{ about: 'visit', name: 'Bưởi Thị Đào', phone: '0900000417', hamlet: 'Gò Nắng', procedureCode: '1.014027' }
		]);
		expect(rows).toMatchObject([
			{ ownerName: 'Núi Văn Thạch', ownedSince: s.as(s.lua).now, promisedOn: '2026-07-15', late: false }
		]);
		expect((await callsAsked(s.as(s.lua, 3 * 24 * 60), {})).rows).toMatchObject([{ late: true }]);
		expect((await callsAsked(s.as(s.rang, 1), {})).rows).toEqual([]);
		expect(await refusalOf(callsAsked(s.as(s.sam, 1), {}))).toBe('not-allowed');
		await setScope(s.base.db as never, s.lua, '');
		const [row] = await s.base.db`select words::text from call_request`;
		expect(row!['words']).not.toContain(Buffer.from('0900000417').toString('hex'));
	})
);

test(
	'what is no number or no name is said beside its box; who asks again and again waits',
	scene(async (s) => {
		await expect(ask(s, { phone: '12' })).rejects.toMatchObject({ issues: [{ message: 'phone-shape' }] });
		await expect(ask(s, { name: ' ' })).rejects.toMatchObject({ issues: [{ message: 'call-name-missing' }] });
		await expect(ask(s, { hamlet: 'mật khẩu là hoaban' })).rejects.toMatchObject({
			issues: [{ message: 'secret-typed' }]
		});
		for (let n = 0; n < 3; n++) expect((await ask(s)).why).toBeNull();
		expect(await ask(s)).toEqual({ promisedOn: null, why: 'call-slowed' });
		expect((await ask(s, { browser: 'b' })).why).toBeNull();
		expect((await callsAsked(s.as(s.lua, 1), {})).rows).toHaveLength(4);
		await expect(ask(s, { centre: 999, browser: 'c' })).rejects.toThrow();
	})
);

test(
	'a colleague takes it, says what came of it, and it is gone from the list; who left passes it on',
	scene(async (s) => {
		await ask(s);
		const one = async () => (await callsAsked(s.as(s.lua, 1), {})).rows[0];
		const { id: call } = (await one())!;
		await takeCall(s.as(s.mai, 2), { call });
		expect(await one()).toMatchObject({ ownerId: s.mai.id });
		const house = system('assistance.pass-on', new Set(['assistance.pass-needs']), null, [1]);
		expect(await passNeeds(s.as(house, 3), { from: s.mai.id, to: s.lua.id })).toEqual({ passed: 1 });
		expect(await one()).toMatchObject({ ownerId: s.lua.id });
		expect(await refusalOf(endCall(s.as(s.rang, 4), { call, outcome: 'called' }))).toBe('call-ended');
		await endCall(s.as(s.lua, 4), { call, outcome: 'called' });
		expect(await one()).toBeUndefined();
		expect(await refusalOf(takeCall(s.as(s.mai, 5), { call }))).toBe('call-ended');
		// Where nobody leads, an officer has it.
		await roleless(s, s.thach.id, true);
		await ask(s, {}, 6);
		expect(['Nắng Thị Mai', 'Mưa Thị Ngâu', 'Suối Văn Khe']).toContain((await one())!.ownerName);
	})
);

test(
	'what is over goes with its key',
	scene(async (s) => {
		await ask(s);
		const night = system('retention', new Set(), null, [1]);
		await setScope(s.base.db as never, night, '');
		expect(await clearCalls(s.base.db as never, s.as(s.lua, -1).now)).toEqual([]);
		expect(await clearCalls(s.base.db as never, s.as(s.lua, 1).now)).toHaveLength(1);
	})
);
