import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { begin, beginWith, chooseDirect, payQr, readOn } from './guide.ts';
import { answerAll, calm, device, lever, openBrowser, origin, signIn, standIn, walker } from './walk.ts';

// Too little and then too much: the son on his telephone and the desk read the same at every moment.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(async () => {
	await lever('BANK_PORT', 'right');
	await browser.close();
});

const pay = async (payload: string): Promise<void> => {
	const said = await fetch(`${standIn('BANK_PORT')}/pay`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ payload })
	});
	expect(said.status).toBeLessThan(400);
};

const reads = (page: Page) => expect.poll(() => page.locator('main').innerText(), { timeout: 20_000 });

test('a part that came is said at once with what is left; what came on top is said with who looks at it', async () => {
	const [guide, screen, son] = await Promise.all([
		walker(browser),
		walker(browser, { width: 1280, height: 800 }),
		walker(browser, { width: 360, height: 740, script: false })
	]);
	await signIn(guide.page, 'lua', 'Bàn hướng dẫn 1');
	await device(screen.page, 'second-screen');
	await beginWith(guide.page, 'Sương Thị Sớm');
	await begin(guide, 'ban sao ket hon', '2.000635');
	await answerAll(guide.page, { record: 'marriage', copies: '2', receive: 'desk' });
	await chooseDirect(guide);
	await readOn(screen.page);
	await screen.page.getByRole('button', { name: /Đúng rồi/ }).click();
	await guide.page.goto(`${origin}/can-bo/phien/phieu`);
	const slip = (await guide.page.locator('.digits').innerText()).replace(/\s/g, '');
	await son.page.goto(`${origin}/theo-doi`);
	await son.page.getByRole('textbox').first().fill(slip);
	await son.page.getByRole('button', { name: /Xem hồ sơ/ }).click();
	await son.page.waitForURL(/theo-doi\/ho-so/);
	await son.page.goto(`${origin}/theo-doi/tra-tien`);
	await reads(son.page).toContain('16.000 đồng');

	await lever('BANK_PORT', 'wrong');
	await pay(await payQr(guide));
	// Both pages look again by themselves.
	await reads(son.page).toMatch(/Đã nhận 15\.000 đồng\.\s+Còn 1\.000 đồng nữa là đủ/);
	await reads(guide.page).toContain('− 15.000 đồng');
	expect(await guide.page.locator('h1').innerText()).toContain('1.000 đồng');
	await screen.page.goto(`${origin}/man-hinh-hai`);
	expect(await screen.page.locator('main').innerText()).toContain('Đã nhận 15.000 đồng.');
	expect(await son.page.getByRole('heading', { level: 1 }).innerText()).toContain('1.000 đồng');

	await lever('BANK_PORT', 'twice');
	await pay(await payQr(guide));
	await reads(son.page).toMatch(/Có thêm 1\.000 đồng đến sau/);
	expect(await son.page.locator('main').innerText()).toMatch(/đã trả đủ/i);
	await reads(guide.page).toContain('Đã có 1.000 đồng về cho hồ sơ này, chưa khớp');
	await guide.page.keyboard.press('F10');
	await guide.page.waitForURL(/can-bo\/quay/);
	for (const one of [guide, screen]) calm(one);
}, 90_000);
