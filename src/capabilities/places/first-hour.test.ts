import { expect, test } from 'vitest';
import { rightsOf } from '#program/roles.ts';
import { staffId } from '#seed/house.ts';
import { refusalOf, scene } from '#tests/support/scene.ts';
import { firstHour, settleStep } from './first-hour.server.ts';
import { stepState } from './rules-first-hour.ts';

test(
	'what is said of a step is kept until it is taken back, by the administrator of this centre alone',
	scene(async (s) => {
		const khoi = { ...s.thach, id: staffId('khoi'), may: new Set(rightsOf.administrator) };
		const said = async () => (await firstHour(s.as(khoi), {})).said;
		expect(await firstHour(s.as(khoi), {})).toEqual({ over: false, said: {} });
		await settleStep(s.as(khoi), { step: 'hours', verdict: 'right' });
		await settleStep(s.as(khoi), { step: 'e-id', verdict: 'later' });
		await settleStep(s.as(khoi), { step: 'hours', verdict: 'later' });
		expect(await said()).toEqual({ hours: 'later', 'e-id': 'later' });
		await settleStep(s.as(khoi), { step: 'e-id', verdict: 'open' });
		expect(await said()).toEqual({ hours: 'later' });
		await settleStep(s.as(khoi), { step: 'hour', verdict: 'right' });
		expect((await firstHour(s.as(khoi), {})).over).toBe(true);
		expect(await refusalOf(settleStep(s.as(s.thach), { step: 'hours', verdict: 'right' }))).toBe('not-allowed');
		// Whoever administers another place reads and writes nothing of this one.
		const other = { ...khoi, centres: [2] };
		expect((await firstHour(s.as(other), {})).said).toEqual({});
		await expect(settleStep(s.as(other), { step: 'hours', verdict: 'right' })).rejects.toThrow('row-level security');
	})
);

test.each([
	['hours', 'well', undefined, 'to-look'],
	['hours', 'well', 'right', 'done'],
	['hours', 'lacking', 'right', 'to-do'],
	['hours', 'lacking', 'later', 'later'],
	['e-id', 'off', undefined, 'to-look'],
	['e-id', 'off', 'right', 'done'],
	['e-id', 'ill', 'right', 'to-do'],
	['people', 'well', undefined, 'done'],
	['people', 'lacking', undefined, 'to-do'],
	['people', 'well', 'later', 'done']
] as const)('%s that is %s and said to be %s is %s', (step, found, said, state) => {
	expect(stepState(step, found, said)).toBe(state);
});
