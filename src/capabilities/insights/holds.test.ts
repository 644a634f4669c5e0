import { expect, test } from 'vitest';
import type { Refusal } from '#kernel/refusal.ts';
import { listener, refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { freeTroubles, holds, letTroubleGo, takeTrouble } from './holds.server.ts';
import { insightsListen } from './listens.server.ts';
import { stillHeld, troubleKey } from './rules-holds.ts';

const key = troubleKey.portal('silent');
const since = (s: Scene, minute = 0): string => s.as(s.lua, minute).now.toISOString();
const holder = async (s: Scene): Promise<string | null> =>
	(await holds(s.as(s.mai, 30), {})).find(({ trouble }) => trouble === key)?.holderName ?? null;

test(
	'who takes what is stuck is named; of two who press, the second is told who has it now and since when',
	scene(async (s) => {
		await takeTrouble(s.as(s.lua, 3), { trouble: key, since: since(s) });
		const said = await takeTrouble(s.as(s.mai, 4), { trouble: key, since: since(s) }).catch(
			(why: unknown) => why as Refusal
		);
		expect([(said as Refusal).code, (said as Refusal).detail]).toEqual([
			'trouble-taken',
			{ name: 'Hoa Thị Lúa', time: '09:46' }
		]);
		expect(await holder(s)).toBe('Hoa Thị Lúa');
		// A second press of the same hands changes nothing, the minute neither.
		await takeTrouble(s.as(s.lua, 5), { trouble: key, since: since(s) });
		expect((await holds(s.as(s.mai, 6), {}))[0]!.heldSince).toEqual(s.as(s.lua, 3).now);
	})
);

test(
	'whoever saw the name takes it over; then the first can let go of nothing',
	scene(async (s) => {
		await takeTrouble(s.as(s.lua, 3), { trouble: key, since: since(s) });
		await takeTrouble(s.as(s.mai, 4), { trouble: key, since: since(s), seen: s.lua.id! });
		expect(await holder(s)).toBe('Nắng Thị Mai');
		expect(await refusalOf(letTroubleGo(s.as(s.lua, 5), { trouble: key }))).toBe('trouble-not-yours');
		await letTroubleGo(s.as(s.mai, 6), { trouble: key });
		expect(await holder(s)).toBeNull();
	})
);

test(
	'what somebody had when it was stuck an earlier time is free, and another centre knows nothing of it',
	scene(async (s) => {
		await takeTrouble(s.as(s.lua, 3), { trouble: key, since: since(s) });
		const [had] = await holds(s.as(s.mai, 4), {});
		expect([stillHeld(had!, s.as(s.lua, 0).now), stillHeld(had!, s.as(s.lua, 20).now)]).toEqual([true, false]);
		await takeTrouble(s.as(s.mai, 21), { trouble: key, since: since(s, 20) });
		expect(await holder(s)).toBe('Nắng Thị Mai');
		expect(await holds(s.as(s.rang, 22), {})).toEqual([]);
	})
);

test(
	'what somebody had who left is nobody’s',
	scene(async (s) => {
		await takeTrouble(s.as(s.lua, 3), { trouble: key, since: since(s) });
		expect(insightsListen[0]!.may).toEqual([freeTroubles.called]);
		await freeTroubles(s.as(listener(['insights.free-troubles']), 9), { of: s.lua.id! });
		expect(await holder(s)).toBeNull();
	})
);
