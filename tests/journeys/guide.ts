import type { Locator, Page } from 'playwright-core';
import jsQr from 'jsqr';
import sharp from 'sharp';
import { expect } from 'vitest';
import type { Walker } from './walk.ts';

// What a digital guide does at her desk, step by step, as the journeys need it.

/** Calls until this number sits down, as a guide would: F2. */
export async function callUntil(guide: Walker, number: string): Promise<void> {
	const { page } = guide;
	await page.goto('/can-bo/quay');
	const shown = async (): Promise<string> =>
		(await page.locator('h2.big').count()) > 0 ? page.locator('h2.big').innerText() : '';
	for (let n = 0; n < 40 && (await shown()) !== number; n++) {
		await page.waitForFunction(
			() => document.readyState === 'complete' && !document.querySelector('[data-key=F2]:disabled')
		);
		await Promise.all([
			page.waitForResponse((said) => said.url().endsWith('/can-bo/quay') && said.request().method() === 'GET'),
			page.locator('[data-key=F2]').click()
		]);
		await page.waitForLoadState();
	}
	expect(await shown()).toBe(number);
}

export async function openSession(guide: Walker, card: string): Promise<void> {
	const { page } = guide;
	await page.keyboard.press('p');
	await page.waitForURL(/mo-phien/);
	const left = page.getByRole('button', { name: 'Kết thúc phiên ấy' });
	if ((await left.count()) > 0) await left.click();
	await page.locator('#card').fill(card);
	await page.locator('#card').press('Enter');
	await page.getByRole('button', { name: /bắt đầu giúp/ }).click();
	await page.waitForURL(/can-bo\/phien/);
}

export async function begin(guide: Walker, words: string, code: string): Promise<void> {
	const { page } = guide;
	await page.locator('#q').fill(words);
	await page.locator('#q').press('Enter');
	await page.locator(`button[value="${code}"]`).click();
	await page.waitForURL(/giay-to/);
	const rows = await page.locator('tbody tr').count();
	for (let n = 0; n < rows; n++)
		await page.locator('tbody tr').nth(n).locator('form').first().locator('button').first().click();
	await page.goto('/can-bo/phien');
}

export async function chooseDirect(guide: Walker): Promise<void> {
	await guide.page.locator('#reason').fill('Bác chưa có tài khoản mức 2');
	await guide.page.locator('#receiver').selectOption({ label: 'Nắng Thị Mai' });
	await Promise.all([
		guide.page.waitForEvent('load'),
		guide.page.getByRole('button', { name: 'Chọn cách này' }).click()
	]);
}

export const SOM = '097150004127|…|Suương Thiịj Soớm|14031950|Nư|…';

/** The text of a QR code, read from its picture as a phone's camera would. */
export async function readQr(code: Locator): Promise<string> {
	const { data, info } = await sharp(await code.screenshot())
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	const read = (jsQr as unknown as (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null)(
		new Uint8ClampedArray(data),
		info.width,
		info.height
	);
	return read!.data;
}

/** The payment's code on the guide's page. */
export async function payQr(guide: Walker): Promise<string> {
	await guide.page.goto('/can-bo/phien/tien');
	return readQr(guide.page.locator('svg.qr'));
}

/** Opens a session with whoever these words find first, and ends what was left open before. */
export async function beginWith(page: Page, words: string): Promise<void> {
	await page.goto('/can-bo/mo-phien');
	const left = page.getByRole('button', { name: 'Kết thúc phiên ấy' });
	if ((await left.count()) > 0) await left.click();
	await page.locator('#words').fill(words);
	await page.locator('#words').press('Enter');
	await page.locator('button[name=person]').first().click();
	await page.waitForURL(/can-bo\/phien/);
}

/** Reads what is filed on their screen, sheet after sheet, to the one with the yes; answers all that was read. */
export async function readOn(page: Page): Promise<string> {
	let read = '';
	await page.locator('.yes').first().waitFor();
	for (let n = 1; ; n++) {
		read += await page.locator('main').innerText();
		if ((await page.getByRole('link', { name: /^Xem tiếp/ }).count()) === 0) return read;
		await page.getByRole('link', { name: /^Xem tiếp/ }).click();
		await page.waitForURL(new RegExp(`to=${n}$`));
	}
}

/** Touches pictures one by one; the page is there anew after each. */
export async function touchPictures(page: Page, keys: readonly string[]): Promise<void> {
	for (const key of keys) {
		const answered = page.waitForResponse((reply) => reply.request().method() === 'POST');
		await page.locator(`.twelve button[value="${key}"]`).click();
		await answered;
		await page.waitForLoadState();
	}
}

/** The person beside gets three pictures and a card: which, and what its picture code opens. */
export async function getsKey({ page }: Walker): Promise<{ pictures: string[]; link: string }> {
	await page.goto('/can-bo/phien/the-hoc');
	const pictures = (await page.locator('[data-offered]').getAttribute('data-offered'))!.split(' ');
	await touchPictures(page, pictures);
	await page.getByText('Đã cấp. In thẻ đưa bác').waitFor();
	await page.goto('/can-bo/phien/the-hoc/in');
	const link = await readQr(page.locator('svg.qr'));
	await page.goto('/can-bo/phien');
	return { pictures, link };
}
