import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bindTo, choosePin, digitsOn, PIN, setPinOn, unlockOn } from '../support/field-browser.ts';
import { axeOf } from './axe.ts';
import { dumpOf, lineOf } from './field-phone.ts';
import { askHouse, openBrowser, origin, ports, signIn, walker } from './walk.ts';

// The phone itself: it opens by finger beside the PIN, and says of each word who has to act before it stands.

const field = `http://127.0.0.1:${ports()['FIELD_PORT']}`;
let browser: Browser;
let page: Page;
let line: Awaited<ReturnType<typeof lineOf>>;
beforeAll(async () => {
	browser = await openBrowser();
	const context = await browser.newContext({ viewport: { width: 360, height: 780 } });
	line = await lineOf(context);
	page = await context.newPage();
	page.setDefaultTimeout(20_000);
	// Passkeys are of a host with a name; the field’s origin listens at this one too.
	const cdp = await context.newCDPSession(page);
	await cdp.send('WebAuthn.enable');
	await cdp.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			...{ protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true },
			...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true, hasPrf: true }
		}
	});
});
afterAll(() => browser.close());

const pages = field.replace('127.0.0.1', 'localhost');

test('finger or face opens it beside the PIN, without a line; who does not know the PIN adds none', async () => {
	const digits = await digitsOn(page, pages);
	const lead = await walker(browser, { script: false });
	await signIn(lead.page, 'bien', null);
	await bindTo(lead.page, origin, digits, 'Sương Thị Đào');
	await choosePin(page);
	await setPinOn(page);
	await page.locator('.next').waitFor();
	await page.locator('.thumbs a').last().click();
	await page.locator('#key-pin').fill('111112');
	await page.getByRole('button', { name: 'Dùng khoá của máy' }).click();
	await page.getByText('Mã chưa khớp').waitFor();
	await page.locator('#key-pin').fill(PIN);
	await page.getByRole('button', { name: 'Dùng khoá của máy' }).click();
	await page.getByText('Ai mở được máy này thì mở được ứng dụng').waitFor();
	await line.goes();
	await page.getByRole('button', { name: 'Khoá máy' }).click();
	await page.getByRole('button', { name: 'Mở bằng khoá của máy' }).click();
	await page.locator('.thumbs').waitFor();
	await page.goto(`${pages}/ra-ngo`);
	await unlockOn(page, PIN);
	await page.locator('.next').waitFor();
});

test('what another wrote otherwise stands beside what was written here, and the page says whom it waits for', async () => {
	await line.goes();
	await page.goto(`${pages}/ra-ngo`);
	await unlockOn(page, PIN);
	await page.locator('.next a.button').click();
	await page.locator('.who label').first().click();
	await page.locator('footer a.button').last().click();
	await page.locator('a[href*="/sua/"]').first().click();
	const born = page.getByLabel(/^Năm sinh/);
	await born.waitFor();
	const id = page.url().split('/sua/')[1]!;
	const before = Number(await born.inputValue());
	await born.fill(String(before - 1));
	await page.locator('.pick', { hasText: 'Thẻ đang cầm' }).click();
	await page.getByRole('button', { name: 'Ghi lại' }).click();
	await page.locator('a[href*="/sua/"]').first().waitFor();
	await page.locator('.unsent').click();
	await page.getByRole('heading', { name: 'Chưa gửi' }).waitFor();
	expect(await page.locator('.queue').innerText()).toContain('1 Ghi lại tên, năm sinh');
	const known = await askHouse<{ name: string }>(
		`update person set birth_year = ${before - 2}, birth_date = null where id = '${id}' returning name`
	);
	await line.comes();
	await page.getByRole('button', { name: 'Gửi ngay' }).click();
	await page.getByRole('heading', { name: '1 việc cần người xem. Không mất chữ nào.' }).waitFor();
	const both = page.locator('article dl');
	expect((await both.innerText()).replace(/\s+/g, ' ')).toContain(`bạn ghi ${before - 1} vẫn giữ`);
	expect((await both.innerText()).replace(/\s+/g, ' ')).toContain('Người khác ghi');
	if (process.env['PICTURES'])
		await page.screenshot({ path: `${process.env['PICTURES']}/trouble.png`, fullPage: true });
	const { violations } = await axeOf(page, { 'color-contrast-enhanced': { enabled: true } });
	expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html)])).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	expect(await dumpOf(page)).not.toContain(known[0]!.name);
	// What was written here leads back to the person, so that one question settles it.
	await page.getByRole('link', { name: 'Đã hỏi lại' }).click();
	await born.waitFor();
});
