import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calm, openBrowser, origin, signIn, walker } from './walk.ts';

// Whoever is stuck asks themselves: on the web without a script, on their own page, and hears what came of it.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const centre = '?trung-tam=1';

test('at 360 pixels without a script a stranger asks, keeps a number, is called, and reads how it stands by number and telephone', async () => {
	const her = await walker(browser, { width: 360, height: 780, script: false });
	const { page } = her;
	await page.goto(`${origin}/ho-tro${centre}&loi=1f2e3d4c`);
	await page.locator('#words').fill('mã OTP là 482913');
	await page.locator('#name').fill('Rêu Văn Bến');
	await page.getByRole('button', { name: 'Nhờ gọi lại' }).click();
	await page.getByRole('alert').first().waitFor();
	expect(await page.content()).not.toContain('482913');
	expect(await page.locator('#name').inputValue()).toBe('Rêu Văn Bến');
	await page.getByRole('radio', { name: 'Cổng dịch vụ công' }).check();
	await page.locator('#words').fill('Cổng quay mãi, báo lỗi.');
	await page.locator('#phone').fill('0900 000 557');
	await page.getByRole('button', { name: 'Nhờ gọi lại' }).click();
	const said = (await page.getByRole('heading', { level: 1 }).innerText()).match(/H (\d+)/)!;
	expect(await page.locator('main').innerText()).toMatch(/gọi lại trước/);

	const lua = await walker(browser, { script: false });
	await signIn(lua.page, 'lua', null);
	await lua.page.goto(`${origin}/can-bo/ho-tro`);
	await lua.page.getByRole('link', { name: `H ${said[1]}`, exact: true }).click();
	await lua.page.getByText('Cổng quay mãi, báo lỗi.').waitFor();
	const main = await lua.page.locator('main').innerText();
	expect(main).toContain('1f2e3d4c');
	expect(main).toContain('Rêu Văn Bến');
	await lua.page.locator('textarea[name=words]').fill('Đã xoá bộ nhớ đệm.');
	await lua.page.getByRole('button', { name: 'Đã gỡ xong' }).click();
	await lua.page.getByText('Phiếu này chưa xác nhận.').waitFor();

	const look = async (number: string, phone: string): Promise<string> => {
		await page.goto(`${origin}/ho-tro${centre}`);
		await page.locator('#number').fill(number);
		await page.locator('#look-phone').fill(phone);
		await page.getByRole('button', { name: 'Xem', exact: true }).click();
		return page.locator('section[aria-labelledby=look]').innerText();
	};
	expect(await look(`H ${said[1]}`, '0900000558')).toContain('không đi với nhau');
	expect(await page.locator('#number').inputValue()).toBe(`H ${said[1]}`);
	expect(await look(`h${said[1]}`, '0900000557')).toContain(`Số H ${said[1]} chưa xác nhận`);
	for (const one of [her, lua]) calm(one);
});

test('on her own page she asks, reads the answer, says that it does not work and then that it does; another tab presses nothing old', async () => {
	const her = await walker(browser, { width: 360, height: 780, script: false });
	const { page } = her;
	await page.goto(`${origin}/cua-toi`);
	await page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
	await page.waitForURL(`${origin}/cua-toi`);
	await page.getByRole('link', { name: 'Nhờ gỡ máy, gỡ mạng' }).click();
	await page.waitForURL(`${origin}/cua-toi/ho-tro`);
	await page.getByRole('radio', { name: 'Điện thoại' }).check();
	await page.locator('form[action*="ask"] textarea').fill('Máy không có tiếng.');
	await page.getByRole('button', { name: 'Nhờ gọi lại' }).click();
	await page.getByText('Cháu ghi rồi. Tổ hỗ trợ sẽ trả lời bác.').waitFor();
	const said = (await page.locator('section.card').first().getByRole('heading').innerText()).match(/H (\d+)/)!;
	// Others of hers may be open: her son asks for her too.
	const cardIn = (tab: typeof page) => tab.locator('section.card', { hasText: `H ${said[1]}: ` });
	const own = cardIn(page);

	const lua = await walker(browser, { script: false });
	await signIn(lua.page, 'lua', null);
	const solve = async (words: string): Promise<void> => {
		await lua.page.goto(`${origin}/can-bo/ho-tro`);
		await lua.page.getByRole('link', { name: `H ${said[1]}`, exact: true }).click();
		await lua.page.locator('textarea[name=words]').fill(words);
		await lua.page.getByRole('button', { name: 'Đã gỡ xong' }).click();
		await lua.page.getByText('Phiếu này chưa xác nhận.').waitFor();
	};
	await solve('Bác bấm phím tăng tiếng bên hông máy.');
	await page.goto(`${origin}/cua-toi/ho-tro`);
	await own.getByText('Bác bấm phím tăng tiếng bên hông máy.').waitFor();
	const other = await page.context().newPage();
	await other.goto(`${origin}/cua-toi/ho-tro`);
	await own.getByRole('button', { name: 'Vẫn chưa chạy' }).click();
	await page.getByText('Cháu đã ghi lời bác lên phiếu cho tổ hỗ trợ.').waitFor();
	await cardIn(other).getByRole('button', { name: 'Chạy được rồi' }).click();
	await other.getByText('Người khác vừa ghi vào phiếu này').waitFor();
	await other.close();
	await solve('Cháu bật lại giúp bác qua điện thoại.');
	await page.goto(`${origin}/cua-toi/ho-tro`);
	await own.getByRole('button', { name: 'Chạy được rồi' }).click();
	await own.getByText('đã xong').waitFor();

	// What it leaves behind: how they were helped, once.
	await lua.page.reload();
	await lua.page.locator('#minutes').fill('x');
	const help = lua.page.locator('form[action="?/help"]');
	await help.getByRole('button', { name: 'Ghi lại' }).click();
	await lua.page.getByText('Ghi số phút, từ 1 đến 480.').first().waitFor();
	expect(await lua.page.locator('#minutes').inputValue()).toBe('x');
	await lua.page.locator('#minutes').fill('6');
	await help.getByRole('button', { name: 'Ghi lại' }).click();
	await lua.page.getByText('Đã ghi cách giúp.').waitFor();
	expect(await help.count()).toBe(0);
	for (const one of [her, lua]) calm(one);
});
