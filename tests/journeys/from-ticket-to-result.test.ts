import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { begin, callUntil, chooseDirect, openSession, payQr, SOM, readOn } from './guide.ts';
import { answerAll, calm, device, lever, openBrowser, origin, signIn, standIn, walker, type Walker } from './walk.ts';

// The story: bác Sớm takes a number, Lúa sits beside her, they file, she pays, her son follows, she says how it was.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
	await lever('PORTAL_PORT', 'normal');
	await lever('BANK_PORT', 'right');
});

async function takeNumber(kiosk: Walker): Promise<string> {
	const { page } = kiosk;
	await device(page, 'kiosk');
	await page.getByRole('link', { name: 'Lấy số làm giấy tờ' }).click();
	await page.getByRole('link', { name: 'Khai sinh, cưới xin' }).click();
	await page.getByRole('button', { name: 'Người cao tuổi' }).click();
	await page.waitForURL(/may-lay-so\/phieu/);
	const number = await page.locator('h1 b').innerText();
	expect(await page.locator('body').innerText()).not.toContain('Người cao tuổi');
	return number;
}

test('two copies through the portal’s stand-in, from the kiosk to the result in her hands', async () => {
	const [kiosk, hall, guide, screen, officer, son] = await Promise.all([
		walker(browser, { width: 1080, height: 1920 }),
		walker(browser, { width: 1920, height: 1080 }),
		walker(browser),
		walker(browser, { width: 1280, height: 800 }),
		walker(browser),
		walker(browser, { width: 360, height: 740, script: false })
	]);
	const number = await takeNumber(kiosk);
	await device(hall.page, 'display');
	await signIn(guide.page, 'lua', 'Bàn hướng dẫn 1');
	await callUntil(guide, number);
	await expect.poll(() => hall.page.locator('.number').innerText(), { timeout: 10_000 }).toBe(number);

	await device(screen.page, 'second-screen');
	await openSession(guide, SOM);
	await begin(guide, 'ban sao ket hon', '2.000635');
	await guide.page.keyboard.press('F8');
	await guide.page.waitForSelector('.hers');
	// Her answer brings the next question; a key is heard once that page stands.
	await Promise.all([guide.page.waitForEvent('load'), guide.page.locator('.option').first().click()]);
	await guide.page.waitForSelector('.hers');
	await guide.page.keyboard.press('F8');
	await guide.page.waitForSelector('.session');
	await answerAll(guide.page, { record: 'marriage', copies: '2' });
	await chooseDirect(guide);

	// The screen follows by itself.
	const right = screen.page.getByRole('button', { name: /Đúng rồi/ });
	expect(await readOn(screen.page)).toContain('xã Quảng Lưu');
	await right.click();
	await guide.page.goto(`${origin}/can-bo/phien/phieu`);
	const slip = (await guide.page.locator('.digits').innerText()).replace(/\s/g, '');
	expect(slip).toMatch(/^\d{12}$/);

	await signIn(officer.page, 'mai', 'Quầy 2');
	await officer.page.goto(`${origin}/can-bo/ho-so`);
	await officer.page
		.getByLabel(/phiếu/i)
		.first()
		.fill(slip.replace(/(....)/g, '$1 '));
	await officer.page.keyboard.press('Enter');
	await officer.page.waitForURL(/ho-so\/[0-9a-f-]{36}/);
	await officer.page.getByRole('button', { name: /Tiếp nhận/ }).click();

	await son.page.goto(`${origin}/theo-doi`);
	await son.page.getByRole('textbox').first().fill(slip);
	await son.page.getByRole('button', { name: /Xem hồ sơ/ }).click();
	await son.page.waitForURL(/theo-doi\/ho-so/);
	await expect
		.poll(
			async () => {
				await son.page.reload();
				return son.page.locator('main').innerText();
			},
			{ timeout: 20_000 }
		)
		.toMatch(/000\.16\.43\.H56-\d{6}-\d{4}/);
	const code = /000\.16\.43\.H56-\d{6}-\d{4}/.exec(await son.page.locator('main').innerText())![0];
	expect(await son.page.locator('main').innerText()).not.toMatch(/Sớm|097150004127|Bến Gió/);

	await son.page.goto(`${origin}/theo-doi/tra-tien`);
	expect(await son.page.locator('main').innerText()).toContain('16.000');
	const bank = await fetch(`${standIn('BANK_PORT')}/pay`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ payload: await payQr(guide) })
	});
	expect(bank.status).toBeLessThan(400);
	await expect
		.poll(
			async () => {
				await son.page.goto(`${origin}/theo-doi/tra-tien`);
				return son.page.locator('main').innerText();
			},
			{ timeout: 15_000 }
		)
		.toMatch(/đã trả đủ/i);

	await guide.page.goto(`${origin}/can-bo/phien`);
	await guide.page.keyboard.press('F10');
	await guide.page.waitForURL(/can-bo\/quay/);
	await screen.page.getByRole('button', { name: /Rất tốt/ }).click();
	await expect.poll(() => screen.page.locator('body').innerText()).toContain('Cảm ơn');

	for (const status of [4, 9])
		await fetch(`${standIn('PORTAL_PORT')}/ho-so/${code}/trang-thai`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ status })
		});
	await expect
		.poll(
			async () => {
				await officer.page.reload();
				return officer.page.getByRole('button', { name: /trả kết quả|đưa kết quả|Đã đưa/i }).count();
			},
			{ timeout: 20_000 }
		)
		.toBeGreaterThan(0);
	const hand = officer.page.locator('form', { has: officer.page.locator('[name=against]') });
	if ((await hand.locator('input[name=against]').count()) > 0)
		await hand.locator('input[name=against]').first().check();
	await hand.getByRole('button').first().click();
	await expect
		.poll(
			async () => {
				await son.page.goto(`${origin}/theo-doi/ho-so`);
				return son.page.getByRole('link', { name: /thế nào|Khen/ }).count();
			},
			{ timeout: 15_000 }
		)
		.toBe(1);
	await son.page.getByRole('link', { name: /thế nào|Khen/ }).click();
	await son.page.getByRole('button', { name: /Tốt/ }).first().click();
	expect(await son.page.locator('body').innerText()).toContain('Cảm ơn');
	for (const one of [kiosk, hall, guide, screen, officer, son]) calm(one);
	await Promise.all([kiosk, hall, guide, screen, officer, son].map((one) => one.context.close()));
});
