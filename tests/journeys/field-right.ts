import type { Page } from 'playwright-core';
import { PIN, unlockOn } from '../support/field-browser.ts';

// Somebody is put right at their door, while the same page lies open in another tab.

const birthOn = (on: Page) => on.getByLabel(/^Năm sinh/);

async function write(on: Page, year: number): Promise<void> {
	await birthOn(on).fill(String(year));
	await on.locator('.pick', { hasText: 'Thẻ đang cầm' }).click();
	await on.getByRole('button', { name: 'Ghi lại' }).click();
}

/** The first tab puts the year right by a card; the second, opened before, says nothing old. Both end where they began. */
export async function putRightInTwoTabs(page: Page, newPage: () => Promise<Page>): Promise<void> {
	await page.locator('.next a.button').click();
	await page.locator('.who label').first().click();
	await page.locator('footer a.button').last().click();
	await page.locator('a[href*="/sua/"]').first().click();
	const birth = Number(await birthOn(page).inputValue());
	const other = await newPage();
	await other.goto(page.url());
	await unlockOn(other, PIN);
	await birthOn(other).waitFor();
	await page.getByRole('button', { name: 'Ghi lại' }).click();
	await page.getByText('Chưa có gì khác').waitFor();
	await write(page, birth - 1);
	await page.locator('a[href*="/sua/"]').first().waitFor();
	await write(other, birth - 2);
	await other.getByText(/vừa đổi ở nơi khác|Đã ghi lại một lần/).waitFor();
	await other.close();
	await page.locator('.fh .back').click();
	await page.locator('.who label').first().click();
	await page.locator('.fh .back').click();
	await page.locator('.next').waitFor();
}
