import { expect, test } from 'vitest';
import { refusalOf, scene, self } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { claim, notMine, settleClaim } from './claim.server.ts';
import { mineCases } from './lists.server.ts';

test(
	'what was made with help is asked about at her own sign-in, once; what she denies is somebody’s to look into',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		const toClaim = async () => (await mineCases(s.as(self(s.som), 20), {})).rows.map((file) => file.toClaim);
		expect(await toClaim()).toEqual([false]);
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		expect(await toClaim()).toEqual([true]);
		const say = (who: string, answer: 'mine' | 'not-mine') =>
			claim(s.as(self(who), 21), { case: sitting.case, answer });
		expect(await refusalOf(say(s.gia, 'not-mine'))).toMatch(/case-unknown|other-person/);
		await say(s.som, 'not-mine');
		expect(await toClaim()).toEqual([false]);
		await expect(say(s.som, 'mine')).rejects.toThrow('case_claim_once');
	})
);

test(
	'the leader sees what was denied until somebody has looked',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		await claim(s.as(self(s.som), 21), { case: sitting.case, answer: 'not-mine' });
		expect(await notMine(s.as(s.thach, 22), {})).toMatchObject([{ caseId: sitting.case, procedureCode: '2.000635' }]);
		expect(await notMine(s.as({ ...s.thach, centres: [2] }, 22), {})).toEqual([]);
		await settleClaim(s.as(s.thach, 23), { case: sitting.case });
		expect(await refusalOf(settleClaim(s.as(s.thach, 24), { case: sitting.case }))).toBe('claim-settled');
		expect(await notMine(s.as(s.thach, 25), {})).toEqual([]);
	})
);
