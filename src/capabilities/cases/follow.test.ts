import { expect, test } from 'vitest';
import { anyone } from '#kernel/actor.ts';
import { scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { findSlip } from './follow.server.ts';
import { slipCodeFrom } from './rules-codes.ts';
import { inSession } from './case-view.server.ts';

test(
	'wrong slips are counted by browser, and generously by address; right ones count nothing',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		const { slip } = (await inSession(s.as(sitting.guide, 6), {}))!;
		const ask = async (code: string, browser: string | null, address = 'the centre') =>
			(await findSlip(s.as(anyone(new Set(['cases.find-slip'])), 7), { code, address, browser })).why;
		const wrong = (n: number) => slipCodeFrom(Buffer.from(`none ${n}`.padEnd(32)));
		for (let n = 0; n < 10; n++) expect(await ask(wrong(n), 'a child')).toBe('slip-unknown');
		expect(await ask(slip!, 'a child')).toBe('slowed');
		// Everybody else in the same Wi-Fi goes on, whoever asked right as often as they like.
		for (let n = 0; n < 120; n++) expect(await ask(slip!, 'a mother')).toBeNull();
		for (let n = 0; n < 30; n++) expect(await ask(wrong(n), null)).toBe('slip-unknown');
		expect(await ask(wrong(31), null)).toBe('slowed');
		expect(await ask(slip!, 'a mother')).toBeNull();
	})
);
