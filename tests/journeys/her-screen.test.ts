import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { begin, beginWith } from './guide.ts';
import { belowTheFold, brokenWords } from './page-faults.ts';
import { answerAll, calm, device, openBrowser, origin, signIn, walker, type Walker } from './walk.ts';

// Where somebody must read and say yes nothing lies below the fold: her screen and the guide's, at 1280 × 800.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const SOON = { timeout: 8000 };
const KEYS = 'a.button, button, summary.button';

/** What of her screen is not seen without scrolling, in each language. */
async function hidden({ page, context }: Walker, state: string): Promise<string[]> {
	const faults: string[] = [];
	for (const lang of ['en', 'hi', 'vi']) {
		await context.addCookies([{ name: 'lang', value: lang, url: origin }]);
		// It may just be turning by itself: then it is turned once more.
		await page.goto(page.url()).catch(() => page.goto(page.url()));
		const below = await belowTheFold(page, `${KEYS}, dd, .option, input:not([type=hidden])`);
		const broken = await brokenWords(page);
		faults.push(...below.map((one) => `${state} ${lang}: below the fold “${one}”`));
		faults.push(...broken.map((one) => `${state} ${lang}: broken “${one}”`));
	}
	return faults;
}

/** Reads sheet after sheet until the one with the yes; answers how many lines were read in all. */
async function readToTheEnd(her: Walker): Promise<{ read: string[]; faults: string[] }> {
	const [read, faults]: [string[], string[]] = [[], []];
	for (let n = 0; n < 12; n++) {
		faults.push(...(await hidden(her, `sheet ${n + 1}`)));
		read.push(...(await her.page.locator('.check dt').allInnerTexts()));
		const next = her.page.getByRole('link', { name: /^Xem tiếp/ });
		if ((await next.count()) === 0) return { read, faults };
		expect(await her.page.getByRole('button', { name: /^Đúng rồi/ }).count()).toBe(0);
		await next.click();
		await her.page.waitForURL(new RegExp(`to=${n + 1}$`));
	}
	throw new Error('no sheet with the yes');
}

const question = (page: Page) => page.locator('form.question input[name=question]').inputValue();

test('every question is seen whole with its keys, on her screen and at the desk’s own keyboard', async () => {
	const [guide, her] = await Promise.all([
		walker(browser, { width: 1280, height: 800 }),
		walker(browser, { width: 1280, height: 800 })
	]);
	await signIn(guide.page, 'lua', 'Bàn hướng dẫn 1');
	await device(her.page, 'second-screen');
	await beginWith(guide.page, 'Sương Thị Sớm');
	await begin(guide, 'huu tri', '1.014027');
	await guide.page.getByRole('button', { name: 'Mời bác nhập trên màn hình' }).click();
	await her.page.locator('form.question').waitFor(SOON);
	const asked = await guide.page.evaluate(() =>
		[...document.querySelectorAll<HTMLAnchorElement>('a[href*="cau="]')].map((one) => one.href.split('cau=')[1]!)
	);
	const faults: string[] = [];
	for (const id of new Set([await question(her.page), ...asked])) {
		await her.page.goto(`${origin}/man-hinh-hai?cau=${id}`);
		faults.push(...(await hidden(her, id)));
	}
	expect(faults).toEqual([]);

	// The keyboard of the desk is hers: back, listen and help are there, and the key that takes it back covers nothing.
	await guide.page.getByRole('button', { name: 'Lấy lại từ màn hình của bác' }).click();
	await guide.page.locator('[data-key=F8]').click();
	await guide.page.locator('main.hers').waitFor();
	expect(await hidden(guide, 'at the desk')).toEqual([]);
	const covered = await guide.page.evaluate(() => {
		const boxes = [...document.querySelectorAll('.who, main.hers .whose, main.hers form.question, main.hers .always')];
		const at = boxes.map((one) => one.getBoundingClientRect());
		return at.some((a, n) => at.some((b, k) => k > n && a.bottom > b.top + 1 && a.top < b.bottom - 1));
	});
	expect(covered).toBe(false);
	const first = await question(guide.page);
	await guide.page.locator('form.question input[name=raw]').fill('Kinh');
	await guide.page.locator('form.question button.big').click();
	await expect.poll(() => question(guide.page)).not.toBe(first);
	await guide.page.getByRole('link', { name: 'Quay lại' }).click();
	await expect.poll(() => question(guide.page)).toBe(first);
	await guide.page.getByRole('button', { name: 'Gọi người giúp' }).click();
	await guide.page.getByText('Bác bấm “Gọi người giúp” lúc').waitFor();
	await guide.page.getByRole('button', { name: 'Tôi biết rồi' }).click();
	await guide.page.locator('[data-key=F8]').click();
	await answerAll(guide.page, { 'paid-by': 'cash' });

	// The guide sees what to press next without looking for it, and reads an error where the eye is.
	expect(await belowTheFold(guide.page, '.way button.button')).toEqual([]);
	// Whatever was written before in this shift.
	await guide.page.locator('#reason').fill('');
	await guide.page.getByRole('button', { name: 'Chọn cách này' }).click();
	await guide.page.locator('.way .error').waitFor();
	expect(await belowTheFold(guide.page, '.way .error, .way button.button')).toEqual([]);
	await guide.page.locator('#reason').fill('Bác chưa có tài khoản mức 2');
	await guide.page.getByRole('button', { name: 'Chọn cách này' }).click();
	await guide.page.getByRole('heading', { name: 'Chờ bác xác nhận' }).waitFor();
	expect(await belowTheFold(guide.page, '.yes button.button, .yes summary.button')).toEqual([]);

	await her.page.goto(`${origin}/man-hinh-hai`);
	const { read, faults: onSheets } = await readToTheEnd(her);
	expect(onSheets).toEqual([]);
	// Every line that is filed was on one of the sheets, once.
	const filed = await guide.page.locator('.check dt').allInnerTexts();
	expect(read).toEqual(filed);
	await her.page.getByRole('button', { name: /^Đúng rồi/ }).click();
	await her.page.getByRole('heading', { level: 1 }).waitFor();
	expect(await hidden(her, 'after the yes')).toEqual([]);

	// The officer who is to receive it reads it on a telephone too: nothing is pushed off the page.
	const officer = await walker(browser, { width: 360, height: 780 });
	await signIn(officer.page, 'mai', null);
	await officer.page.goto(`${origin}/can-bo/ho-so?muc=to-receive`);
	await officer.page.locator('tbody a').first().click();
	await officer.page.getByRole('button', { name: /^Tiếp nhận/ }).waitFor();
	expect(await officer.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(361);
	expect(await brokenWords(officer.page)).toEqual([]);
	await officer.context.close();

	// The next file of the shift begins with the same reason.
	await guide.page.keyboard.press('F10');
	await guide.page.waitForURL(/can-bo\/quay/);
	await her.page.locator('.faces, form button').first().waitFor(SOON);
	expect(await hidden(her, 'faces')).toEqual([]);
	await beginWith(guide.page, 'Sương Thị Sớm');
	await begin(guide, 'ban sao ket hon', '2.000635');
	await answerAll(guide.page);
	expect(await guide.page.locator('#reason').inputValue()).toBe('Bác chưa có tài khoản mức 2');
	await guide.page.keyboard.press('F10');
	await guide.page.waitForURL(/can-bo\/quay/);
	calm(guide);
	calm(her);
}, 120_000);
