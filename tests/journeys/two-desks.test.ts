import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { begin, beginWith } from './guide.ts';
import { byKey } from './pages.ts';
import { calm, device, openBrowser, origin, signIn, walker } from './walk.ts';

// What a guide has pressed is put back, told to the other tab, handed on by two yeses, and gone from every tab when it is over.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const SOON = { timeout: 8000 };
const big = (page: Page): Promise<string> => page.locator('#now').innerText();

test('a key that moved a number is put back within the minute, and a second tab is told how it stands now', async () => {
	const guide = await walker(browser);
	await signIn(guide.page, 'khe', 'Quầy 3');
	const { page } = guide;
	for (let n = 0; n < 2; n++)
		await byKey('khe', 'counter.take-ticket', { centre: 1, matter: 'land', procedure: null, priority: 'none' });
	await page.goto(`${origin}/can-bo/quay`);
	const idle = await big(page);
	const other = await guide.context.newPage();
	await other.goto(`${origin}/can-bo/quay`);

	await page.keyboard.press('F2');
	await page.getByText(/gọi A \d+\.$/).waitFor();
	const called = await big(page);
	await page.keyboard.press('z');
	await page.getByText('Đã hoàn tác').waitFor();
	expect(await big(page)).toBe(idle);
	// Nothing more to put back, by reload or back button.
	await page.goto(`${origin}/can-bo/quay`);
	expect(await page.getByRole('button', { name: /^Hoàn tác/ }).count()).toBe(0);

	await page.keyboard.press('F2');
	await page.getByText(new RegExp(`gọi ${called}\\.$`)).waitFor();
	// The other tab shows nobody at the desk yet: its key moves nothing and says what is so.
	await other.keyboard.press('F2');
	await other.getByText(`Nay ${called} đang được gọi, từ`).waitFor();
	expect(await big(other)).toBe(called);
	await page.keyboard.press('v');
	await page.getByText(`Vừa ghi ${called} vắng.`).waitFor();
	await other.keyboard.press('l');
	await other.getByText(`Nay ${called} ở mục Vắng, gọi lúc`).waitFor();
	await page.getByRole('button', { name: /^Hoàn tác/ }).click();
	await page.getByText('Đã hoàn tác').waitFor();
	expect(await big(page)).toBe(called);
	calm(guide);
});

test('“Bàn giao” goes to whoever says yes: same person and file at their desk, and the first has nothing open any more', async () => {
	const [giver, taker, screen] = await Promise.all([
		walker(browser),
		walker(browser),
		walker(browser, { width: 1280, height: 800 })
	]);
	await signIn(giver.page, 'lua', 'Bàn hướng dẫn 1');
	await signIn(taker.page, 'mai', 'Quầy 2');
	await device(screen.page, 'second-screen');
	await beginWith(giver.page, 'Sương Thị Sớm');
	await begin(giver, 'ban sao ket hon', '2.000635');
	await giver.page.locator('[data-key="Alt+2"]').click();
	const ask = (who: string) =>
		giver.page.locator('li', { hasText: who }).getByRole('button', { name: 'Hỏi nhận tiếp' });
	await ask('Nắng Thị Mai').click();
	await giver.page.getByText('Đã hỏi Nắng Thị Mai nhận tiếp.').waitFor();
	// Thought better of, and asked again.
	await giver.page.getByRole('button', { name: 'Thôi, tôi giúp tiếp' }).click();
	await giver.page.getByText('Đã hỏi Nắng Thị Mai nhận tiếp.').waitFor({ state: 'hidden' });
	await taker.page.goto(`${origin}/can-bo/quay`);
	expect(await taker.page.getByText('nhờ nhận tiếp').count()).toBe(0);
	await giver.page.locator('[data-key="Alt+2"]').click();
	await ask('Nắng Thị Mai').click();
	await taker.page.goto(`${origin}/can-bo/quay`);
	expect(await taker.page.locator('main').innerText()).not.toContain('Sương Thị Sớm');
	await taker.page.getByRole('button', { name: /^Nhận/ }).click();
	await taker.page.waitForURL(/can-bo\/phien/);
	await taker.page.getByText('Đang giúp bác Sương Thị Sớm').waitFor();
	await taker.page.locator('form.question').waitFor();
	// The first desk hears it by itself, and what it had open is gone; her screen there too.
	await giver.page.waitForURL(/can-bo\/bang/, SOON);
	expect(await giver.page.content()).not.toContain('Sương Thị Sớm');
	await screen.page.getByRole('heading', { level: 1 }).waitFor();
	await expect.poll(() => screen.page.locator('.who').count(), SOON).toBe(0);
	await taker.page.keyboard.press('F10');
	await taker.page.waitForURL(/can-bo\/quay/);
	for (const one of [giver, taker]) calm(one);
});
