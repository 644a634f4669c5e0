import fc from 'fast-check';
import { expect, test } from 'vitest';
import { needKinds, plans } from '#capabilities/assistance/need.ts';
import { fitsNeed, isClassNeed, oneOffer, promiseOf } from './rules-for-need.ts';
import { templates } from './templates.ts';

test('each need that a class can meet has a class of the frame that fits it first, and no other need has one', () => {
	expect(needKinds.filter(isClassNeed).toSorted()).toEqual(['learn', 'safety-online']);
	const first = (kind: 'learn' | 'safety-online') => templates.filter((one) => fitsNeed(kind, one) === 0);
	expect(first('learn').map(({ id }) => id)).toEqual(['beginners']);
	expect(first('safety-online').map(({ topic }) => topic)).toEqual(['self-protection']);
	expect(templates.every((one) => fitsNeed('learn', one) !== null)).toBe(true);
	expect(templates.filter((one) => fitsNeed('safety-online', one) === 1)).toEqual([]);
});

test('whoever waits for a class is promised no day of it, and loses none that was promised', () => {
	const had = fc.record({
		plan: fc.option(fc.constantFrom(...plans)),
		promisedOn: fc.option(fc.constant('2026-08-01'))
	});
	fc.assert(
		fc.property(had, (before) => {
			expect(promiseOf('taken', '2026-07-22', before)).toEqual({ plan: 'class', promisedOn: '2026-07-22' });
			const after = promiseOf('waiting', '2026-07-22', before);
			expect(after).toEqual(before.plan === null ? { plan: 'class', promisedOn: null } : null);
		})
	);
});

test('by one key is offered the first that has a free place, and nothing beside a place that they have', () => {
	const fit = fc.record({ run: fc.string(), gets: fc.constantFrom('taken' as const, 'waiting' as const) });
	fc.assert(
		fc.property(fc.array(fit), fc.array(fc.string(), { maxLength: 1 }), (fits, has) => {
			const offered = oneOffer({ fits, has });
			const free = fits.filter(({ gets }) => gets === 'taken');
			if (has.length > 0) expect(offered).toEqual({ fits: [], has });
			else expect(offered).toEqual(free.length > 0 ? { fits: [free[0]], has } : null);
		})
	);
});
