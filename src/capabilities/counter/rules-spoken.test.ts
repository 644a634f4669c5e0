import { describe, expect, it } from 'vitest';
import { callClips, clipTexts, numberClips } from './rules-spoken.ts';

const said = (clips: readonly (keyof typeof clipTexts)[]): string => clips.map((clip) => clipTexts[clip]).join(' ');

describe('numbers as they are read', () => {
	it.each([
		[1, 'một'],
		[4, 'bốn'],
		[5, 'năm'],
		[10, 'mười'],
		[11, 'mười một'],
		[14, 'mười bốn'],
		[15, 'mười lăm'],
		[20, 'hai mươi'],
		[21, 'hai mươi mốt'],
		[22, 'hai mươi hai'],
		[24, 'hai mươi tư'],
		[25, 'hai mươi lăm'],
		[31, 'ba mươi mốt'],
		[55, 'năm mươi lăm'],
		[100, 'một trăm'],
		[101, 'một trăm linh một'],
		[105, 'một trăm linh năm'],
		[110, 'một trăm mười'],
		[111, 'một trăm mười một'],
		[115, 'một trăm mười lăm'],
		[121, 'một trăm hai mươi mốt'],
		[999, 'chín trăm chín mươi chín']
	])('%i', (number, words) => expect(said(numberClips(number))).toBe(words));

	it.each([0, -1, 1.5, 1000, Number.NaN])('says nothing for %d', (number) => expect(numberClips(number)).toEqual([]));
});

describe('a call', () => {
	it('invites a number to a desk', () =>
		expect(said(callClips(22, 'Quầy 2'))).toBe('Mời số a hai mươi hai đến quầy hai'));
	it('knows the guides’ desks', () =>
		expect(said(callClips(5, 'Bàn hướng dẫn 1'))).toBe('Mời số a năm đến bàn hướng dẫn một'));
	it('reads a name in decomposed letters', () =>
		expect(said(callClips(1, 'Quầy 12'.normalize('NFD')))).toBe('Mời số a một đến quầy mười hai'));
	it('sends to the board for a desk of another name', () =>
		expect(said(callClips(3, 'Phòng họp'))).toBe('Mời số a ba xin nhìn trên bảng'));
});
