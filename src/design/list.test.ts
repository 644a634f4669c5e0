import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inList } from './list.ts';

test.each([
	['one matter that is parted stands whole', ['Trợ cấp, tuổi già', 'Cư trú'], 'Trợ cấp, tuổi già; Cư trú'],
	['and by a word', ['Cư trú', 'Mua và trả tiền qua mạng', 'Nhà đất'], 'Cư trú; Mua và trả tiền qua mạng; Nhà đất'],
	['in English', ['House and land', 'Residence'], 'House and land; Residence'],
	['in Hindi', ['ख़रीद और भुगतान', 'निवास'], 'ख़रीद और भुगतान; निवास'],
	['plain names', ['Cư trú', 'Nhà đất', 'Căn cước'], 'Cư trú, Nhà đất, Căn cước'],
	['a word that only begins so', ['Hayat', 'Orchid', 'Vàng'], 'Hayat, Orchid, Vàng'],
	['one alone', ['Trợ cấp, tuổi già'], 'Trợ cấp, tuổi già'],
	['what is empty is no name', ['Cư trú', '', 'Nhà đất'], 'Cư trú, Nhà đất'],
	['nothing', [], '']
])('%s', (_, names, is) => {
	expect(inList(names)).toBe(is);
});

test('words of ours are listed so on every page: a list that is joined by commas alone holds names of people and places', () => {
	const joins = globSync([
		'src/routes/**/*.{svelte,ts}',
		'src/capabilities/*/ui/*.{svelte,ts}',
		'src/design/*.{svelte,ts}'
	]).flatMap(
		(file) =>
			readFileSync(file, 'utf8')
				.replace(/\s+/g, ' ')
				.match(/\b(?:find)?\w*[wW]ords?\b[^;{}]{0,60}\.join\(', '\)/g)
				?.map((join) => `${file}: ${join}`) ?? []
	);
	expect(joins).toEqual([]);
});
