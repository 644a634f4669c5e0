import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calm, openBrowser, origin, signIn, walker } from './walk.ts';

// Whoever is stuck and rings: a ticket in a moment, two who open it at once, a word that is promised, and over when they say that it works.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

test('a caller’s ticket is written, taken by one of two, answered with a promise, and over by the caller’s word alone', async () => {
	const lua = await walker(browser, { script: false });
	await signIn(lua.page, 'lua', null);
	await lua.page.goto(`${origin}/can-bo/ho-tro`);
	await lua.page.getByRole('link', { name: 'Phiếu mới' }).click();
	await lua.page.waitForURL(/ho-tro\/moi/);
	await lua.page.getByRole('link', { name: 'Người gọi chưa có trong sổ' }).click();
	await lua.page.locator('#caller').fill('Rêu Thị Suối');
	await lua.page.locator('#phone').fill('0900 000 556');
	// A code that somebody reads out is refused aloud and stands in no box; what else was typed is there.
	await lua.page.locator('#words').fill('mã OTP là 482913');
	await lua.page.getByRole('radio', { name: 'Chữ ký số' }).check();
	await lua.page.getByRole('button', { name: 'Ghi phiếu' }).click();
	await lua.page.getByRole('alert').first().waitFor();
	expect(await lua.page.content()).not.toContain('482913');
	expect(await lua.page.locator('#caller').inputValue()).toBe('Rêu Thị Suối');
	await lua.page.locator('#words').fill('Ký không được, máy báo lỗi.');
	await lua.page.getByRole('button', { name: 'Ghi phiếu' }).click();
	const said = (await lua.page.getByText(/Đã ghi phiếu H \d+\./).innerText()).match(/H (\d+)/)!;
	await lua.page.getByRole('link', { name: `H ${said[1]}`, exact: true }).click();
	await lua.page.waitForURL(/ho-tro\/[0-9a-f-]{36}/);
	const ticket = lua.page.url();

	const mai = await walker(browser, { script: false });
	await signIn(mai.page, 'mai', null);
	await mai.page.goto(ticket);
	await mai.page.getByRole('button', { name: 'Nhận' }).click();
	await mai.page.waitForURL(ticket);
	expect(await mai.page.locator('main').innerText()).toContain('Nắng Thị Mai');
	// Lúa presses on what she saw before.
	await lua.page.getByRole('button', { name: 'Nhận' }).click();
	await lua.page.getByText(/Nắng Thị Mai vừa sửa phiếu này lúc \d\d:\d\d/).waitFor();

	await mai.page.locator('textarea[name=words]').fill('Chị cắm lại thiết bị giúp em.');
	await mai.page.locator('#until').fill('2020-01-01T08:00');
	await mai.page.getByRole('button', { name: 'Đã trả lời' }).click();
	await mai.page.getByText('Giờ hứa đã qua').waitFor();
	expect(await mai.page.locator('textarea[name=words]').inputValue()).toContain('cắm lại thiết bị');
	const later = new Date(Date.now() + 2 * 3_600_000 + 7 * 3_600_000).toISOString().slice(0, 16);
	await mai.page.locator('#until').fill(later);
	await mai.page.getByRole('button', { name: 'Đã trả lời' }).click();
	await mai.page.getByText(/^Hứa nhắn lại trước .+\.$/).waitFor();
	await mai.page.locator('textarea[name=words]').fill('Đã cài lại.');
	await mai.page.getByRole('button', { name: 'Đã gỡ xong' }).click();
	await mai.page.getByText('Phiếu này chưa xác nhận.').waitFor();
	await mai.page.getByRole('button', { name: 'Bà con nói chạy được' }).click();
	await mai.page.getByText('Phiếu này đã xong.').waitFor();
	await mai.page.goto(`${origin}/can-bo/ho-tro`);
	expect(await mai.page.getByRole('link', { name: `H ${said[1]}`, exact: true }).count()).toBe(0);
	for (const one of [lua, mai]) calm(one);
});
