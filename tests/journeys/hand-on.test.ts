import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser, origin, signIn, walker } from './walk.ts';

// Late promises go on to somebody else, from the very list that was read.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

test('what is missing is said on the list that was read; a second tab that read it before hands nothing on', async () => {
	const { page, context } = await walker(browser, { script: false });
	await signIn(page, 'bien', null);
	const list = `${origin}/can-bo/bang-thon/nha?xem=promises`;
	await page.goto(list);
	const boxes = page.locator('input[name=promises]');
	const late = await boxes.count();
	expect(late).toBeGreaterThan(0);
	const hand = (tab: typeof page) => tab.getByRole('button', { name: 'Giao lại những lời hứa' });
	await hand(page).click();
	for (const said of ['Chọn ít nhất một lời hứa.', 'Chọn người nhận', 'Mời chọn một ngày.'])
		await page.getByText(said).first().waitFor();
	expect(await boxes.count()).toBe(late);
	const other = await context.newPage();
	await other.goto(list);
	const day = await page.locator('#day').getAttribute('min');
	for (const tab of [page, other]) {
		await tab.locator('input[name=promises]').first().check();
		await tab.locator('#helper').selectOption({ index: 1 });
		// The next Monday that is no holiday of the calendar.
		await tab.locator('#day').fill(mondayAfter(day!));
	}
	await hand(page).click();
	await page.getByText('Đã giao lại.').waitFor();
	expect(await boxes.count()).toBe(late - 1);
	await hand(other).click();
	await other.getByText('Có lời hứa vừa đổi').waitFor();
	expect(await other.locator('#day').inputValue()).toBe(mondayAfter(day!));
	await context.close();
});

function mondayAfter(day: string): string {
	const at = new Date(`${day}T00:00:00Z`);
	at.setUTCDate(at.getUTCDate() + ((8 - at.getUTCDay()) % 7 || 7));
	return at.toISOString().slice(0, 10);
}
