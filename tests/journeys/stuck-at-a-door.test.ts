import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bindTo, choosePin, digitsOn, setPinOn } from '../support/field-browser.ts';
import { dumpOf, linesOn, lineOf } from './field-phone.ts';
import { askHouse, openBrowser, origin, ports, signIn, walker } from './walk.ts';

// Somebody's portal will not, at a door without a line: written there, and a ticket of the team once there is one.

const field = `http://127.0.0.1:${ports()['FIELD_PORT']}`;
let browser: Browser;
let context: BrowserContext;
let line: Awaited<ReturnType<typeof lineOf>>;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
	browser = await openBrowser();
	context = await browser.newContext({ viewport: { width: 360, height: 780 } });
	line = await lineOf(context);
	page = await context.newPage();
	page.on('pageerror', (fault) => faults.push(fault.message));
});
afterAll(() => browser.close());

const tickets = () =>
	askHouse<{ number: number; late: boolean }>(
		"select number, arrived_at >= made_at as late from support_ticket where source = 'field' order by number"
	);
const pick = (words: string) => page.locator('.pick', { hasText: words }).first().click();

test('without a line a ticket is written and kept, a code is refused before it is, the card of the first hour stands there; with a line it has its number', async () => {
	const digits = await digitsOn(page, field);
	const lead = await walker(browser, { script: false });
	await signIn(lead.page, 'bien', null);
	await bindTo(lead.page, origin, digits, 'Gió Thị Mận');
	await lead.context.close();
	await choosePin(page);
	await setPinOn(page);
	await page.locator('.next').waitFor();
	await line.goes();
	const before = (await tickets()).length;

	await page.locator('.next').getByRole('link', { name: 'Vào nhà này' }).click();
	await page.getByRole('link', { name: /Máy, cổng không chạy/ }).click();
	await pick('Người khác ở nhà này');
	await pick('Đặt khám, thẻ bảo hiểm');
	await page.locator('#words').fill('mã OTP là 482913');
	const keep = page.getByRole('button', { name: 'Lưu phiếu' });
	await keep.click();
	await page.getByText('Dừng lại, đừng cho ai biết mã hay số này').waitFor();
	expect(await linesOn(page)).not.toHaveProperty('waiting', 2);
	expect(await page.locator('#words').inputValue()).toBe('');
	expect(await dumpOf(page)).not.toContain('482913');
	await page.locator('#words').fill('Trang đặt khám quay mãi.');
	await page.locator('#phone').fill('12');
	await keep.click();
	await page.getByText('Số Việt Nam bắt đầu bằng 0.').waitFor();
	await page.locator('#phone').fill('');
	await keep.click();
	await page.getByText('Ghi xem phiếu của ai.').waitFor();
	expect(await page.locator('#words').inputValue()).toBe('Trang đặt khám quay mãi.');
	await page.locator('#caller').fill('Cô bán quán');
	await pick('Tiền đang mất');
	const card = page.locator('section[aria-labelledby=hour]');
	expect(await card.innerText()).toContain('Gọi ngân hàng khoá tài khoản trước');
	expect(await card.innerText()).toContain('Mượn máy có sóng');
	// No number was set at this centre, and none is made up.
	expect(await card.locator('a').count()).toBe(0);
	await keep.click();
	await page.getByText('Phiếu đã lưu trên máy này.').waitFor();
	expect(await page.locator('.rows').innerText()).toContain('Chưa có số');
	expect(await tickets()).toHaveLength(before);

	await page.reload();
	await page.locator('#pin').fill('274193');
	await page.getByRole('button', { name: 'Mở máy' }).click();
	await page.getByText('Chưa có số').waitFor();
	await line.comes();
	await page.locator('.rows b', { hasText: /^H \d+$/ }).waitFor();
	const said = await page.locator('.rows b').innerText();
	const [ticket, ...more] = (await tickets()).slice(before);
	expect(more).toEqual([]);
	expect([`H ${ticket!.number}`, ticket!.late]).toEqual([said, true]);

	const lua = await walker(browser, { script: false });
	await signIn(lua.page, 'lua', null);
	await lua.page.goto(`${origin}/can-bo/ho-tro`);
	await lua.page.getByRole('link', { name: said, exact: true }).first().click();
	const main = await lua.page.locator('main').innerText();
	for (const words of ['Cô bán quán', 'Trang đặt khám quay mãi.', 'Viết lúc', 'Ở cửa nhà, viết trên điện thoại'])
		expect(main).toContain(words);
	expect(faults).toEqual([]);
}, 60_000);
