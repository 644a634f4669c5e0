import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHouse, calm, device, openBrowser, origin, walker } from './walk.ts';

// The number that was just taken: words, drawing and key say the same, before its paper is printed and after; and the paper is one page
// of a roll, as long as its words are.

let browser: Browser;
const LONG = 'Trung tâm Phục vụ hành chính công xã Quảng Bình và các thôn ven sông Yên nhập về từ xã cũ';
let name = '';
const rename = (to: string) => askHouse(`update place set name = '${to}' where id = 1`);
beforeAll(async () => {
	browser = await openBrowser();
	name = (await askHouse<{ name: string }>('select name from place where id = 1'))[0]!.name;
});
afterAll(async () => {
	await rename(name);
	await browser.close();
});

const POINT = 72 / 25.4;

/** The pages of a PDF that Chrome prints: how many there are, and how wide and tall each is, in millimetres. */
async function printed(page: Page): Promise<{ width: number; height: number }[]> {
	const text = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
	const boxes = [...text.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)];
	expect(boxes.length).toBe([...text.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length);
	return boxes.map(([, w, h]) => ({ width: Number(w) / POINT, height: Number(h) / POINT }));
}

const words = {
	vi: { first: 'In phiếu', none: 'Không cần phiếu', again: 'In lại phiếu', done: 'Xong', take: 'Mời bác cầm phiếu.' },
	en: { first: 'Print ticket', none: 'No ticket needed', again: 'Print again', done: 'Done', take: 'take your ticket' },
	hi: { first: 'पर्ची छापें', none: 'पर्ची नहीं चाहिए', again: 'फिर छापें', done: 'हो गया', take: 'अपनी पर्ची ले लीजिए' }
} as const;

test.each(['vi', 'en', 'hi'] as const)(
	'%s: the page says what the key does, and the paper is one page',
	async (lang) => {
		const kiosk = await walker(browser, { width: 1080, height: 1920 });
		const { page } = kiosk;
		await device(page, 'kiosk');
		await rename(LONG);
		await kiosk.context.addCookies([{ name: 'lang', value: lang, url: origin }]);
		// The longest of the matters, and somebody who is counted early.
		await page.goto('/may-lay-so?buoc=uu-tien&viec=land');
		await page.locator('button[name=priority]').first().click();
		await page.waitForURL(/may-lay-so\/phieu/);
		const { first, none, again, done, take } = words[lang];
		const keys = async () =>
			page
				.locator('main .two a')
				.evaluateAll((all) => all.map((one) => [one.textContent?.trim(), one.classList.contains('plain')]));
		// No paper yet: the key to press is the red one, and nothing says that there is a paper.
		expect(await keys()).toEqual([
			[first, false],
			[none, true]
		]);
		expect(await page.locator('main').innerText()).not.toContain(take);
		expect(await page.locator('audio').count()).toBe(0);
		const before = await page.locator('svg.scene').innerHTML();

		await page.locator('main .two a', { hasText: first }).click();
		await page.waitForURL(/\/phieu\/[^/]+\?in$/);
		expect(await keys()).toEqual([
			[again, true],
			[done, false]
		]);
		expect(await page.locator('main').innerText()).toContain(take);
		expect(await page.locator('svg.scene').innerHTML()).not.toBe(before);

		await page.goto(`${new URL(page.url()).pathname}/in`);
		await page.locator('html[data-cut]').waitFor();
		const pages = await printed(page);
		expect(pages).toHaveLength(1);
		expect(pages[0]!.width).toBeCloseTo(80, 0);
		const roll = await page.locator('.roll').evaluate((one) => (one.getBoundingClientRect().height * 25.4) / 96);
		expect(pages[0]!.height).toBeGreaterThanOrEqual(roll);
		expect(pages[0]!.height).toBeLessThan(roll + 4);

		// Where the script does not run it is one page too, of a fixed length.
		const plain = await browser.newContext({
			javaScriptEnabled: false,
			storageState: await kiosk.context.storageState()
		});
		const still = await plain.newPage();
		await still.goto(page.url());
		expect(await printed(still)).toHaveLength(1);
		await plain.close();

		await page.goBack();
		await page.locator('main .two a', { hasText: done }).click();
		await page.waitForURL(/\/may-lay-so$/);
		expect(await page.locator('html').getAttribute('lang')).toBe('vi');
		calm(kiosk);
		await kiosk.context.close();
	}
);
