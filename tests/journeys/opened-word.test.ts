import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bindTo, choosePin, digitsOn, setPinOn } from '../support/field-browser.ts';
import { lineOf } from './field-phone.ts';
import { askHouse, openBrowser, origin, ports, signIn, walker } from './walk.ts';

// What a parted phone brings waits for a person: it is opened, read, and only then decided on.

const field = `http://127.0.0.1:${ports()['FIELD_PORT']}`;
let browser: Browser;
let phone: BrowserContext;
let page: Page;
let line: Awaited<ReturnType<typeof lineOf>>;
beforeAll(async () => {
	browser = await openBrowser();
	phone = await browser.newContext({ viewport: { width: 360, height: 780 } });
	line = await lineOf(phone);
	page = await phone.newPage();
});
afterAll(() => browser.close());

test('a visit of a parted phone is read by whoever leads, with whom was met and what was shown, and counts once it is accepted', async () => {
	const lead = await walker(browser, { script: false });
	const digits = await digitsOn(page, field);
	await signIn(lead.page, 'bien', null);
	await bindTo(lead.page, origin, digits, 'Sương Thị Đào');
	await page.locator('#again').waitFor();
	await choosePin(page);
	await setPinOn(page);
	await page.locator('.next').waitFor();
	await line.goes();
	await page.locator('.next').getByRole('link', { name: 'Vào nhà này' }).click();
	await page.locator('.who').waitFor();
	await page.locator('footer').getByRole('link', { name: 'Vào nhà này' }).click();
	const met = (await page.locator('fieldset .pick').first().innerText()).split(/[,\n]/)[0]!.trim();
	await page.locator('fieldset .pick').first().click();
	await page.locator('.pick, summary').filter({ hasText: 'Tự bảo vệ' }).first().click();
	await page.locator('.pick, summary').filter({ hasText: 'Làm lại được' }).first().click();
	await page.getByRole('button', { name: 'Lưu, ra nhà sau' }).click();
	await page.locator('.next').waitFor();
	await askHouse(
		"update field_phone set revoked_at = now() where id = (select p.id from field_phone p join staff s on s.id = p.staff_id where s.login = 'dao' order by p.paired_at desc limit 1)"
	);
	await line.comes();
	await page.goto(`${field}/ra-ngo/may`);
	// It delivers without being opened, and empties itself.
	const visit = lead.page.locator('b').getByText('Đến nhà', { exact: true });
	const row = lead.page.locator('li', { hasText: 'Sương Thị Đào' }).filter({ has: visit }).first();
	// Its words come one after the other, and this page does not look again by itself.
	const rows = async () => {
		await lead.page.goto(`${origin}/can-bo/can-xem`);
		return row.count();
	};
	await expect.poll(rows, { timeout: 20_000 }).toBe(1);
	expect(await row.innerText()).not.toContain(met);
	await row.getByRole('link', { name: 'Mở xem' }).click();
	const opened = lead.page.locator('.opened');
	await opened.waitFor();
	const said = await opened.innerText();
	expect(said).toContain(met);
	expect(said).toContain('Tự bảo vệ trên mạng, tự làm');
	const counted = () =>
		askHouse<{ visits: number }>(
			"select count(*)::int as visits from visit v join staff s on s.id = v.helper_id where s.login = 'dao' and v.taken_back_at is null"
		);
	const [before] = await counted();
	await lead.page.locator('li', { has: opened }).getByRole('button', { name: 'Nhận' }).click();
	await lead.page.locator('.note.good').waitFor();
	await expect.poll(async () => (await counted())[0]!.visits, { timeout: 15_000 }).toBe(before!.visits + 1);
	await Promise.all([lead.context.close(), phone.close()]);
});
