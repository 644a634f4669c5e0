import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountInWords } from './amount.ts';
import { lunarOf } from '#kernel/lunar.ts';
import { clockTime, money, moneyInWords, spokenDate, spokenDay, spokenLunar, spokenTime } from './spoken.ts';

const VI = 'không một hai ba bốn năm sáu bảy tám chín'.split(' ');
/** Reads Vietnamese number words back; the other half of the round trip. */
function readVi(words: string): number {
	const unit: Record<string, number> = { tỷ: 1e9, triệu: 1e6, nghìn: 1e3 };
	let total = 0;
	let group = 0;
	let digit = 0;
	for (const word of words.split(' ')) {
		if (word in unit) [total, group, digit] = [total + (group + digit) * unit[word]!, 0, 0];
		else if (word === 'trăm') [group, digit] = [group + digit * 100, 0];
		else if (word === 'mươi') [group, digit] = [group + digit * 10, 0];
		else if (word === 'mười') group += 10;
		else if (word !== 'linh') digit = word === 'lăm' ? 5 : word === 'mốt' ? 1 : VI.indexOf(word);
	}
	return total + group + digit;
}

const EN_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const EN = Array.from({ length: 20 }, (_, n) => amountInWords(n, 'en'));
function readEn(words: string): number {
	const unit: Record<string, number> = { billion: 1e9, million: 1e6, thousand: 1e3 };
	let total = 0;
	let group = 0;
	for (const word of words.split(/[ -]/)) {
		if (word in unit) [total, group] = [total + group * unit[word]!, 0];
		else if (word === 'hundred') group *= 100;
		else if (EN_TENS.includes(word)) group += (EN_TENS.indexOf(word) + 2) * 10;
		else if (word !== 'and') group += EN.indexOf(word);
	}
	return total + group;
}

const HI = Array.from({ length: 100 }, (_, n) => amountInWords(n, 'hi'));
function readHi(words: string): number {
	const unit: Record<string, number> = { करोड़: 1e7, लाख: 1e5, हज़ार: 1e3, सौ: 1e2 };
	let total = 0;
	let last = 0;
	for (const word of words.split(' ')) {
		if (word === 'करोड़') [total, last] = [(total + last) * 1e7, 0];
		else if (word in unit) [total, last] = [total + last * unit[word]!, 0];
		else last = HI.indexOf(word);
	}
	return total + last;
}

describe('amounts in words', () => {
	it('says what the drawings say', () => {
		expect(moneyInWords(16_000, 'vi')).toBe('mười sáu nghìn đồng');
		expect(moneyInWords(16_000, 'en')).toBe('sixteen thousand dong');
		expect(moneyInWords(16_000, 'hi')).toBe('सोलह हज़ार डोंग');
		expect(money(16_000, 'vi')).toBe('16.000 đồng');
		expect(money(16_000, 'en')).toBe('16,000 dong');
	});
	it.each([
		[5, 'năm'],
		[15, 'mười lăm'],
		[21, 'hai mươi mốt'],
		[105, 'một trăm linh năm'],
		[1_001, 'một nghìn không trăm linh một'],
		[2_000_010, 'hai triệu không trăm mười'],
		[55_555, 'năm mươi lăm nghìn năm trăm năm mươi lăm']
	])('%d is %s', (value, words) => expect(amountInWords(value, 'vi')).toBe(words));
	it('can be read back to the same number in each language', () => {
		expect(new Set(HI).size).toBe(100);
		fc.assert(
			fc.property(fc.oneof(fc.nat(200_000), fc.integer({ min: 0, max: 999_999_999_999 })), (value) => {
				expect(readVi(amountInWords(value, 'vi'))).toBe(value);
				expect(readEn(amountInWords(value, 'en'))).toBe(value);
				expect(readHi(amountInWords(value, 'hi'))).toBe(value);
			})
		);
	});
	it('refuses what cannot be said', () => {
		for (const bad of [-1, 0.5, Number.NaN, 1e12]) expect(() => amountInWords(bad, 'vi')).toThrow(RangeError);
	});
});

describe('days and times', () => {
	it('speaks a date in the three languages', () => {
		expect(spokenDate('2026-07-14', 'vi')).toBe('thứ Ba, 14 tháng 7');
		expect(spokenDate('2026-07-14', 'en')).toBe('Tuesday, 14 July');
		expect(spokenDate('2026-07-14', 'hi')).toBe('मंगलवार, 14 जुलाई');
		expect(spokenDay('1950-03-14', 'vi', true)).toBe('14 tháng 3, năm 1950');
	});
	it.each([
		['08:00', '8 giờ sáng', '8 in the morning', 'सुबह 8 बजे'],
		['17:00', '5 giờ chiều', '5 in the afternoon', 'शाम 5 बजे'],
		['12:00', '12 giờ trưa', '12 in the afternoon', 'दोपहर 12 बजे'],
		['13:30', '1 giờ 30 chiều', '1:30 in the afternoon', 'दोपहर 1 बजकर 30 मिनट'],
		['19:15', '7 giờ 15 tối', '7:15 in the evening', 'शाम 7 बजकर 15 मिनट'],
		['00:05', '12 giờ 5 đêm', '12:05 at night', 'रात 12 बजकर 5 मिनट']
	])('says %s', (time, vi, en, hi) => {
		expect([spokenTime(time, 'vi'), spokenTime(time, 'en'), spokenTime(time, 'hi')]).toEqual([vi, en, hi]);
	});
	it('reads a wall clock', () => {
		expect(clockTime('09:45', 'vi')).toBe('9 giờ 45');
		expect(clockTime('09:05', 'en')).toBe('9:05');
	});
});

describe('lunar days', () => {
	it.each([
		['2026-02-17', 1, 1, 2026, false],
		['2027-02-06', 1, 1, 2027, false],
		['2026-07-14', 1, 6, 2026, false],
		['2026-04-26', 10, 3, 2026, false],
		['2025-07-25', 1, 6, 2025, true],
		['2025-08-23', 1, 7, 2025, false],
		['2026-02-16', 29, 12, 2025, false]
	])('%s', (day, d, month, year, leap) => expect(lunarOf(day)).toEqual({ day: d, month, year, leap }));
	it('follows on, day after day, and says nothing outside its table', () => {
		expect(lunarOf('2024-02-09')).toBeNull();
		expect(lunarOf('2031-06-01')).toBeNull();
		let before = lunarOf('2024-02-10')!;
		for (let at = Date.parse('2024-02-11'); at < Date.parse('2031-01-20'); at += 86_400_000) {
			const now = lunarOf(new Date(at).toISOString().slice(0, 10))!;
			expect(now.day === before.day + 1 || (now.day === 1 && before.day >= 29)).toBe(true);
			before = now;
		}
	});
	it('is said as people say it', () => {
		expect(spokenLunar('2026-07-14', 'vi')).toBe('mồng 1 tháng 6');
		expect(spokenLunar('2026-07-28', 'vi')).toBe('rằm tháng 6');
		expect(spokenLunar('2025-07-25', 'vi')).toBe('mồng 1 tháng 6 nhuận');
	});
});
