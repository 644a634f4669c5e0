import { Secret } from 'otpauth';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { totpOf } from '#capabilities/access/second-factor.server.ts';
import { startHouse, type RunningHouse } from '../support/house.ts';
import { faultsByAxe } from './axe.ts';
import { calm, openBrowser, origin as shared, walker } from './walk.ts';

// A key of one's own machine: added on the own page, it signs in, opens the lantern, and opens nothing once it is removed. The
// house stands at a name of its own, because no browser makes a key for a bare address.

let browser: Browser;
let house: RunningHouse;
beforeAll(async () => {
	[browser, house] = await Promise.all([openBrowser(), startHouse({ name: 'localhost' })]);
});
afterAll(async () => {
	await browser.close();
	await house.stop();
});

/** A machine that knows its person by finger, and keeps keys itself. */
async function withFinger(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('WebAuthn.enable');
	const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
			...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true }
		}
	});
	return { cdp, authenticatorId };
}

async function axe(page: Page): Promise<void> {
	const violations = await faultsByAxe(page);
	expect([page.url(), violations.map(({ id, nodes }) => [id, nodes[0]?.html])]).toEqual([page.url(), []]);
}

const byKey = 'Đăng nhập bằng khoá trên máy này';
const signOut = (page: Page) =>
	page.context().request.post(`${house.origin}/can-bo/ra`, { headers: { origin: house.origin }, form: {} });

async function signInByPassword(page: Page): Promise<void> {
	await page.goto(`${house.origin}/can-bo/dang-nhap?ai=mai`);
	await page.getByRole('button', { name: 'Tiếp tục' }).click();
	await page.waitForURL(/\/can-bo\/ma/);
	await page.locator('form button.button').click();
	await page.waitForURL(/\/can-bo\/cho-ngoi/);
}

async function addKey(page: Page): Promise<void> {
	await page.goto(`${house.origin}/can-bo/tai-khoan`);
	await page.getByRole('link', { name: 'Thêm khoá trên máy này' }).click();
	const { password, totpSecret } = house.demo().staff.find(({ login }) => login === 'mai')!;
	// The sign-in has used the code of this half minute: the next one is taken as well.
	const totp = totpOf(Secret.fromBase32(totpSecret));
	const code = totp.generate({ timestamp: Date.now() + 30_000 });
	await page.locator('#password').fill('khong phai mat khau');
	await page.locator('#code').fill(code);
	await page.getByRole('button', { name: 'Tiếp tục' }).click();
	await page.getByText('Mật khẩu chưa khớp').first().waitFor();
	await page.locator('#password').fill(password);
	await page.locator('#code').fill(code);
	await page.getByRole('button', { name: 'Tiếp tục' }).click();
	await page.locator('#name').fill('máy bàn 2');
	await axe(page);
	await page.getByRole('button', { name: 'Tạo khoá' }).click();
	await page.getByText('Đã thêm khoá').waitFor();
	await page.getByText('máy bàn 2').waitFor();
	await axe(page);
}

test('somebody adds a key on their own page, and signs in and opens the lantern by it until they remove it', async () => {
	const mai = await walker(browser, { width: 360 });
	const { page } = mai;
	const { cdp, authenticatorId } = await withFinger(page);
	await signInByPassword(page);
	await addKey(page);
	expect((await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials).toHaveLength(1);

	await signOut(page);
	await page.goto(`${house.origin}/can-bo/dang-nhap?ve=/can-bo/tai-khoan`);
	await axe(page);
	await page.getByRole('button', { name: byKey }).click();
	await page.waitForURL(/\/can-bo\/tai-khoan$/);
	await page.getByText('dùng gần nhất').waitFor();

	// Covered by the server, and opened where it was.
	await page
		.context()
		.request.post(`${house.origin}/can-bo/khoa?/lock`, { headers: { origin: house.origin }, form: {} });
	await page.goto(`${house.origin}/can-bo/tai-khoan`);
	await page.waitForURL(/\/can-bo\/khoa/);
	await axe(page);
	await page.getByRole('button', { name: 'Mở bằng khoá trên máy này' }).click();
	await page.waitForURL(/\/can-bo\/tai-khoan$/);

	// Covered over the page after a quarter of an hour: the key opens it, and what was typed is still in its box.
	await page.clock.install();
	await page.reload();
	await page.locator('#password').fill('mot nua cau');
	await page.clock.runFor(15 * 60_000 + 1000);
	const lantern = page.locator('dialog[open]');
	await lantern.getByRole('button', { name: 'Mở bằng khoá trên máy này' }).click();
	await lantern.waitFor({ state: 'detached' });
	expect(await page.locator('#password').inputValue()).toBe('mot nua cau');

	await page.getByRole('button', { name: 'Bỏ khoá máy bàn 2' }).click();
	await page.getByText('Đã bỏ khoá').waitFor();
	await signOut(page);
	await page.goto(`${house.origin}/can-bo/dang-nhap`);
	await page.getByRole('button', { name: byKey }).click();
	await page.getByText('Khoá này không mở được ở đây').waitFor();
	await axe(page);
	calm(mai);
	await page.context().close();
});

test('a machine that does not know who it is gives nothing, and a finger taken away is said kindly', async () => {
	const one = await walker(browser);
	const { cdp, authenticatorId } = await withFinger(one.page);
	await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
	await one.page.goto(`${house.origin}/can-bo/dang-nhap`);
	await one.page.getByRole('button', { name: byKey }).click();
	await one.page.getByText('Máy chưa đưa khoá nào').waitFor();
	calm(one);
	await one.page.context().close();
});

test('at a bare address the page says where keys work, and shows no button that does nothing', async () => {
	const one = await walker(browser);
	for (const path of ['/can-bo/dang-nhap', '/can-bo/dang-nhap/khoa-may']) {
		await one.page.goto(shared + path);
		await one.page.getByText('Khoá trên máy chỉ dùng được').waitFor();
		expect(await one.page.getByRole('button', { name: byKey }).count()).toBe(0);
	}
	calm(one);
	await one.page.context().close();
});
