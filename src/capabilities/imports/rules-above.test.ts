import { expect, test } from 'vitest';
import { fromAbove, sparseIn, type Above } from './rules-above.ts';

const mapping = { name: 0, book: 1, relation: 2, hamlet: 3 };
const filled = (rows: string[][], from = mapping as Record<string, number>): (Above | null)[] => {
	const sparse = sparseIn(rows);
	let before: { cells: string[]; above: Above | null } | null = null;
	return rows.map((cells) => {
		const above = fromAbove(cells, before, { mapping: from, sparse });
		before = { cells, above };
		return above;
	});
};

test('household and hamlet of a head are those of the rows below, to the next head', () => {
	const rows = [
		['A', 'H1', 'Chủ hộ', 'Bến Gió'],
		['B', '', 'Vợ', ''],
		['C', '', 'Con', 'Gò Nắng'],
		['D', '', 'Con', ''],
		['E', 'H2', 'Chủ hộ', 'Đồng Vừng'],
		['F', '', 'Con', '']
	];
	expect(filled(rows)).toEqual([
		null,
		{ book: 'H1', hamlet: 'Bến Gió' },
		{ book: 'H1' },
		{ book: 'H1', hamlet: 'Gò Nắng' },
		null,
		{ book: 'H2', hamlet: 'Đồng Vừng' }
	]);
});

test('a head without a number ends the household above; nobody below is put into it', () => {
	const rows = [
		['A', 'H1', 'Chủ hộ', 'x'],
		['B', '', 'Chủ hộ', ''],
		['C', '', 'Con', '']
	];
	expect(filled(rows)).toEqual([null, null, null]);
});

test('where every row says its household, a blank is a blank', () => {
	const rows = [
		['A', 'H1', 'Chủ hộ', 'x'],
		['B', 'H1', 'Vợ', ''],
		['C', '', 'Con', ''],
		['D', '', '', '']
	];
	expect(filled(rows)).toEqual([null, { hamlet: 'x' }, null, null]);
	const alone = [...Array.from({ length: 9 }, (_, n) => [`A${n}`, `H${n}`, '', 'x']), ['B', '', '', '']];
	expect(filled(alone).at(-1)).toBeNull();
});

test('without numbers of households the hamlet of a head is theirs who follow', () => {
	const rows = [
		['A', 'Chủ hộ', 'x'],
		['B', 'Vợ', ''],
		['C', 'Chủ hộ', '']
	];
	expect(filled(rows, { name: 0, relation: 1, hamlet: 2 })).toEqual([null, { hamlet: 'x' }, null]);
});
