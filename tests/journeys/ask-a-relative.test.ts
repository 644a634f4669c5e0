import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession, SOM } from './guide.ts';
import { calm, openBrowser, origin, signIn, walker } from './walk.ts';

// She asks a neighbour at the counter to follow her files; the neighbour finds it on her own page, and steps down again.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

test('asked at the counter, read aloud first; seen by both; over as soon as one says so', async () => {
	const [guide, neighbour] = [await walker(browser), await walker(browser, { width: 360, height: 740, script: false })];
	const { page } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await page.goto(`${origin}/can-bo/quay`);
	await openSession(guide, SOM);
	await page.goto(`${origin}/can-bo/phien/nho-nguoi`);
	const given = page.locator('main ul.rows li', { hasText: 'Cúc Thị Vàng' });
	if ((await given.count()) > 0) await given.getByRole('button').click();
	await page.locator('#words').fill('cuc thi vang');
	await page.locator('#words').press('Enter');
	const ask = page.getByRole('button', { name: 'Nhờ người này' }).first();
	await ask.click();
	// Not read aloud: said in words, and nothing that was found or chosen is lost.
	expect(await page.getByRole('alert').innerText()).toMatch(/đọc/i);
	await page.locator('#until').selectOption('month');
	await page.locator('input[name=read-aloud]').check();
	await ask.click();
	await page.getByText('Đã ghi. Người ấy thấy').waitFor();
	expect(await given.innerText()).toContain('theo dõi, trả tiền thay Sương Thị Sớm');
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);

	await neighbour.page.goto(`${origin}/cua-toi`);
	await neighbour.page.getByRole('button', { name: /Cúc Thị Vàng/ }).click();
	await neighbour.page.waitForURL(`${origin}/cua-toi`);
	const held = neighbour.page.locator('li', { hasText: 'Bác theo dõi, trả tiền thay Sương Thị Sớm' });
	expect(await held.innerText()).toContain('đến');
	await held.getByRole('button', { name: 'Thôi thay mặt' }).click();
	await neighbour.page.waitForURL(/cua-toi/);
	expect(await held.count()).toBe(0);
	for (const one of [guide, neighbour]) {
		calm(one);
		await one.context.close();
	}
});
