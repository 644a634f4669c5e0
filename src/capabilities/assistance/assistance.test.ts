import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { listener, refusalOf, scene, self } from '#tests/support/scene.ts';
import { sitDown } from '#tests/support/story.ts';
import { myLearned, quickHelp, quickToday, recordEncounter } from './encounters.server.ts';
import { end } from './end.server.ts';
import { elsewhere } from './session.server.ts';

test(
	'what a guide left open on another machine is told without a name',
	scene(async (s) => {
		const { session, guide } = await sitDown(s, '2.000635');
		const other: Actor = { ...s.lua, machine: crypto.randomUUID() };
		const found = await elsewhere(s.as(other, 5), {});
		expect(found).toMatchObject({ id: session });
		expect(JSON.stringify(found)).not.toMatch(/Sớm|person/i);
		expect(await elsewhere(s.as(guide, 5), {})).toBeNull();
		await end(s.as(guide, 6), { session, reason: 'done' });
		expect(await elsewhere(s.as(other, 7), {})).toBeNull();
	})
);

test(
	'the two-minute question is counted for its centre and names nobody',
	scene(async (s) => {
		const ask = (how: 'self' | 'guided', minutes: number, who = s.lua) =>
			quickHelp(s.as(who, minutes), { id: crypto.randomUUID(), topic: 'e-id', how });
		await ask('self', 1);
		await ask('guided', 2);
		await ask('self', 3, s.rang);
		expect(await quickToday(s.as(s.lua, 4), {})).toEqual({ all: 2, alone: 1 });
		expect(await quickToday(s.as(s.lua, 24 * 60), {})).toEqual({ all: 0, alone: 0 });
	})
);

test(
	'what she did is hers to read, and nobody else’s',
	scene(async (s) => {
		const { session, guide } = await sitDown(s, '2.000635');
		await end(s.as(guide, 9), { session, reason: 'done' });
		const note = { id: crypto.randomUUID(), session, topic: 'e-id', how: 'guided' } as const;
		await recordEncounter(s.as(listener(['assistance.record-encounter']), 9), note);
		expect((await myLearned(s.as(self(s.som), 10), {})).rows).toEqual([
			{ topic: 'e-id', how: 'guided', day: '2026-07-14' }
		]);
		expect((await myLearned(s.as(self(s.gia), 10), {})).rows).toEqual([]);
	})
);

test(
	'who has no place is told so, and never counts for none',
	scene(async (s) => {
		const nowhere: Actor = { ...s.lua, centres: [] };
		expect(await refusalOf(quickToday(s.as(nowhere), {}))).toBe('not-your-place');
	})
);
