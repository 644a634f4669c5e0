import { expect, test } from 'vitest';
import { seek, soughtOf } from './rules-seek.ts';
import type { TakenPerson } from './taken.ts';

const named = (name: string | null) => ({ name }) as TakenPerson;
const door = (book: string, lane: string, ...names: (string | null)[]) => ({
	...{ book, lane, address: lane },
	people: names.map(named)
});
const doors = soughtOf([
	door('17', 'ngõ Giếng Cũ', 'Thông Văn Già', 'Thông Thị Vàng'),
	door('18', 'ngõ Giếng Cũ', 'Gió Thị Mận'),
	door('171', 'ngõ Đa', 'Sương Thị Bưởi'),
	door('2', 'ngõ Đa', null)
]);
const books = (said: string): string[] => seek(doors, said).map(({ book }) => book);

test('a door is found by its number, a name without its marks, a lane, and before a word is whole', () => {
	expect(books('17')).toEqual(['17', '171']);
	expect(books('gio man')).toEqual(['18']);
	expect(books('Thông Vàng')).toEqual(['17']);
	expect(books('giếng')).toEqual(['17', '18']);
	expect(books('buo')).toEqual(['171']);
	expect(books('ngo da')).toEqual(['171', '2']);
	expect(books('m')).toEqual(['18']);
});

test('what was mistyped is forgiven; what is nowhere finds nobody, and nothing is sought by nothing', () => {
	expect(books('thong vamg')).toEqual(['17']);
	expect(books('ông Già Thông Vân')).toEqual(['17']);
	expect(books('khoai lang')).toEqual([]);
	expect([books(''), books('  '), books('…')]).toEqual([[], [], []]);
});
