import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession, SOM } from './guide.ts';
import { calm, lever, openBrowser, origin, signIn, standIn, walker, type Walker } from './walk.ts';

// Somebody asks a neighbour at the counter to follow their files; either ends it, on a page of their own or by a message.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const HE = '003058007715||Nắng Văn Hè|05061958|Nam|thôn Gò Nắng|';

/** Beside somebody, on the page where they ask somebody, with the neighbour found. */
async function sitAndFind(guide: Walker, card: string) {
	const { page } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await page.goto(`${origin}/can-bo/quay`);
	await openSession(guide, card);
	await page.goto(`${origin}/can-bo/phien/nho-nguoi`);
	const given = page.locator('main ul.rows li', { hasText: 'Cúc Thị Vàng' });
	if ((await given.count()) > 0) await given.getByRole('button').click();
	await page.locator('#words').fill('cuc thi vang');
	await page.locator('#words').press('Enter');
	return { given, ask: page.getByRole('button', { name: 'Nhờ người này' }).first() };
}

test('asked at the counter, read aloud first; seen by both; over as soon as one says so', async () => {
	const [guide, neighbour] = [await walker(browser), await walker(browser, { width: 360, height: 740, script: false })];
	const { page } = guide;
	const { ask, given } = await sitAndFind(guide, SOM);
	await ask.click();
	// Not read aloud: said in words, and nothing that was found or chosen is lost.
	expect(await page.getByRole('alert').innerText()).toMatch(/đọc/i);
	await page.locator('#until').selectOption('month');
	await page.locator('input[name=read-aloud]').check();
	await ask.click();
	await page.getByText('Đã ghi. Người ấy thấy').waitFor();
	expect(await given.innerText()).toContain('theo dõi, trả tiền thay Sương Thị Sớm');
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);

	await neighbour.page.goto(`${origin}/cua-toi`);
	await neighbour.page.getByRole('button', { name: /Cúc Thị Vàng/ }).click();
	await neighbour.page.waitForURL(`${origin}/cua-toi`);
	const held = neighbour.page.locator('li', { hasText: 'Bác theo dõi, trả tiền thay Sương Thị Sớm' });
	expect(await held.innerText()).toContain('đến');
	await held.getByRole('button', { name: 'Thôi thay mặt' }).click();
	await neighbour.page.waitForURL(/cua-toi/);
	expect(await held.count()).toBe(0);
	for (const one of [guide, neighbour]) {
		calm(one);
		await one.context.close();
	}
});

test('two words from her own telephone end it, though the operator passes them on twice', async () => {
	const guide = await walker(browser);
	const phone = await walker(browser, { width: 360, height: 740, script: false });
	const { page } = guide;
	const { ask, given } = await sitAndFind(guide, HE);
	await page.locator('input[name=read-aloud]').check();
	await ask.click();
	await page.getByText('Đã ghi. Người ấy thấy').waitFor();
	expect(await page.locator('main').innerText()).toContain('Nhắn THÔI NHỜ từ máy của bác tới 0900000000');

	await lever('TELEPHONE_PORT', 'twice');
	await phone.page.goto(standIn('TELEPHONE_PORT'));
	await phone.page.getByRole('link', { name: 'Nắng Văn Hè 0900000381' }).click();
	await phone.page.locator('#text').fill('Thôi nhờ');
	await phone.page.getByRole('button', { name: 'Nhắn', exact: true }).click();
	await expect
		.poll(async () => {
			await phone.page.goto(`${standIn('TELEPHONE_PORT')}/?so=0900000381`);
			return (await phone.page.locator('.bubble.sent').last().innerText()).match(
				/đã chuyển: 200 \{"ended":1,"why":null\}/g
			)?.length;
		})
		.toBe(2);
	await page.goto(`${origin}/can-bo/phien/nho-nguoi`);
	expect(await given.count()).toBe(0);

	// A stranger to the secret is turned away and ends nothing.
	const forged = await fetch(`${origin}/api/messages/inbound`, {
		method: 'POST',
		headers: { 'x-timestamp': `${Math.floor(Date.now() / 1000)}`, 'x-signature': '00'.repeat(32) },
		body: JSON.stringify({ id: 'x', from: '0900000381', text: 'thôi đồng ý' })
	});
	expect(forged.status).toBe(401);
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	await lever('TELEPHONE_PORT', 'once');
	for (const one of [guide, phone]) {
		calm(one);
		await one.context.close();
	}
});
