import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { begin, beginWith, chooseDirect, readOn } from './guide.ts';
import { answerAll, calm, device, openBrowser, origin, signIn, walker, type Walker } from './walk.ts';

// A guide who reads English or Hindi, and a resident who does: a switch on every page of staff, papers and agencies by their everyday
// names beside the official ones, and the plain word where nothing is spoken in their language.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const OFFICIAL = 'Tờ khai đề nghị cấp bản sao / mẫu điện tử';
const EVERYDAY = { en: 'Form to ask for copies (paper or online)', hi: 'प्रतियाँ माँगने का फ़ॉर्म (काग़ज़ या ऑनलाइन)' };
const NONE = { en: 'No voice in English yet.', hi: 'अभी हिंदी में आवाज़ नहीं है।' };

const speak = ({ context }: Walker, lang: 'vi' | 'en' | 'hi') =>
	context.addCookies([{ name: 'lang', value: lang, url: origin }]);

/** Presses a language by its own name, where it is seen, and answers the size of what was pressed. */
async function choose(page: Page, name: string): Promise<{ width: number; height: number }> {
	const link = page.locator('.tongues a:visible', { hasText: name }).first();
	const box = (await link.boundingBox())!;
	await link.click();
	await page.waitForLoadState();
	return box;
}
const spoken = (page: Page) => page.evaluate(() => document.documentElement.lang);

test.each([true, false])(
	'staff choose their language before they sign in, and on every page after it (script: %s)',
	async (script) => {
		const guide = await walker(browser, { script });
		const { page } = guide;
		await page.goto(`${origin}/can-bo/dang-nhap?ai=lua`);
		expect((await choose(page, 'English')).height).toBeGreaterThanOrEqual(44);
		expect([await spoken(page), new URL(page.url()).pathname + new URL(page.url()).search]).toEqual([
			'en',
			'/can-bo/dang-nhap?ai=lua'
		]);
		await choose(page, 'Tiếng Việt');
		await signIn(page, 'lua', 'Bàn hướng dẫn 1');
		for (const path of ['/can-bo/bang', '/can-bo/truc-trac?da=thu', '/can-bo/tat-ca']) {
			await page.goto(origin + path);
			for (const [name, lang] of [
				['हिन्दी', 'hi'],
				['English', 'en'],
				['Tiếng Việt', 'vi']
			] as const) {
				expect((await choose(page, name)).height).toBeGreaterThanOrEqual(44);
				expect([await spoken(page), page.url()]).toEqual([lang, origin + path]);
				// The one in use says so, and each is read in its own language.
				expect(await page.locator('.tongues a[aria-current]:visible').getAttribute('lang')).toBe(lang);
			}
		}
		// On a phone they stand first behind "Tất cả".
		await page.setViewportSize({ width: 360, height: 780 });
		await page.goto(`${origin}/can-bo/bang`);
		expect(await page.locator('.tongues a:visible').count()).toBe(0);
		await page.locator('.lintel summary').click();
		expect((await choose(page, 'English')).height).toBeGreaterThanOrEqual(44);
		expect([await spoken(page), new URL(page.url()).pathname]).toEqual(['en', '/can-bo/bang']);
		await page.goto(`${origin}/can-bo/khoa`);
		calm(guide);
		await guide.context.close();
	}
);

test('papers and agencies have everyday names beside the official ones, for whoever helps and for whoever is helped', async () => {
	const [guide, her] = await Promise.all([walker(browser), walker(browser, { width: 1280, height: 800 })]);
	await signIn(guide.page, 'lua', 'Bàn hướng dẫn 1');
	await device(her.page, 'second-screen');
	await beginWith(guide.page, 'Sương Thị Sớm');
	await begin(guide, 'ban sao ket hon', '2.000635');

	// The switch of the session comes back to the very page, with the session open.
	await guide.page.goto(`${origin}/can-bo/phien/giay-to`);
	for (const [name, lang] of [
		['English', 'en'],
		['हिन्दी', 'hi']
	] as const) {
		await choose(guide.page, name);
		expect(new URL(guide.page.url()).pathname).toBe('/can-bo/phien/giay-to');
		const row = guide.page.locator('tbody th', { hasText: OFFICIAL });
		expect(await row.innerText()).toContain(EVERYDAY[lang]);
		expect(await row.locator('[lang=vi]').first().innerText()).toBe(OFFICIAL);
	}
	await choose(guide.page, 'Tiếng Việt');
	expect(await guide.page.locator('tbody').innerText()).not.toContain(EVERYDAY.en);

	await guide.page.goto(`${origin}/can-bo/phien`);
	await guide.page.getByRole('button', { name: 'Mời bác nhập trên màn hình' }).click();
	await her.page.locator('form.question').waitFor();
	for (const lang of ['en', 'hi'] as const) {
		await speak(her, lang);
		await her.page.goto(`${origin}/man-hinh-hai`);
		expect(await her.page.locator('.always .unspoken').innerText()).toBe(NONE[lang]);
		expect(await her.page.locator('audio, [data-listen]').count()).toBe(0);
	}
	await guide.page.locator('button', { hasText: 'Lấy lại từ màn hình của bác' }).click();
	await answerAll(guide.page);
	await chooseDirect(guide);
	await guide.page.getByRole('heading', { name: 'Chờ bác xác nhận' }).waitFor();
	// Her screen follows by itself; only then is it turned to another language.
	await her.page.locator('.yes').first().waitFor();
	await her.page.waitForLoadState();
	await speak(her, 'vi');
	await her.page.goto(`${origin}/man-hinh-hai`);
	expect(await her.page.locator('.always [data-listen]').count()).toBe(1);
	expect(await readOn(her.page)).not.toContain(EVERYDAY.en);
	await speak(her, 'en');
	let read = '';
	for (let n = 0; n < 9; n++) {
		await her.page.goto(`${origin}/man-hinh-hai?to=${n}`);
		read += await her.page.locator('.check').innerText();
	}
	expect(read).toContain(EVERYDAY.en);
	expect(read).toContain(OFFICIAL);
	await her.page.locator('button.yes').click();
	// The guide's page hears of the yes and looks again by itself.
	await her.page.locator('button.yes').waitFor({ state: 'detached' });
	await guide.page.getByRole('heading', { name: 'Chờ bác xác nhận' }).waitFor({ state: 'detached' });
	await guide.page.waitForLoadState();
	await guide.page.goto(`${origin}/can-bo/phien/phieu`);

	// Two languages, one sheet of A5.
	for (const lang of ['hi', 'en', 'vi'] as const) {
		await speak(guide, lang);
		await guide.page.goto(`${origin}/can-bo/phien/phieu/in`);
		const pdf = (await guide.page.pdf({ preferCSSPageSize: true })).toString('latin1');
		expect([lang, /\/Count (\d+)/.exec(pdf)?.[1]]).toEqual([lang, '1']);
	}
	await guide.page.goto(`${origin}/can-bo/phien/phieu`);

	// At home, in English: who is to decide, and the papers of the slip.
	const slip = (await guide.page.locator('main').innerText()).match(/\d{4} \d{4} \d{4}/)![0];
	const son = await walker(browser, { width: 360, height: 780 });
	await speak(son, 'en');
	await son.page.goto(`${origin}/theo-doi/${encodeURIComponent(slip)}`);
	await son.page.waitForURL(/theo-doi\/ho-so/);
	const timeline = await son.page.locator('.timeline').innerText();
	expect(timeline).toContain('Office that keeps the civil register');
	expect(timeline).toContain('Cơ quan quản lý cơ sở dữ liệu hộ tịch');
	expect(await son.page.locator('header .unspoken').innerText()).toBe(NONE.en);
	await son.page.goto(`${origin}/theo-doi/phieu`);
	const printed = await son.page.locator('.slip').innerText();
	expect(printed).toContain(EVERYDAY.en);
	expect(printed).toContain(OFFICIAL);
	await son.page.goto(`${origin}/thu-tuc/2.000635`);
	const page = await son.page.locator('main').innerText();
	for (const words of ['Office that keeps the civil register', 'Cơ quan quản lý cơ sở dữ liệu hộ tịch'])
		expect(page).toContain(words);
	await guide.page.goto(`${origin}/can-bo/phien`);
	await guide.page.keyboard.press('F10');
	await guide.page.waitForURL(/can-bo\/quay/);
	for (const one of [guide, her, son]) calm(one);
}, 120_000);
