import { expect, test } from 'vitest';
import { hearingOf, onTheirWay, pageOver, unsafeWhy } from './rules-board.ts';

const now = new Date('2026-07-14T10:00:00+07:00');
const ago = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

test('a hamlet is silent when somebody has gone there for three days and no phone was heard of for as long', () => {
	expect(hearingOf({ since: ago(9), seenAt: ago(3) }, now)).toBe('silent');
	expect(hearingOf({ since: ago(9), seenAt: ago(2.99) }, now)).toBe('heard');
	expect(hearingOf({ since: ago(9), seenAt: null }, now)).toBe('silent');
	// Whoever was sent there yesterday has had no time to be silent.
	expect(hearingOf({ since: ago(1), seenAt: null }, now)).toBe('heard');
	expect(hearingOf({ since: null, seenAt: ago(20) }, now)).toBe('nobody');
});

test('a phone is looked after where words may be lost on it, or it cannot be opened', () => {
	const phone = { pairedAt: ago(30), seenAt: ago(1), waiting: 4, revokedAt: null, wipedAt: null };
	expect(unsafeWhy(phone, now)).toBeNull();
	expect(unsafeWhy({ ...phone, seenAt: ago(3) }, now)).toBe('waiting');
	expect(unsafeWhy({ ...phone, seenAt: ago(3), waiting: 0 }, now)).toBe('locked');
	expect(unsafeWhy({ ...phone, seenAt: null, waiting: 0 }, now)).toBe('locked');
	expect(unsafeWhy({ ...phone, seenAt: null, pairedAt: ago(1), waiting: 0 }, now)).toBeNull();
	expect(unsafeWhy({ ...phone, revokedAt: ago(1) }, now)).toBe('parted');
	expect(unsafeWhy({ ...phone, revokedAt: ago(1), wipedAt: ago(0.5) }, now)).toBeNull();
});

test('doors on their way are those that nobody received, and those that an old phone still holds', () => {
	const received = { toArea: 'b', receivedAt: ago(1), holding: 0 };
	expect(
		onTheirWay([
			received,
			{ ...received, receivedAt: null },
			{ ...received, holding: 2 },
			{ toArea: null, receivedAt: null, holding: 1 },
			{ toArea: null, receivedAt: null, holding: 0 }
		])
	).toEqual({ given: 1, held: 2 });
});

test('a page lies on the hamlets that it reaches into, however many, and on none behind the last', () => {
	const all = [
		{ hamlet: 7, open: 30 },
		{ hamlet: 3, open: 100 },
		{ hamlet: 5, open: 5 },
		{ hamlet: 0, open: 90 }
	];
	const on = (from: number, rows: number) => pageOver(all, from, rows);
	expect(on(0, 30)).toEqual({ whole: 225, on: [7], skip: 0 });
	expect(on(0, 31)).toEqual({ whole: 225, on: [7, 3], skip: 0 });
	expect(on(30, 100)).toEqual({ whole: 225, on: [3], skip: 0 });
	expect(on(100, 100)).toEqual({ whole: 225, on: [3, 5, 0], skip: 70 });
	expect(on(200, 100)).toEqual({ whole: 225, on: [0], skip: 65 });
	expect(on(225, 100)).toEqual({ whole: 225, on: [], skip: 0 });
	expect(pageOver([], 0, 100)).toEqual({ whole: 0, on: [], skip: 0 });
});
