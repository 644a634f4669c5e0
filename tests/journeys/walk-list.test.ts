import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, origin, signIn, walker } from './walk.ts';

// A list on paper from the printer to the register: whoever leads prints it and keys a row, somebody at a desk keys it again.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const home = `${origin}/can-bo/giay-di-thon`;

/** Keys that somebody was met, shown how to protect themselves with help, and needs a SIM. */
async function key(page: Page, { from, until }: { from: string; until: string }): Promise<void> {
	await page.getByLabel('Gặp', { exact: true }).check();
	await page.locator('#from').fill(from);
	await page.locator('#until').fill(until);
	await page.locator('input[name=met]').first().check();
	await page.locator('select[name=taught]').nth(2).selectOption({ label: '2' });
	await page.locator('#needKind').selectOption('sim');
	await page.getByRole('button', { name: 'Ghi, sang dòng sau' }).click();
}

test('a row that two people key the same is recorded, and one that they read differently is not', async () => {
	const lead = await walker(browser, { script: false });
	await signIn(lead.page, 'bien', null);
	await lead.page.goto(home);
	const print = lead.page.getByRole('button', { name: 'In', exact: true });
	await print.click();
	await lead.page.getByText('Chọn khu và người cầm giấy.').waitFor();
	await lead.page.locator('#whom').selectOption({ index: 1 });
	await lead.page.getByLabel('Cả khu').check();
	await print.click();
	await lead.page.getByRole('heading', { name: 'Danh sách đi thôn' }).waitFor();
	const rows = await lead.page.locator('tbody tr').count();
	expect(rows).toBeGreaterThan(1);
	const number = /\d+/.exec(await lead.page.locator('header .no').innerText())![0];
	expect(await lead.page.locator('.qr').count()).toBe(rows);
	expect(await lead.page.locator('main').innerText()).not.toMatch(/\d{9,}/);

	await lead.page.goto(home);
	const find = async (page: Page, typed: string) => {
		await page.goto(home);
		await page.locator('#numbers').fill(typed);
		await page.getByRole('button', { name: 'Mở dòng' }).click();
	};
	await find(lead.page, 'mười hai');
	await lead.page.getByText('Gõ số tờ, gạch ngang, số dòng').waitFor();
	expect(await lead.page.locator('#numbers').inputValue()).toBe('mười hai');
	await find(lead.page, `${number}-1`);
	expect(await lead.page.locator('#day').inputValue()).toMatch(/^\d{4}-\d{2}-\d{2}$/);
	const minute = minuteNow();
	// What is wrong is said, and everything typed stays.
	await key(lead.page, { from: '00:02', until: '00:01' });
	await lead.page.getByText('Giờ về phải sau giờ đến.').waitFor();
	expect(await lead.page.locator('#until').inputValue()).toBe('00:01');
	expect(await lead.page.locator('input[name=met]').first().isChecked()).toBe(true);
	expect(await lead.page.locator('select[name=taught]').nth(2).inputValue()).toMatch(/\|guided$/);
	await key(lead.page, { from: minute, until: minute });
	await lead.page.getByText('Đã giữ dòng 1. Chờ người khác nhập lại.').waitFor();

	const desk = await walker(browser, { script: false });
	await signIn(desk.page, 'lua', null);
	await desk.page.goto(home);
	expect(await desk.page.getByRole('button', { name: 'In', exact: true }).count()).toBe(0);
	await find(desk.page, `${number}–1`);
	await desk.page.getByText('Một người đã nhập dòng này.').waitFor();
	expect(await desk.page.locator('#from').inputValue()).toBe('');
	await key(desk.page, { from: minute, until: minute });
	await desk.page.getByText('Đã ghi vào sổ').first().waitFor();
	await find(lead.page, `${number}-1`);
	await lead.page.getByText('Dòng này đã ghi vào sổ. Không nhập nữa.').waitFor();

	// The second row is read otherwise: in what is told, how is not.
	await find(lead.page, `${number}-2`);
	await key(lead.page, { from: minute, until: minute });
	await find(desk.page, `${number}-2`);
	await desk.page.getByLabel('Không có nhà').check();
	await desk.page.locator('#from').fill(minute);
	await desk.page.locator('#until').fill(minute);
	await desk.page.getByRole('button', { name: 'Ghi, sang dòng sau' }).click();
	await desk.page.getByText('Hai người đọc khác nhau ở: kết quả, gặp ai, đã chỉ gì, cần gì.').waitFor();

	await lead.page.goto(home);
	await lead.page.getByRole('button', { name: 'Đã cất khóa hoặc hủy' }).first().click();
	await lead.page.getByText('Còn 1 dòng mới nhập một lần hoặc chưa khớp.').waitFor();
	await lead.page.getByRole('link', { name: 'Báo mất' }).first().click();
	await lead.page.getByRole('button', { name: /^Mất thật/ }).click();
	await lead.page.getByText('Đã ghi: tờ giấy bị mất.').waitFor();
	await lead.page.getByText('báo mất lúc').waitFor();
	await Promise.all([lead.context.close(), desk.context.close()]);
});

/** The minute of now where the commune is. */
function minuteNow(): string {
	return new Intl.DateTimeFormat('en-GB', {
		...{ timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', hour12: false }
	}).format(new Date());
}
