import sharp from 'sharp';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { begin } from './guide.ts';
import { calm, openBrowser, origin, signIn, walker } from './walk.ts';

// A paper is photographed where the line comes and goes.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

test('a paper is sent again by itself until the house has it, and lies there once', async () => {
	const guide = await walker(browser);
	const { page, context } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await page.goto(`${origin}/can-bo/mo-phien`);
	await page.locator('#words').fill('gio van ben');
	await page.locator('#words').press('Enter');
	await page.locator('button[name=person]').first().click();
	await page.waitForURL(/can-bo\/phien/);
	await begin(guide, 'tro cap huu tri xa hoi', '1.014027');
	await page.goto(`${origin}/can-bo/phien/giay-to`);

	const form = page.locator('form[action="?/upload"]').first();
	const buffer = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#c9b79c' } })
		.jpeg()
		.toBuffer();
	await form.locator('input[id^=file]').setInputFiles({ name: 'to-khai.jpg', mimeType: 'image/jpeg', buffer });
	expect(await form.locator('[data-chosen]').innerText()).toBe('to-khai.jpg');

	await context.setOffline(true);
	await form.getByRole('button', { name: 'Gắn ảnh' }).click();
	await form.getByText('Đang mất mạng').waitFor();
	// The line is back; the first answer is lost on its way, after the house has taken the paper.
	let sent = 0;
	await page.route('**/giay-to?/upload', async (route) => {
		if (++sent > 1) return route.continue();
		await route.fetch();
		await route.abort('connectionreset');
	});
	await context.setOffline(false);
	const row = page.locator('tbody tr').first();
	await row.getByText('Đã gắn').waitFor();
	expect(sent).toBe(2);
	const [paper] = await Promise.all([context.waitForEvent('page'), row.getByRole('link').click()]);
	await paper.waitForLoadState();
	const picture = await paper.locator('img').getAttribute('src');
	expect((await page.request.get(new URL(picture!, paper.url()).href)).headers()['content-type']).toBe('image/jpeg');
	await paper.close();

	// Too large is said before anything is sent.
	const large = page.locator('form[action="?/upload"]').first();
	await large
		.locator('input[id^=file]')
		.setInputFiles({ name: 'to.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) });
	expect(await large.locator('[data-chosen]').innerText()).toContain('10 MB');
	expect(await large.locator('input[id^=file]').inputValue()).toBe('');

	// What the house refuses is said in its words, and the file can be chosen again.
	await page.unrouteAll();
	const second = page.locator('form[action="?/upload"]').first();
	await second
		.locator('input[id^=file]')
		.setInputFiles({ name: 'to-khai.gif', mimeType: 'image/gif', buffer: Buffer.from('GIF89a not a paper') });
	await second.getByRole('button', { name: 'Gắn ảnh' }).click();
	await page.getByRole('alert').waitFor();
	expect(await page.getByRole('alert').innerText()).toMatch(/jpeg|JPEG|PDF|ảnh/i);
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	guide.faults = guide.faults.filter((fault) => !/ERR_(INTERNET_DISCONNECTED|CONNECTION_RESET)/.test(fault));
	calm(guide);
	await context.close();
});
