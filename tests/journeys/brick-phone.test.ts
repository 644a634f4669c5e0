import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHouse, calm, lever, openBrowser, origin, signIn, standIn, walker } from './walk.ts';

// A telephone with keys and nothing else: two words by message are a ticket, and it is over by her word.

const PHONE = '0900000318';
let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(async () => {
	await lever('TELEPHONE_PORT', 'once');
	await browser.close();
});

test('“HỖ TRỢ” from a phone with keys, delivered twice, is one ticket: called back, answered, and over once she says so on the telephone', async () => {
	await lever('TELEPHONE_PORT', 'twice');
	const phone = await walker(browser, { script: false });
	await phone.page.goto(`${standIn('TELEPHONE_PORT')}/?so=${PHONE}`);
	await phone.page.locator('#text').fill('HO TRO');
	await phone.page.getByRole('button', { name: 'Nhắn', exact: true }).click();
	const tickets = () =>
		askHouse<{ number: number; state: string }>(
			"select t.number, t.state from support_ticket t where t.source = 'message' order by t.number"
		);
	await expect.poll(async () => (await tickets()).length, { timeout: 20_000 }).toBe(1);
	const { number } = (await tickets())[0]!;

	const lua = await walker(browser, { script: false });
	await signIn(lua.page, 'lua', null);
	await lua.page.goto(`${origin}/can-bo/ho-tro?xem=free`);
	await lua.page.getByRole('link', { name: `H ${number}`, exact: true }).click();
	expect(await lua.page.locator('main').innerText()).toContain('Sương Thị Sớm');
	const say = async (words: string, key: string) => {
		await lua.page.locator('textarea[name=words]').fill(words);
		await lua.page.getByRole('button', { name: key }).click();
	};
	await say('Máy hết tiền, gọi đi không được.', 'Bà con nói thêm');
	await lua.page.getByText('Máy hết tiền, gọi đi không được.').waitFor();
	await say('Đã nạp tiền ở quán đầu thôn.', 'Đã gỡ xong');
	await lua.page.getByText('Phiếu này chưa xác nhận.').waitFor();
	await lua.page.getByRole('button', { name: 'Bà con nói chạy được' }).click();
	await lua.page.getByText('Phiếu này đã xong.').waitFor();
	expect(await tickets()).toEqual([{ number, state: 'over' }]);
	for (const one of [phone, lua]) calm(one);
});
