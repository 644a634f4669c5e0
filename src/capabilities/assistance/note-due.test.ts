import { expect, test } from 'vitest';
import { system } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { only } from '#platform/dispatch.server.ts';
import { scene, type Scene } from '#tests/support/scene.ts';
import { gateway, hearFacts, mine, sayYesToWords, sendDue, takes } from '#tests/support/told.ts';
import { answerFollowUp, closeNeed } from './move-need.server.ts';
import { noteDue } from './note-due.server.ts';
import { recordNeed } from './record-need.server.ts';

const DAY = 1440;

async function met(s: Scene): Promise<string> {
	const id = crypto.randomUUID();
	await recordNeed(s.as(s.lua, 1), {
		...{ id, person: s.som, kind: 'learn', source: 'phone', urgency: 'this-week', note: null }
	});
	await closeNeed(s.as(s.lua, 2), { need: id, outcome: 'met' });
	return id;
}

const note = (s: Scene, days: number) => {
	const context = s.as(system('assistance.note-due', only(noteDue), null, [1]), days * DAY);
	return noteDue(context, { centre: 1, day: addDays(dayOf(s.as(s.lua).now), days) });
};

test(
	'thirty days after a need was met whoever is asked hears of it once, on its day and on no other',
	scene(async (s) => {
		await sayYesToWords(s);
		await met(s);
		expect(await note(s, 29)).toEqual({ due: 0 });
		expect(await note(s, 30)).toEqual({ due: 1 });
		const { carrier, handed } = gateway(takes);
		for (const minutes of [1, 2]) await hearFacts(s, 30 * DAY + minutes);
		await sendDue(s, 30 * DAY + 3, [carrier]);
		expect(handed.map(({ text }) => text)).toEqual([expect.stringContaining('nay bác tự làm được chưa?')]);
		expect(await note(s, 31)).toEqual({ due: 0 });
	})
);

test(
	'what they have answered already is asked nobody; an answer ends the word that waits',
	scene(async (s) => {
		await sayYesToWords(s);
		const need = await met(s);
		await note(s, 30);
		await hearFacts(s, 30 * DAY + 1);
		await answerFollowUp(s.as(s.lua, 30 * DAY + 2), { need, afterDays: 30, answer: 'alone' });
		await hearFacts(s, 30 * DAY + 3);
		const { carrier, handed } = gateway(takes);
		await sendDue(s, 30 * DAY + 4, [carrier]);
		expect(handed).toEqual([]);
		expect(await mine(s, 31 * DAY)).toMatchObject(
			expect.arrayContaining([expect.objectContaining({ fact: 'assistance.follow-up', state: 'over' })]) as never
		);
		expect(await note(s, 30)).toEqual({ due: 0 });
		expect(await note(s, 90)).toEqual({ due: 1 });
	})
);

test(
	'a centre sees its own alone',
	scene(async (s) => {
		await met(s);
		const there = s.as(system('assistance.note-due', only(noteDue), null, [2]), 30 * DAY);
		expect(await noteDue(there, { centre: 1, day: addDays(dayOf(s.as(s.lua).now), 30) })).toEqual({ due: 0 });
	})
);
