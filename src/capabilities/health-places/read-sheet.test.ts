import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '#kernel/refusal.ts';
import { MOST_PLACES, readSheet } from './read-sheet.server.ts';

const head = 'Tên;Loại;Khám;Địa chỉ;Giờ;Cách đặt;Lối bằng;Xem lại';
const line = (n: number | string, until = '01/10/2026') =>
	`Trạm ${n};trạm y tế;khám chung;Gốc đa;Buổi sáng;Đến trạm;có;${until}`;
const refused = (text: string): Refusal | null => {
	try {
		readSheet(text, '2026-07-14');
		return null;
	} catch (reason) {
		if (reason instanceof Refusal) return reason;
		throw reason;
	}
};

test('rows are read in their order, however columns are divided and in whichever order they stand', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: MOST_PLACES }),
			fc.constantFrom(';', ',', '\t'),
			fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }),
			(many, mark, order) => {
				const text = [head, ...Array.from({ length: many }, (_, n) => line(n))]
					.map((row) => {
						const cells = row.split(';');
						return order.map((n) => cells[n]).join(mark);
					})
					.join('\r\n');
				const read = readSheet(text, '2026-10-01');
				expect(read.map(({ name }) => name)).toEqual(Array.from({ length: many }, (_, n) => `Trạm ${n}`));
				expect(read[0]).toMatchObject({
					kind: 'station',
					sees: ['general'],
					stepFree: true,
					checkedUntil: '2026-10-01'
				});
			}
		)
	);
});

test('whatever is pasted, it is read whole or refused in words', () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 400 }), (text) => {
			expect(refused(text)).toBeInstanceOf(Refusal);
		})
	);
});

test('lines that cannot be read are named, each with why, and one name stands once', () => {
	const wrong = `Trạm 4;chợ;mắt cá;Gốc đa;;Đến trạm;có;01/10`;
	expect(refused([head, line(1), line(2, '31/02/2026'), line(3, '13/07/2026'), wrong].join('\n'))).toMatchObject({
		code: 'health-lines',
		detail: {
			lines: '3, 4, 5',
			faults: '3 health-until, 4 health-until-past, 5 health-kind+health-sees+health-hours+health-until'
		}
	});
	expect(refused([head, line('A'), line('a')].join('\n'))!.code).toBe('health-twice-in');
	expect(refused([head, ...Array.from({ length: MOST_PLACES + 1 }, (_, n) => line(n))].join('\n'))!.code).toBe(
		'health-many'
	);
	expect(refused(head)!.code).toBe('health-sheet');
});

test('a first line without a column, or with one twice, is said with its heading', () => {
	expect(refused(['Tên;Loại;Khám;Địa chỉ;Giờ', line(1)].join('\n'))).toMatchObject({
		code: 'health-headings',
		detail: { headings: 'Cách đặt, Lối bằng, Còn đúng đến' }
	});
	expect(refused([`${head};Nơi khám`, line(1)].join('\n'))).toMatchObject({
		code: 'health-heading-twice',
		detail: { heading: 'Nơi khám' }
	});
	expect(refused([line(1), line(2)].join('\n'))!.code).toBe('health-sheet');
});
