import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calm, openBrowser, origin, signIn, walker } from './walk.ts';

// A shop that cannot sign speaks through somebody: written down by a paper, asked for by her on a page that says for whom, and over at once.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const SHOP = 'Tạp hoá Mưa Rào';

test('a representative asks for her shop, staff answer, she says that it works; once her paper is over she sees nothing of it', async () => {
	const [lua, her] = [await walker(browser), await walker(browser, { width: 360, height: 780, script: false })];
	const { page: desk } = lua;
	await signIn(desk, 'lua', null);
	await desk.goto(`${origin}/can-bo/co-so/moi`);
	await desk.locator('#name').fill(SHOP);
	await desk.locator('#number').fill('số 12');
	await desk.getByRole('button', { name: 'Ghi vào sổ' }).click();
	await desk.getByText('Số chỉ có chữ số và dấu gạch').first().waitFor();
	expect(await desk.locator('#number').inputValue()).toBe('số 12');
	await desk.locator('#number').fill('0000-0000-77');
	await desk.locator('#phone').fill('0900 000 771');
	const again = await lua.context.newPage();
	await desk.getByRole('button', { name: 'Ghi vào sổ' }).click();
	await desk.getByText('Chưa ai đứng thay cơ sở này.').waitFor();
	const shop = new URL(desk.url()).pathname;

	// Written down again in another tab, it asks first.
	await again.goto(`${origin}/can-bo/co-so/moi`);
	await again.locator('#name').fill('Quán khác');
	await again.locator('#number').fill('0000 0000 77');
	await again.getByRole('button', { name: 'Ghi vào sổ' }).click();
	await again
		.getByRole('alert')
		.getByRole('link', { name: new RegExp(SHOP) })
		.waitFor();
	expect(await again.locator('#name').inputValue()).toBe('Quán khác');
	await again.close();

	await desk.locator('#words').fill('mua thi rao');
	await desk.getByRole('button', { name: 'Tìm', exact: true }).click();
	await desk.locator('select[name=paper]').selectOption('authority');
	await desk.locator('select[name=scope]').selectOption('ask');
	await desk.locator('input[name=open]').check();
	await desk.getByRole('button', { name: 'Ghi người này' }).first().click();
	await desk.getByText('Xem bản giấy trước').waitFor();
	expect(await desk.locator('select[name=paper]').inputValue()).toBe('authority');
	await desk.locator('input[name=paper-seen]').check();
	await desk.getByRole('button', { name: 'Ghi người này' }).first().click();
	await desk.getByText('Đã ghi người đứng thay.').waitFor();

	// Whoever calls for it is nobody until the desk says that it is she.
	await desk.getByRole('link', { name: 'Ghi phiếu hỗ trợ' }).click();
	await desk.getByRole('radio', { name: 'Máy in', exact: true }).check();
	await desk.locator('#words').fill('Máy in hoá đơn không chạy.');
	await desk.getByRole('button', { name: 'Ghi phiếu', exact: true }).click();
	await desk.getByText('Chọn ai nhờ, hoặc ghi người gọi xưng tên gì.').waitFor();
	expect(await desk.locator('#words').inputValue()).toBe('Máy in hoá đơn không chạy.');

	const { page } = her;
	await page.goto(`${origin}/cua-toi`);
	await page.getByRole('button', { name: /Mưa Thị Rào/ }).click();
	await page.waitForURL(`${origin}/cua-toi`);
	await page.getByRole('link', { name: `Thay mặt ${SHOP}` }).click();
	await page.getByText(`Bác đang thay mặt ${SHOP}, theo giấy uỷ quyền`).waitFor();
	const acting = page.url();
	await page.getByRole('radio', { name: 'Cổng dịch vụ công' }).check();
	const words = page.locator('form[action*="ask"] textarea');
	await words.fill('mã OTP là 482913');
	await page.getByRole('button', { name: 'Nhờ gọi lại' }).click();
	await page.getByText(`Bác đang thay mặt ${SHOP}`).waitFor();
	expect(await page.content()).not.toContain('482913');
	await words.fill('Tài khoản của quán không vào được.');
	await page.getByRole('button', { name: 'Nhờ gọi lại' }).click();
	await page.getByText('Cháu ghi rồi. Tổ hỗ trợ sẽ trả lời bác.').waitFor();
	const own = page.locator('section.card').first();
	const said = (await own.getByRole('heading').innerText()).match(/H (\d+)/)!;
	// It is the shop's, and none of her own.
	await page.getByRole('link', { name: 'Về việc của tôi' }).click();
	await page.getByRole('link', { name: 'Nhờ gỡ máy, gỡ mạng' }).click();
	expect(await page.locator('main').innerText()).not.toContain('Tài khoản của quán');

	await desk.goto(`${origin}/can-bo/ho-tro`);
	const row = desk.locator('tr', { hasText: `H ${said[1]}` });
	expect(await row.innerText()).toContain(SHOP);
	await row.getByRole('link', { name: `H ${said[1]}`, exact: true }).click();
	await desk.getByText(`Việc của cơ sở ${SHOP}`).waitFor();
	expect(await desk.locator('main').innerText()).toMatch(/0900000771[\s\S]*Mưa Thị Rào/);
	await desk.locator('textarea[name=words]').fill('Cháu mở lại tài khoản cho quán.');
	await desk.getByRole('button', { name: 'Đã gỡ xong' }).click();
	await desk.getByText('Phiếu này chưa xác nhận.').waitFor();

	await page.goto(acting);
	await own.getByText('Cháu mở lại tài khoản cho quán.').waitFor();
	const stale = await her.context.newPage();
	await stale.goto(acting);
	await own.getByRole('button', { name: 'Chạy được rồi' }).click();
	await own.getByText('đã xong').waitFor();
	// What another tab still shows has moved.
	await stale.locator('section.card').first().getByRole('button', { name: 'Vẫn chưa chạy' }).click();
	await stale.getByText('Người khác vừa ghi vào phiếu này').waitFor();
	await stale.close();

	await desk.goto(`${origin}${shop}`);
	await desk.getByRole('button', { name: 'Thôi đứng thay' }).click();
	await desk.getByText('Đã ghi: người ấy thôi đứng thay.').waitFor();
	await desk.getByText('Chưa ai đứng thay cơ sở này.').waitFor();
	expect((await page.goto(acting))!.status()).toBe(404);
	expect(await page.content()).not.toContain('Cháu mở lại tài khoản');
	await page.goto(`${origin}/cua-toi`);
	expect(await page.locator('main').innerText()).not.toContain(SHOP);
	for (const one of [lua, her]) calm(one);
});
