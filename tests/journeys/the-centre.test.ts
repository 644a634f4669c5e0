import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Demo } from '../support/house.ts';
import { askHouse, openBrowser, origin, signIn, walker } from './walk.ts';

// The centre is kept by pages: hours are looked at before they change, a second tab writes over nothing, the account for money
// takes two. A search that has to say why keeps what was typed.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const account = () =>
	askHouse<{ number: string }>('select bank_account as number from centre where id = 1').then(([one]) => one!.number);

test('hours are looked at, changed once, and put back; what is wrong keeps what was typed; a second tab is told', async () => {
	const keeper = await walker(browser, { script: false });
	const { page } = keeper;
	await signIn(page, 'khoi', null);
	await page.goto(`${origin}/can-bo/trung-tam`);
	const was = await page.locator('#day-3').inputValue();
	const look = async (typed: string) => {
		await page.locator('#day-3').fill(typed);
		await page.getByRole('button', { name: 'Xem lại' }).click();
	};
	await look('sáng');
	expect(await page.locator('#day-3').inputValue()).toBe('sáng');
	await page.locator('#day-3-error').waitFor();
	await look('7h-10h');
	await page.getByText(`${was} → 07:00–10:00`).waitFor();
	await page.goBack();
	expect(await page.locator('#day-3').inputValue()).toBe('sáng');
	await page.goForward();
	const stale = await keeper.context.newPage();
	await stale.goto(page.url());
	await page.getByRole('button', { name: 'Đổi giờ' }).click();
	await page.getByText('Đã đổi.').waitFor();
	await stale.getByRole('button', { name: 'Đổi giờ' }).click();
	await stale.getByText('vừa được người khác đổi').waitFor();
	await look(was);
	await page.getByRole('button', { name: 'Đổi giờ' }).click();
	expect(await page.locator('#day-3').inputValue()).toBe(was);
	await keeper.context.close();
});

test('an account is asked for by one and shown to the other with a code to try; let be, nothing changes', async () => {
	const [keeper, leader] = [await walker(browser, { script: false }), await walker(browser, { script: false })];
	const was = await account();
	await signIn(keeper.page, 'khoi', null);
	await keeper.page.goto(`${origin}/can-bo/trung-tam`);
	const ask = async (number: string) => {
		await keeper.page.locator('#bin').selectOption('970436');
		await keeper.page.locator('#number').fill(number);
		await keeper.page.locator('#holder').fill('Ủy ban xã Thử');
		await keeper.page.getByRole('button', { name: 'Xin đổi' }).click();
	};
	await ask('12');
	await keeper.page.getByRole('alert').getByText('6 đến 19').waitFor();
	expect(await keeper.page.locator('#number').inputValue()).toBe('12');
	await ask('1234 5678 90');
	await keeper.page.getByText('Chưa đổi gì cho tới khi người khác đồng ý').waitFor();
	expect(await keeper.page.getByRole('button', { name: 'Đồng ý đổi' }).count()).toBe(0);
	await signIn(leader.page, 'thach', null);
	await leader.page.goto(`${origin}/can-bo/trung-tam`);
	await leader.page.getByText('UY BAN XA THU').waitFor();
	expect(await leader.page.locator('svg.qr').count()).toBe(2);
	await leader.page.getByRole('button', { name: 'Thôi không đổi' }).click();
	await leader.page.getByText('Tài khoản vẫn như cũ').waitFor();
	expect(await account()).toBe(was);
	for (const one of [keeper, leader]) await one.context.close();
});

test('a search that has to say why asks for it once, keeps words and card, and the person is found', async () => {
	const officer = await walker(browser, { script: false });
	const { page } = officer;
	const demo = JSON.parse(readFileSync(join(inject('dataDir'), 'demo.json'), 'utf8')) as Demo;
	const key = demo.staff.find(({ login }) => login === 'khe')!.apiKey;
	const search = () =>
		fetch(`${origin}/api/queries/residents.find`, {
			...{ method: 'POST', body: JSON.stringify({ words: 'thi' }) },
			headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
		}).then(({ status }) => status);
	let status = 200;
	for (let n = 0; n < 60 && status === 200; n++) status = await search();
	expect(status).toBe(409);
	await signIn(page, 'khe', 'Quầy 3');
	await page.goto(`${origin}/can-bo/mo-phien`);
	const card = '097150004127||Sương Thị Sớm|14031950|Nữ||';
	await page.locator('#card').fill(card);
	await page.getByRole('button', { name: 'Đối chiếu' }).click();
	await page.getByText('Chọn tìm để làm gì').waitFor();
	expect(await page.locator('#card').inputValue()).toBe(card);
	await page.locator('#why').selectOption('find-beside');
	await page.getByRole('button', { name: 'Đối chiếu' }).click();
	await page.getByText('Sương Thị Sớm').first().waitFor();
	await page.goto(`${origin}/can-bo/dan-cu`);
	await page.locator('#words').fill('suong thi som');
	await page.getByRole('button', { name: /^Tìm/ }).click();
	expect(await page.locator('#words').inputValue()).toBe('suong thi som');
	await page.locator('#why').selectOption('find-telephone');
	await page.getByRole('button', { name: /^Tìm/ }).click();
	await page.getByRole('status').getByText('1').waitFor();
	expect(await page.locator('#why').inputValue()).toBe('find-telephone');
	const [look] = await askHouse<{ purpose: string }>(
		`select purpose from look where what = 'search' order by id desc limit 1`
	);
	expect(look!.purpose).toBe('find-telephone');
	await officer.context.close();
});
