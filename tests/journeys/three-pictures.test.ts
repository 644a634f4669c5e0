import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession, readQr, SOM, touchPictures } from './guide.ts';
import { calm, device, openBrowser, origin, signIn, walker, type Walker } from './walk.ts';

// Lúa gives bác Sớm a card and three pictures; at home, on a phone without script, the pictures open learning alone; at the machine of the
// hall they open a minute of practice while she waits.

let browser: Browser;
let guide: Walker;
let pictures: string[];
let link: string;
beforeAll(async () => {
	browser = await openBrowser();
	guide = await walker(browser);
});
afterAll(() => browser.close());

test('a key is drawn, touched once as it was shown, and the card has no name and no picture on it', async () => {
	const { page } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await page.goto(`${origin}/can-bo/quay`);
	await openSession(guide, SOM);
	await page.goto(`${origin}/can-bo/phien/viec-hoc`);
	await page.getByRole('link', { name: 'Thẻ học' }).click();
	const shown = async (): Promise<string[]> =>
		(await page.locator('[data-offered]').getAttribute('data-offered'))!.split(' ');
	pictures = await shown();
	await touchPictures(page, pictures.toReversed());
	await page.getByText('Chưa giống ba hình ở trên').waitFor();
	expect(await shown()).toEqual(pictures);
	await touchPictures(page, [pictures[0]!, pictures[0]!, pictures[1]!, pictures[2]!]);
	await page.getByText('Đã cấp. In thẻ đưa bác').waitFor();
	await page.goto(`${origin}/can-bo/phien/the-hoc/in`);
	link = await readQr(page.locator('svg.qr'));
	expect(link).toMatch(/\/hoc\/the\/\d{9}$/);
	const paper = await page.locator('main').innerText();
	expect(paper).not.toMatch(/Sớm|nón|trâu|thuyền|sen|chuối|gà|đèn|bát|xe đạp|chuông/);
	calm(guide);
});

test('at home the card and the pictures open learning alone: no name, no file, and it closes', async () => {
	const her = await walker(browser, { width: 360, height: 780, script: false });
	const { page } = her;
	await page.goto(link);
	await page.waitForURL(`${origin}/hoc/khoa`);
	const keys = page.locator('.twelve button');
	expect(await keys.count()).toBe(12);
	for (const key of await keys.all()) {
		const box = (await key.boundingBox())!;
		expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(56);
		expect(await key.locator('svg').count()).toBe(1);
	}
	await touchPictures(page, pictures.slice(0, 2));
	expect(await page.locator('.slots .filled').count()).toBe(2);
	expect(page.url()).not.toContain(pictures[0]);
	await page.goto(`${origin}/hoc`);
	await page.waitForURL(`${origin}/hoc/khoa`);
	await touchPictures(page, pictures.toReversed());
	await page.getByText('Chưa đúng ba hình').waitFor();
	await touchPictures(page, pictures);
	await page.waitForURL(`${origin}/hoc`);
	await page.goBack();
	await page.waitForURL(`${origin}/hoc`);
	for (const path of [
		'/hoc',
		'/hoc/tap',
		'/hoc/viec-hoc',
		'/hoc/viec-hoc/T3.1',
		'/hoc/tap/viec',
		'/hoc/tap/viec/pay',
		'/hoc/tap/gio-dau'
	]) {
		expect([path, (await page.goto(origin + path))!.status()]).toEqual([path, 200]);
		expect(await page.locator('body').innerText()).not.toMatch(/Sương|Sớm/);
	}
	await page.goto(`${origin}/hoc/tap`);
	await page.locator('a.button.wide').click();
	const item = (await page.locator('[data-try]').getAttribute('data-try'))!;
	await page.locator('button[name=act]').first().click();
	await page.locator(`[data-tried="${item}"]`).waitFor();
	for (const path of ['/cua-toi', '/cua-toi/tap', '/cua-toi/du-lieu', '/theo-doi/ho-so']) {
		await page.goto(origin + path);
		expect(await page.locator('body').innerText()).not.toMatch(/Sương Thị Sớm, /);
		expect(page.url()).toMatch(/dang-nhap|theo-doi$/);
	}
	await page.goto(`${origin}/hoc`);
	await page.getByRole('button', { name: 'Xong, đóng lại' }).click();
	await page.waitForURL(`${origin}/hoc/khoa`);
	await page.goto(`${origin}/hoc/tap`);
	await page.waitForURL(`${origin}/hoc/khoa`);
	calm(her);
	await her.context.close();
});

test('while she waits the pictures open one item at the machine of the hall; the next number opens nothing', async () => {
	const hall = await walker(browser, { width: 1080, height: 1920 });
	const { page } = hall;
	await device(page, 'kiosk');
	const number = async (): Promise<string> => {
		await page.goto(`${origin}/may-lay-so?buoc=uu-tien&viec=certification`);
		await page.locator('form button.button').first().click();
		await page.waitForURL(/may-lay-so\/phieu/);
		return new URL(page.url()).pathname;
	};
	const hers = await number();
	await page.getByRole('link', { name: 'Tập một phút' }).click();
	await page.waitForURL(/\/tap$/);
	expect(await page.locator('main').innerText()).toContain('Bác tập không mất lượt.');
	await touchPictures(page, pictures);
	const item = (await page.locator('[data-try]').getAttribute('data-try'))!;
	await page.locator('button[name=act]').first().click();
	await page.locator(`[data-tried="${item}"]`).waitFor();
	expect(await page.locator('body').innerText()).not.toMatch(/Sương|Sớm/);
	expect(await page.locator('#nghe').count()).toBe(1);
	await page.getByRole('link', { name: 'Quay lại' }).click();
	await page.waitForURL(origin + hers);
	// The minute is over: whoever presses again touches pictures.
	await page.getByRole('link', { name: 'Tập một phút' }).click();
	await page.locator('.twelve').waitFor();
	await touchPictures(page, pictures);
	await page.locator('[data-try]').waitFor();
	await page.goto(origin + hers);
	await page.goto(`${origin}${hers}/tap`);
	await page.locator('.twelve').waitFor();
	const next = await number();
	expect(next).not.toBe(hers);
	await page.goto(`${origin}${next}/tap`);
	await page.locator('.twelve').waitFor();
	await page.goto(`${origin}/hoc`);
	await page.waitForURL(`${origin}/hoc/khoa`);
	calm(hall);
	await hall.context.close();
	await guide.context.close();
});
