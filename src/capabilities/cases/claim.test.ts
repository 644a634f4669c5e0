import { expect, test } from 'vitest';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { hired, roleless } from '#tests/support/accounts.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { claim, deny, notMine, passDenials, settleClaim, takeDenial } from './claim.server.ts';
import { follow } from './follow.server.ts';
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
		await settleClaim(s.as(s.thach, 23), { case: sitting.case, found: 'theirs' });
		expect(await refusalOf(settleClaim(s.as(s.thach, 24), { case: sitting.case, found: 'theirs' }))).toBe(
			'claim-settled'
		);
		expect(await notMine(s.as(s.thach, 25), {})).toEqual([]);
	})
);

/** Whoever holds the slip of a file. */
const holder = (id: string): Actor => ({ ...anyone(new Set(rightsOf.slip)), kind: 'slip', id, row: id });

async function confirmed(s: Scene): Promise<string> {
	const sitting = await sitDown(s, '2.000635');
	await fill(s, sitting, copyAnswers);
	await sayYes(s, sitting);
	return sitting.case;
}

test(
	'whoever holds the slip denies it once: a leader has it at once, decides with what was found, and the slip reads it',
	scene(async (s) => {
		const id = await confirmed(s);
		const read = async () => (await follow(s.as(holder(id), 30), {})).denial;
		expect(await read()).toBeNull();
		expect(await refusalOf(deny(s.as(s.lua, 21), { way: 'slip' }))).toBe('not-allowed');
		expect(await refusalOf(deny(s.as(holder(crypto.randomUUID()), 21), { way: 'slip' }))).toBe('case-unknown');
		await deny(s.as(holder(id), 21), { way: 'slip' });
		await expect(deny(s.as(holder(id), 22), { way: 'link' })).rejects.toThrow('case_claim_once');
		expect(await read()).toEqual({ at: s.as(s.lua, 21).now, settledAt: null, found: null });
		expect(await notMine(s.as(s.thach, 22), {})).toMatchObject([
			{ caseId: id, holderId: s.thach.id, holderName: 'Núi Văn Thạch', heldSince: s.as(s.lua, 21).now }
		]);
		expect(await refusalOf(takeDenial(s.as(s.mai, 22), { case: id }))).toBe('not-allowed');
		await settleClaim(s.as(s.thach, 23), { case: id, found: 'mistaken' });
		expect(await read()).toMatchObject({ settledAt: s.as(s.lua, 23).now, found: 'mistaken' });
		expect(await refusalOf(takeDenial(s.as(s.thach, 24), { case: id }))).toBe('claim-settled');
		expect((await mineCases(s.as(self(s.som), 25), {})).rows).toMatchObject([
			{ toClaim: false, deniedAt: s.as(s.lua, 21).now, lookedAt: s.as(s.lua, 23).now, found: 'mistaken' }
		]);
	})
);

test(
	'her own word replaces what was said by the slip, until somebody has looked',
	scene(async (s) => {
		const id = await confirmed(s);
		const say = (answer: 'mine' | 'not-mine', minutes = 22) => claim(s.as(self(s.som), minutes), { case: id, answer });
		await deny(s.as(holder(id), 21), { way: 'slip' });
		expect((await mineCases(s.as(self(s.som), 21), {})).rows).toMatchObject([{ toClaim: true }]);
		await say('mine');
		expect(await notMine(s.as(s.thach, 23), {})).toEqual([]);
		expect((await follow(s.as(holder(id), 23), {})).denial).toBeNull();
		await expect(say('not-mine', 24)).rejects.toThrow('case_claim_once');
	})
);

test(
	'a leader who takes it has it; what a leader who left had goes to another',
	scene(async (s) => {
		const id = await confirmed(s);
		await deny(s.as(holder(id), 21), { way: 'link' });
		const who = async () => (await notMine(s.as(s.thach, 30), {})).map(({ holderId }) => holderId);
		const other = await hired(s, 'khac', 'leader');
		await takeDenial(s.as(other, 22), { case: id });
		expect(await who()).toEqual([other.id]);
		const pass = async () => {
			await roleless(s, other.id, true);
			const house = system('cases.pass-denials', new Set(['cases.pass-denials']), null, [1]);
			return passDenials(s.as(house, 23), { from: other.id });
		};
		expect(await pass()).toEqual({ passed: 1 });
		expect(await who()).toEqual([s.thach.id]);
	})
);

test(
	'a draft that was denied by the link to say yes: the person’s own page reads what was found',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await deny(s.as(holder(sitting.case), 21), { way: 'link' });
		const mine = async () => (await mineCases(s.as(self(s.som), 24), {})).rows[0];
		expect(await mine()).toMatchObject({ stage: 'draft', deniedAt: s.as(s.lua, 21).now, lookedAt: null });
		await settleClaim(s.as(s.thach, 23), { case: sitting.case, found: 'misused' });
		expect(await mine()).toMatchObject({ lookedAt: s.as(s.lua, 23).now, found: 'misused' });
	})
);
