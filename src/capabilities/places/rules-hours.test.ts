import { expect, test } from 'vitest';
import { readHours, saidHours, weekSeen } from './rules-hours.ts';

test.each([
	['7h-11h30, 13h30-17h', '07:00–11:30, 13:30–17:00'],
	['07:00–11:30; 13:30–17:00', '07:00–11:30, 13:30–17:00'],
	['7 đến 11.30 và 13 tới 16h45', '07:00–11:30, 13:00–16:45'],
	['', ''],
	['Nghỉ', '']
])('%s is read as %s', (typed, said) => {
	const spans = readHours(typed);
	expect(
		saidHours(
			(spans ?? [{ opens: '?', closes: '?' }]).map((span) => ({ weekday: 1, ...span })),
			1
		)
	).toBe(said);
});

test.each(['7h', '25h-26h', '11h-7h', '7h-11h, 10h-12h', '7h60-9h', 'sáng', '7h-8h,8h-9h,9h-10h,10h-11h,11h-12h'])(
	'%s is none',
	(typed) => expect(readHours(typed)).toBeNull()
);

test('a week is one line, Monday first', () => {
	const week = [
		{ weekday: 0, opens: '08:00', closes: '09:00' },
		{ weekday: 1, opens: '13:30', closes: '17:00' },
		{ weekday: 1, opens: '07:00', closes: '11:30' }
	];
	expect(weekSeen(week)).toBe('07:00–11:30, 13:30–17:00||||||08:00–09:00');
});
