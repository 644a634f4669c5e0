import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { allTold } from '#platform/telling.server.ts';
import '#tests/support/scene.ts';
import { locales } from './answers.ts';
import { lettersPdf } from './letters-pdf.server.ts';
import { factWords, letterWords } from './words.server.ts';

const MM = 72 / 25.4;
const said = 'việc của bác đã xong. Mời bác mang phiếu đến trung tâm lấy kết quả.';
const asked = { commune: 'Xã Quảng Bình', code: '7315', end: '407' };
const letter = (place: number, more: { name?: string; words?: string; locale?: 'vi' | 'en' | 'hi' } = {}) => ({
	...{ person: '', place, locale: more.locale ?? ('vi' as const) },
	lines: [more.name ?? 'Sương Thị Sớm', 'ngõ Đa', 'thôn Bến Gió', 'Xã Quảng Bình', 'Tỉnh Thanh Hoá'],
	words: letterWords(more.words ?? said, asked, more.locale ?? 'vi').split('\n')
});
const sender = ['Trung tâm Phục vụ hành chính công xã Quảng Bình', 'Xã Quảng Bình, Tỉnh Thanh Hoá'];
const pdfOf = (letters: ReturnType<typeof letter>[]) =>
	getDocumentProxy(new Uint8Array(lettersPdf({ batch: '', number: 3, sender, letters })));
const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** How words end; of Hindi the last sign alone, because a PDF names its joined letters otherwise. */
const lastOf = (words: string, locale: string): string =>
	tidy(words)
		.replace(/\s/g, '')
		.slice(locale === 'hi' ? -1 : -3);

/** What stands on each third of a sheet. */
async function partsOf(pdf: Awaited<ReturnType<typeof pdfOf>>, sheet: number) {
	const page = await pdf.getPage(sheet);
	const [, , width, height] = page.view as [number, number, number, number];
	expect([Math.round(width / MM), Math.round(height / MM)]).toEqual([210, 297]);
	const { items } = (await page.getTextContent()) as { items: { str: string; transform: number[] }[] };
	// By the foot of the letters: nothing hangs over a fold.
	const thirdOf = ({ transform }: { transform: number[] }): number =>
		Math.floor((height - transform[5]! + 4) / (99 * MM));
	const words = (third: number) =>
		tidy(
			items
				.filter((one) => thirdOf(one) === third)
				.map(({ str }) => str)
				.join(' ')
		);
	return { outside: words(0), inside: words(1), below: words(2) };
}

test('folded in three a letter shows whom it is from and to, and nothing of what it says; inside are the room’s own words and how to ask after them', async () => {
	const pdf = await pdfOf([letter(1), letter(2, { name: '#panic("x") *Gió*' })]);
	expect(pdf.numPages).toBe(2);
	const { outside, inside, below } = await partsOf(pdf, 1);
	expect(outside).toBe(
		`Nơi gửi ${sender.join(' ')} Kính gửi Sương Thị Sớm ngõ Đa thôn Bến Gió Xã Quảng Bình Tỉnh Thanh Hoá`
	);
	expect(inside).toContain('Trung tâm xã Quảng Bình: Việc của bác đã xong. Mời bác mang phiếu');
	expect(below).toMatch(/“Tin nhắn này có thật không\?”.*Mã tin 7315, ba số cuối 407\./);
	expect(below).toMatch(/^gấp vào trong .* Lô 3, thư 1$/);
	expect(inside + below).not.toContain('Sương');
	// What people wrote is data.
	expect((await partsOf(pdf, 2)).outside).toContain('#panic("x") *Gió*');
	const { text } = await extractText(pdf, { mergePages: true });
	expect(tidy(text)).toContain('Lô 3, thư 2');
});

test('every word of every room fits one sheet in each language, with the address alone outside', async () => {
	const longest = { day: '2026-11-21', hour: '16:30', desk: 'Quầy 12', amount: '200000' };
	const words = allTold()
		.filter(({ known, rings }) => !known && !rings)
		.flatMap(({ name }) =>
			locales.flatMap((locale) =>
				[false, true].map((forAnother) => ({
					locale,
					words: factWords(name, longest, { locale, forAnother, shared: false })
				}))
			)
		);
	const long = locales.map((locale) => ({ locale, words: 'Bác ơi, '.repeat(37).slice(0, 300) }));
	const all = [...words, ...long];
	const pdf = await pdfOf(all.map((one, n) => letter(n + 1, one)));
	expect(pdf.numPages).toBe(all.length);
	for (const [n, one] of all.entries()) {
		const { outside, inside, below } = await partsOf(pdf, n + 1);
		expect(outside).toMatch(/^Nơi gửi .* Tỉnh Thanh Hoá$/);
		// The words end before the second fold, and how to ask after them stands below it.
		expect(lastOf(inside, one.locale), one.words).toBe(lastOf(one.words, one.locale));
		expect(below).toMatch(/7315/);
	}
});
