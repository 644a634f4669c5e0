import { expect, test } from 'vitest';
import { recordEncounter } from '#capabilities/assistance/encounters.server.ts';
import { answerFollowUp, closeNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { takeBackSeen } from '#capabilities/learning/observe.server.ts';
import { statementBeside } from '#capabilities/learning/skills.server.ts';
import { gateSigns } from '#capabilities/learning/frame.ts';
import { register } from '#platform/listen.server.ts';
import { hearIn } from '#tests/support/hear.ts';
import { getUp, judgeAll, lookOn, sitBeside } from '#tests/support/certificates.ts';
import { listener, refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { chooseGoal, passSign } from './goal.server.ts';
import { pathsListens } from './listens.server.ts';
import { myNext, nextBeside } from './next.server.ts';
import { sayRecalled } from './recall.server.ts';

register(pathsListens);

const id = (): string => crypto.randomUUID();
const DAY = 24 * 60;
const heard = (s: Scene, minutes = 0) => hearIn(s, 'paths', () => s.as(s.lua, minutes).now);
const due = (s: Scene, person: string) =>
	s.base.db<{ statement: string; step: number; dueOn: string }[]>`
		select statement, step, due_on::text as due_on from refresher where person_id = ${person} order by statement`;
const mine = (s: Scene, minutes: number, person = s.som) => myNext(s.as(self(person), minutes), {});

test(
	'one card: what they want by its first sign, changed at will, by themselves and beside a guide; nobody reads it elsewhere',
	scene(async (s) => {
		expect(await mine(s, 1)).toMatchObject({ why: 'choose', goal: null, alone: [] });
		const goal = { topic: null, statement: 'T5.3' };
		await chooseGoal(s.as(self(s.som), 2), { id: id(), ...goal });
		expect(await mine(s, 3)).toMatchObject({ why: 'sign', sign: { id: 'T0.6' }, goal });
		for (const { id: sign } of gateSigns) await passSign(s.as(self(s.som), 4), { id: id(), sign });
		// Said twice, it is there once.
		await passSign(s.as(self(s.som), 4), { id: id(), sign: 'T0.6' });
		const guide = await sitBeside(s, s.som, s.lua, 5);
		expect(await nextBeside(s.as(guide, 6), {})).toMatchObject({ why: 'before', statement: { id: 'T5.1' } });
		await chooseGoal(s.as(guide, 7), { id: id(), topic: 'self-protection', statement: null });
		expect(await mine(s, 8)).toMatchObject({ why: 'goal', statement: { id: 'T3.1', hears: true } });
		const both = { id: id(), topic: 'e-id' as const, statement: 'T4.1' };
		expect(await refusalOf(chooseGoal(s.as(guide, 9), both))).toBe('goal-one');
		await chooseGoal(s.as(guide, 10), { id: id(), topic: null, statement: null });
		expect(await mine(s, 11)).toMatchObject({ why: 'choose', goal: null });
		expect(await mine(s, 11, s.gia)).toMatchObject({ why: 'choose', goal: null });
		const far = { ...s.rang, subject: s.som, session: id(), authority: 'present' as const };
		await chooseGoal(s.as(self(s.som), 12), { id: id(), topic: 'e-id', statement: null });
		expect(await nextBeside(s.as(far, 13), {})).toMatchObject({ goal: null });
	})
);

test(
	'what protects and did not stand beats what they want; seen alone it is practised again in two days, and taken back it is not',
	scene(async (s) => {
		const guide = await sitBeside(s, s.som, s.lua);
		await chooseGoal(s.as(guide), { id: id(), topic: 'medical-booking', statement: null });
		await lookOn(s, guide, 'T3.1', 1, 0);
		expect(await nextBeside(s.as(guide, 2), {})).toMatchObject({ why: 'safety', statement: { id: 'T3.1' } });
		await lookOn(s, guide, 'T3.1', 3);
		await judgeAll(s, guide, 'T3.1', 4);
		await heard(s, 5);
		expect(await due(s, s.som)).toEqual([{ statement: 'T3.1', step: 0, dueOn: '2026-07-16' }]);
		expect((await mine(s, 6)).alone.map((one) => one.id)).toEqual(['T3.1']);
		expect(await mine(s, 2 * DAY)).toMatchObject({ why: 'refresh-safety', statement: { id: 'T3.1' } });
		const { before } = await statementBeside(s.as(guide, 7), { statement: 'T3.1' });
		const last = before.toSorted((a, b) => a.at.getTime() - b.at.getTime()).at(-1)!;
		await takeBackSeen(s.as(guide, 8), { evidence: last.id });
		await heard(s, 9);
		expect(await due(s, s.som)).toEqual([]);
		expect((await mine(s, 10)).why).toBe('safety');
	})
);

test(
	'asked by telephone on its day it is one step on; a lapse one back; who was not reached said nothing; no level is moved',
	scene(async (s) => {
		const guide = await sitBeside(s, s.som, s.lua);
		await lookOn(s, guide, 'T5.1', 1);
		await judgeAll(s, guide, 'T5.1', 2);
		await getUp(s, guide, 3);
		await heard(s, 4);
		const say = (outcome: 'remembered' | 'not-yet' | 'not-reached', on: string, minutes: number) =>
			sayRecalled(s.as(s.lua, minutes), { id: id(), person: s.som, statement: 'T5.1', due: on, outcome });
		expect(await refusalOf(say('remembered', '2026-07-15', DAY))).toBe('refresher-moved');
		await say('not-reached', '2026-07-16', 2 * DAY);
		await heard(s, 2 * DAY);
		expect(await due(s, s.som)).toMatchObject([{ step: 0, dueOn: '2026-07-16' }]);
		await say('remembered', '2026-07-16', 2 * DAY + 1);
		await heard(s, 2 * DAY + 1);
		expect(await due(s, s.som)).toMatchObject([{ step: 1, dueOn: '2026-07-23' }]);
		expect(await refusalOf(say('remembered', '2026-07-16', 2 * DAY + 2))).toBe('refresher-moved');
		await say('not-yet', '2026-07-23', 9 * DAY);
		await heard(s, 9 * DAY);
		expect(await due(s, s.som)).toMatchObject([{ step: 0, dueOn: '2026-07-25' }]);
		expect((await mine(s, 9 * DAY + 1)).alone.map((one) => one.id)).toEqual(['T5.1']);
		const far = sayRecalled(s.as(s.rang, 9 * DAY), {
			...{ id: id(), person: s.som, statement: 'T5.1', due: '2026-07-25' },
			outcome: 'remembered'
		});
		expect(await refusalOf(far)).toBe('refresher-moved');
	})
);

test(
	'what they truly did is a recall: typed whole at a desk, or alone by the word of thirty days later',
	scene(async (s) => {
		const guide = await sitBeside(s, s.som, s.lua);
		for (const statement of ['T1.5', 'T1.6']) {
			await lookOn(s, guide, statement, 1);
			await judgeAll(s, guide, statement, 2);
		}
		const need = id();
		await recordNeed(s.as(guide, 3), {
			...{ id: need, person: s.som, kind: 'online-service', urgency: 'today', source: 'counter', note: null }
		});
		await closeNeed(s.as(s.lua, 4), { need, outcome: 'met' });
		await getUp(s, guide, 5);
		await heard(s, 6);
		expect((await due(s, s.som)).map(({ dueOn }) => dueOn)).toEqual(['2026-07-16', '2026-07-16']);
		const later = await sitBeside(s, s.som, s.mai, 3 * DAY);
		await getUp(s, later, 3 * DAY + 5);
		await recordEncounter(s.as(listener(['assistance.record-encounter']), 3 * DAY + 6), {
			...{ id: id(), session: later.session!, topic: 'public-services', how: 'self' }
		});
		await heard(s, 3 * DAY + 7);
		expect(await due(s, s.som)).toMatchObject([
			{ statement: 'T1.5', step: 1, dueOn: '2026-07-24' },
			{ statement: 'T1.6', step: 0, dueOn: '2026-07-16' }
		]);
		await answerFollowUp(s.as(s.lua, 30 * DAY), { need, afterDays: 30, answer: 'alone' });
		await heard(s, 30 * DAY);
		expect(await due(s, s.som)).toMatchObject([
			{ statement: 'T1.5', step: 2, dueOn: '2026-09-03' },
			{ statement: 'T1.6', step: 1, dueOn: '2026-08-20' }
		]);
	})
);
