import { Secret } from 'otpauth';
import type { Page } from 'playwright-core';
import { totpOf } from '#capabilities/access/second-factor.server.ts';

/** What stands on a one-time paper, as whoever holds it reads it. */
export const onPaper = async (page: Page, what: 'password' | 'letters' | 'key'): Promise<string> =>
	(await page.locator(`[data-once=${what}]`).innerText()).trim();

const codeOf = (letters: string): string => totpOf(Secret.fromBase32(letters)).generate();

/** An administrator makes somebody and holds the paper in hand. */
export async function makeSomebody(page: Page, login: string, name: string, role = 'guide') {
	await page.goto('/can-bo/can-bo-xa/moi');
	await page.locator('#name').fill(name);
	await page.locator('#login').fill(login);
	await page.locator('#role').selectOption(role);
	await page.getByRole('button', { name: 'Lập và in phiếu' }).click();
	await page.getByText('Chỉ hiện một lần').waitFor();
	const paper = { login, password: await onPaper(page, 'password'), letters: await onPaper(page, 'letters') };
	await page.getByRole('link', { name: 'Xong, giấu phiếu' }).click();
	await page.waitForURL(/can-bo-xa\/[0-9a-f-]{36}$/);
	return { ...paper, id: page.url().split('/').at(-1)! };
}

/** Both factors from paper; ends wherever the house leads. */
export async function signInByPaper(page: Page, paper: { login: string; password: string; letters: string }) {
	await page.goto('/can-bo/dang-nhap');
	await page.locator('#login').fill(paper.login);
	await page.locator('#password').fill(paper.password);
	await page.getByRole('button', { name: 'Tiếp tục' }).click();
	await page.waitForURL(/\/can-bo\/ma/);
	await page.locator('#code').fill(codeOf(paper.letters));
	await page.locator('form button.button').click();
	await page.waitForURL((url) => !url.pathname.endsWith('/ma'));
}

/** The first sign-in: a password of one's own, and the authenticator that the page shows. */
export async function beginOwn(page: Page, password: string) {
	const letters = await onPaper(page, 'letters');
	await page.locator('#password').fill(password);
	await page.locator('#code').fill(codeOf(letters));
	await page.getByRole('button', { name: 'Bắt đầu làm việc' }).click();
	await page.waitForURL((url) => !url.pathname.endsWith('/lan-dau'));
	return { password, letters };
}
