import { expect, test } from 'vitest';
import { meantCentre } from './rules-meant.ts';

const [one, other] = [{ id: 1 }, { id: 2 }];

test('the only centre needs no name, one of several does', () => {
	expect(meantCentre([one], null)).toEqual({ here: one, unknown: false });
	expect(meantCentre([one, other], null)).toEqual({ here: null, unknown: false });
	expect(meantCentre([], null)).toEqual({ here: null, unknown: false });
	expect(meantCentre([one, other], '2')).toEqual({ here: other, unknown: false });
});

test('a name that is no centre is never taken for another', () => {
	for (const named of ['3', '', '02', '1;2', 'x'])
		for (const all of [[one], [one, other]]) expect(meantCentre(all, named)).toEqual({ here: null, unknown: true });
});
