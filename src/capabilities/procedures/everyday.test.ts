import { expect, test } from 'vitest';
import { catalogue } from './catalogue.server.ts';
import names from './everyday.json' with { type: 'json' };
import { everydayAgency, everydayPaper, everydayTerm } from './ui/everyday.ts';

const papers = new Set(catalogue().procedures.flatMap((one) => one.papers.map(({ name }) => name)));
const agencies = new Set(catalogue().procedures.map((one) => one.decidingAgency));
const terms = new Set(
	catalogue().procedures.flatMap((one) =>
		one.papers.flatMap(({ condition, dataAlternative }) =>
			[condition, dataAlternative].filter((term) => term !== undefined)
		)
	)
);
const VIETNAMESE = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu;

test.each(['en', 'hi'] as const)(
	'no paper, no agency and no condition of the catalogue lacks its everyday name in %s',
	(locale) => {
		expect([papers.size > 100, agencies.size > 15, terms.size > 20]).toEqual([true, true, true]);
		expect([...papers].filter((name) => !everydayPaper(name, locale)?.trim())).toEqual([]);
		expect([...terms].filter((name) => !everydayTerm(name, locale)?.trim())).toEqual([]);
		expect([...agencies].filter((name) => !everydayAgency(name, locale)?.trim())).toEqual([]);
	}
);

test('an everyday name is in the reader’s own language, and none is kept for what the catalogue no longer names', () => {
	for (const table of [names.papers, names.agencies, names.terms] as Record<string, { en: string; hi: string }>[])
		for (const [official, { en, hi }] of Object.entries(table)) {
			// A letter of a form's number stays as it is printed.
			expect([official, VIETNAMESE.test(en.replaceAll('1đ', ''))]).toEqual([official, false]);
			expect([official, /\p{Script=Devanagari}/u.test(hi)]).toEqual([official, true]);
		}
	expect(Object.keys(names.papers).filter((name) => !papers.has(name))).toEqual([]);
	expect(Object.keys(names.terms).filter((name) => !terms.has(name))).toEqual([]);
	expect(Object.keys(names.agencies).filter((name) => !agencies.has(name))).toEqual([]);
});

test('who reads Vietnamese reads the official name alone, and a name that nobody knows stands alone too', () => {
	expect(everydayPaper('Giấy chứng sinh', 'vi')).toBeNull();
	expect(everydayPaper('Giấy của năm trước', 'en')).toBeNull();
	expect(everydayPaper('Giấy chứng sinh', 'en')).toBe('Birth notification from the hospital');
});
