import { expect, it } from 'vitest';
import { doneAgain, howShown, saidBack } from './rules-teach-back.ts';

it.each([
	['full', ['self', 'guided', 'guided', 'done-for']],
	['hint', ['guided', 'guided', 'guided', 'done-for']],
	['no', ['unfinished', 'unfinished', 'unfinished', 'done-for']]
] as const)('said back: %s', (said, hows) => {
	expect(saidBack).toContain(said);
	expect(doneAgain.map((did) => howShown(said, did))).toEqual(hows);
});
