import { expect, test } from 'vitest';
import { sheetsOf } from './her-sheets.ts';

const line = (called = 'Bác sinh', answer = '14 tháng 3, năm 1950') => ({ called, answer, by: 'đọc từ thẻ' });
const many = (count: number) => Array.from({ length: count }, () => line());

test('few answers stand on one sheet, many on several, and every line is on exactly one', () => {
	expect(sheetsOf(many(4))).toEqual([0]);
	const starts = sheetsOf(many(26));
	expect(starts.length).toBeGreaterThan(3);
	expect(starts).toEqual(starts.toSorted((a, b) => a - b));
	expect(new Set(starts).size).toBe(starts.length);
	// None stands alone on the last because the others were filled to the brim.
	const sizes = starts.map((start, n) => (starts[n + 1] ?? 26) - start);
	expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(3);
});

test('long words and the money take room of their own', () => {
	const long = line(
		'Số căn cước của người mẹ trong giấy',
		'thôn Gò Nắng, xã Quảng Lưu, tỉnh Thanh Hoá, ngõ thứ ba bên trái'
	);
	expect(sheetsOf(Array.from({ length: 6 }, () => long)).length).toBeGreaterThan(sheetsOf(many(6)).length);
	const [full] = [many(7)];
	expect(sheetsOf(full!, 6).length).toBe(sheetsOf(full!).length + 1);
});

test('one line that is longer than a sheet still has one, and nothing asked has one empty sheet', () => {
	expect(sheetsOf([line('x', 'dài '.repeat(300)), line()])).toEqual([0, 1]);
	expect(sheetsOf([])).toEqual([0]);
});
