import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TARGET_GROUPS } from './catalogue.ts';
import type { Channel, Fee } from './answers.ts';
import { catalogue, findProcedure } from './catalogue.server.ts';
import { feeOf, priceOf, type FeeAsked } from './rules-fee.ts';

const feeFor = (code: string): Fee => findProcedure(code)!.fee;
const asked = (more: Partial<FeeAsked> = {}): FeeAsked => ({
	channel: 'direct',
	day: '2026-07-14',
	groups: [],
	count: 1,
	...more
});
const total = (code: string, more: Partial<FeeAsked> = {}) => {
	const answer = feeOf(feeFor(code), asked(more));
	return answer.known ? answer.total : answer.reason;
};

const found = { amount: 8_000, basis: 'Biểu phí của xã' };

describe('fees of real procedures', () => {
	it.each<[string, string, Partial<FeeAsked>, number | string]>([
		['two copies of an extract', '2.000635', { count: 2 }, 16_000],
		['the same online: a central fee stays', '2.000635', { count: 2, channel: 'online' }, 16_000],
		['the social pension', '1.014027', {}, 0],
		['a birth at the desk is not known', '1.001193', {}, 'unknown'],
		['a birth online', '1.001193', { channel: 'online' }, 0],
		['a birth at the desk for a poor household', '1.001193', { groups: ['poor'] }, 0],
		['a birth at the desk on the sixtieth day', '1.001193', { since: '2026-05-15' }, 0],
		['and on the day after', '1.001193', { since: '2026-05-14' }, 'unknown'],
		['where the commune’s officer found what it costs', '1.001193', { ofCommune: found, count: 1 }, 8_000],
		['what was found is for one unit', '1.000656', { ofCommune: found, count: 2 }, 16_000],
		['where the catalogue knows, nobody found anything', '2.000635', { ofCommune: { ...found, amount: 1 } }, 8_000],
		['what waives it is before what was found', '1.001193', { ofCommune: found, groups: ['poor'] }, 0],
		['found where there was a hint alone', '3.000347', { ofCommune: found }, 8_000],
		['a certified copy of two pages', '2.000815', { pages: 2 }, 4_000],
		['of five pages, twice', '2.000815', { pages: 5, count: 2 }, 14_000],
		['of very many pages', '2.000815', { pages: 1000 }, 200_000],
		['a new ID card online in 2026', '1.014063', { channel: 'online' }, 25_000],
		['and after the half price ends', '1.014063', { channel: 'online', day: '2027-01-01' }, 50_000],
		['residence for an older person', '1.004222', { groups: ['elder'] }, 0],
		['residence for anyone else', '1.004222', {}, 20_000],
		['a driving licence: only a hint', '3.000347', {}, 'unsure'],
		['adoption online is not known', '2.001263', { channel: 'online' }, 'unknown'],
		['by post as at the desk', '2.000635', { channel: 'postal' }, 8_000]
	])('%s', (_, code, more, expected) => expect(total(code, more)).toBe(expected));

	it('takes the amount that an officer enters, but only with its basis', () => {
		expect(total('1.001193', { entered: { amount: 5_000, basis: 'NQ của HĐND tỉnh' } })).toBe(5_000);
		expect(total('1.001193', { entered: { amount: 5_000, basis: ' ' } })).toBe('unknown');
		expect(total('1.001193', { entered: { amount: 0.5, basis: 'x' } })).toBe('unknown');
	});
});

const anyFee = fc.constantFrom(...catalogue().procedures.map(({ fee }) => fee));
const anyAsked = fc.record({
	channel: fc.constantFrom<Channel>('direct', 'online', 'postal'),
	day: fc.constantFrom('2025-07-01', '2026-07-14', '2026-12-31', '2027-01-01', '2030-01-01'),
	groups: fc.subarray([...TARGET_GROUPS]),
	count: fc.integer({ min: 1, max: 50 }),
	pages: fc.integer({ min: 1, max: 400 })
});

describe('laws of every fee', () => {
	it('is whole đồng, the sum of its lines, and never nought because it is unknown', () => {
		fc.assert(
			fc.property(anyFee, anyAsked, (fee, ask) => {
				const answer = feeOf(fee, ask);
				if (!answer.known) return;
				expect(Number.isSafeInteger(answer.total) && answer.total >= 0).toBe(true);
				expect(answer.lines.reduce((sum, line) => sum + line.amount, 0)).toBe(answer.total);
				if (answer.total === 0 && !answer.waivedFor) expect(priceOf(fee, ask.channel, ask.day)).toBe(0);
			})
		);
	});
	it('never falls when more is asked for, and a copy never costs more than its cap', () => {
		fc.assert(
			fc.property(anyFee, anyAsked, (fee, ask) => {
				const [less, more] = [feeOf(fee, ask), feeOf(fee, { ...ask, count: ask.count + 1, pages: ask.pages + 1 })];
				if (less.known && more.known) expect(more.total).toBeGreaterThanOrEqual(less.total);
				if (less.known && fee.cap) expect(less.total).toBeLessThanOrEqual(fee.cap * ask.count);
			})
		);
	});
	it('refuses what is no count', () => {
		for (const count of [0, -1, 1.5, Number.NaN]) expect(feeOf(feeFor('2.000635'), asked({ count })).known).toBe(false);
	});
});
