import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calm, openBrowser, origin, walker } from './walk.ts';

// A page that lay open until the sign-in was over: what is pressed there is not taken, and she is told so on the spot.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

test.each([true, false])(
	'a press after the sign-in is over says that it was not taken (JavaScript: %s)',
	async (script) => {
		const her = await walker(browser, { width: 360, height: 740, script });
		const { page } = her;
		await page.goto(`${origin}/cua-toi`);
		await page.getByRole('button', { name: /Nắng Văn Hè/ }).click();
		await page.waitForURL(`${origin}/cua-toi`);
		// A word without an end does not push the page apart.
		await page.locator('#note').fill('a'.repeat(200));
		await page.getByRole('button', { name: 'Điện thoại' }).click();
		await page.waitForLoadState();
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(361);
		await her.context.clearCookies({ name: 'cong-dan' });
		await page.getByRole('button', { name: 'Đến nhà giúp' }).click();
		await page.getByText('Điều vừa bấm chưa được ghi').waitFor();
		await page.getByRole('link', { name: 'Đăng nhập lại' }).click();
		await page.getByRole('button', { name: /Nắng Văn Hè/ }).click();
		await page.waitForURL(`${origin}/cua-toi`);
		calm(her);
		await her.context.close();
	}
);

test('a body that is no form is turned away, and nothing is a fault of ours', async () => {
	const post = (path: string, type: string, body: string) =>
		fetch(`${origin}${path}`, { method: 'POST', headers: { origin, 'content-type': type }, body, redirect: 'manual' });
	for (const path of ['/theo-doi', '/dia-chi-cu', '/can-bo/dang-nhap']) {
		expect([path, (await post(path, 'text/plain', 'x')).status]).toEqual([path, 415]);
		expect([path, (await post(path, 'multipart/form-data; boundary=x', 'not that')).status]).toEqual([path, 400]);
	}
	const nul = await post('/can-bo/dang-nhap', 'application/x-www-form-urlencoded', 'login=%00&password=xxxxxxxxxxxx');
	expect(nul.status).toBeLessThan(500);
});
