import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHouse, calm, openBrowser, origin, walker } from './walk.ts';

// The house of the demo has two communes: whoever asks for a number says at which one, by plain links and without script.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

/** At which centre the number lies to which a page came. */
async function centreOf(phone: Page): Promise<number> {
	await phone.waitForURL(/\/luot\//);
	const [ticket] = await askHouse<{ centreId: number }>(
		`select centre_id as "centreId" from ticket where id = '${phone.url().split('/').at(-1)}'`
	);
	return ticket!.centreId;
}

test('a number goes to the centre that was chosen, and a page asks which one while none is', async () => {
	for (const [name, centre] of [
		['xã Trường Văn', 2],
		['xã Quảng Bình', 1]
	] as const) {
		const phone = await walker(browser, { width: 360, script: false });
		await phone.page.goto(`${origin}/lay-so`);
		expect(await phone.page.locator('h1').innerText()).toBe('Bác đến trung tâm nào?');
		await phone.page.getByRole('link', { name }).click();
		await phone.page.locator('a.choice[href*="viec="]').first().click();
		await phone.page.locator('button[name=priority]').last().click();
		expect(await centreOf(phone.page)).toBe(centre);
		calm(phone);
	}
});

test('the front page tells how the chosen centre stands, and leads to its numbers', async () => {
	const { page } = await walker(browser, { width: 360, script: false });
	await page.goto(origin);
	await page.getByRole('link', { name: 'xã Trường Văn' }).click();
	expect(await page.locator('footer').innerText()).toContain('xã Trường Văn');
	expect(await page.locator('main a[href^="/lay-so"]').getAttribute('href')).toBe('/lay-so?trung-tam=2');
});

test('a centre that does not exist is refused in the language of whoever asks', async () => {
	for (const [lang, words] of [
		['vi', 'Không thấy trung tâm này.'],
		['en', 'This centre is not known.'],
		['hi', 'यह केंद्र नहीं मिला।']
	] as const) {
		const { page } = await walker(browser, { width: 360, script: false });
		await page.goto(`${origin}/ngon-ngu?lang=${lang}&ve=${encodeURIComponent('/lay-so?trung-tam=99')}`);
		await page.goto(`${origin}/lay-so?trung-tam=99`);
		expect(await page.getByRole('alert').innerText()).toContain(words);
		expect(await page.locator('main a[href*="trung-tam="]').count()).toBe(2);
	}
});
