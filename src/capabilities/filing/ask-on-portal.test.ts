import { expect, test } from 'vitest';
import { anyone, type Actor } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { askedAfter } from '#capabilities/cases/rules-next.ts';
import { follow } from '#capabilities/cases/follow.server.ts';
import { receive } from '#capabilities/cases/receive.server.ts';
import { followState } from '#capabilities/cases/rules-follow.ts';
import type { Status } from '#capabilities/cases/answers.ts';
import { scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { recordOfficialCode } from './file.server.ts';
import { recordStatus } from './record-status.server.ts';

const holder = (row: string): Actor => ({ ...anyone(new Set(rightsOf.slip)), row, centres: [1] });

test('a key stands for what may follow: more papers and a refusal at first, more papers and a stop in the work', () => {
	expect(askedAfter(1)).toEqual([5, 3]);
	expect(askedAfter(4)).toEqual([5, 8]);
	expect([askedAfter(3), askedAfter(9), askedAfter(10)]).toEqual([[], [], []]);
});

test.each([
	[1, 5, 'needs-papers'],
	[1, 3, 'turned-down'],
	[4, 8, 'stopped']
] as const)(
	'after %i, what an officer asked or refused (%i) is what the holder of the slip reads: %s',
	(after, asked, reads) =>
		scene(async (s) => {
			const sitting = await sitDown(s, '2.000635');
			await fill(s, sitting, copyAnswers);
			await sayYes(s, sitting);
			const file = { case: sitting.case };
			await receive(s.as(s.mai, 20), file);
			await recordOfficialCode(s.as(s.mai, 22), { ...file, code: '000.16.43.H56-260714-0044' });
			const write = (status: Status, minute: number) =>
				recordStatus(s.as(s.mai, minute), { ...file, status, outsideAt: s.as(s.mai, minute - 2).now.toISOString() });
			if (after !== 1) await write(after, 30);
			expect(askedAfter(after)).toContain(asked);
			await write(asked, 40);
			const seen = await follow(s.as(holder(sitting.case), 41), {});
			expect(followState({ stage: seen.stage, status: seen.status, way: seen.way })).toBe(reads);
		})()
);
