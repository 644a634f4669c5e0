import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect } from 'vitest';

// A file written at a table, on the phone of whoever goes there.

const typed: Record<string, string> = { numeric: '097150004127', tel: '' };

/** Presses the key at the thumb until what comes of it is seen: a press of the moment in which a question is drawn is passed over, as the second half of a double one. What never came is told with the page as it stood. */
async function pressUntil(page: Page, seen: () => Promise<boolean>): Promise<void> {
	const till = Date.now() + 20_000;
	while (!(await seen())) {
		if (Date.now() > till) expect.unreachable(await stood(page));
		await page
			.locator('footer button')
			.last()
			.click({ timeout: 2000 })
			.catch(() => undefined);
		await page.waitForTimeout(400);
	}
}

const stood = (page: Page): Promise<string> =>
	page.evaluate(() => {
		const boxes = [...document.querySelectorAll<HTMLInputElement>('#question input, #question textarea')];
		return [location.href, document.body.innerText, ...boxes.map(({ value }) => value)].join('\n');
	});

/** Answers each question of a pension as it is asked; from the third choice on the phone is in the hand of whoever is asked. */
async function answerAll(page: Page): Promise<void> {
	let choices = 0;
	while (await page.locator('#question').count()) {
		const asked = await page.locator('#question h1').innerText();
		if ((await page.locator('#question .answer').count()) > 0) {
			if (++choices === 3) await page.locator('.hand').click();
			await page.locator('#question .answer').last().click();
		} else {
			const box = page.locator('#question input, #question textarea').first();
			const list = await box.getAttribute('list');
			const said = list ? 'kinh' : (typed[(await box.getAttribute('inputmode')) ?? ''] ?? 'thôn Gò Nắng');
			await box.fill(said);
			// A question is left out by whoever read it: a press of the same moment is the second half of a double one.
			if (said === '') await page.locator('footer button').last().click();
			if (said === '') await page.waitForTimeout(450);
		}
		await pressUntil(page, () =>
			page.evaluate((was) => (document.querySelector('#question h1')?.textContent ?? null) !== was, asked)
		);
	}
}

/** From the page of a visit: a pension for whoever was met first, what is wrong said beside it, signed on a sheet of which a photo is taken. Answers the number beside the signature. */
export async function writePension(page: Page): Promise<string> {
	await page.locator('a[href*="/ho-so/"]').first().click();
	// The page of the visit has picks and a foot of its own: what is pressed here stands on the next one.
	await page.locator('.pick:has(input[name=which])', { hasText: 'Trợ cấp hưu trí xã hội' }).click();
	await page.locator('.table footer .button').click();
	await page.locator('#question').waitFor();
	await page.locator('#question input').first().fill('123');
	await pressUntil(page, async () => (await page.getByText('ô này đang có 3').count()) > 0);
	expect(await page.locator('#question input').first().inputValue()).toBe('123');
	await answerAll(page);
	const number = page.locator('.number b');
	await expect.poll(() => number.innerText()).toMatch(/^[0-9A-Z]{4} [0-9A-Z]{4}$/);
	const first = await number.innerText();
	const signed = page.locator('.pick input[type=checkbox]').last();
	expect(await signed.isDisabled()).toBe(true);
	const photo = (name: string, buffer: Buffer) =>
		page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/jpeg', buffer });
	await photo('a.jpg', Buffer.from('không phải hình'));
	await page.getByText('Tệp này không phải ảnh').waitFor();
	await photo('to-ky.jpg', await sheet());
	await page.locator('.photos img').waitFor();
	await page.getByText('Bác đã viết số kiểm và ký tờ này').click();
	expect(await signed.isChecked()).toBe(true);
	// One word is another: another number, and nothing is signed any more.
	await page.getByRole('link', { name: /^Sửa: Bác còn muốn nói thêm/ }).click();
	await page.locator('#question textarea').fill('đi lại khó');
	await page.locator('footer button').last().click();
	await expect.poll(() => number.innerText()).not.toBe(first);
	expect(await signed.isChecked()).toBe(false);
	await page.getByText('Bác đã viết số kiểm và ký tờ này').click();
	const now = await number.innerText();
	await page.getByRole('button', { name: 'Xong, về lượt thăm' }).click();
	await page.getByText('bác đã ký').waitFor();
	return now;
}

/** A sheet of paper as a camera takes it: large, with noise, and with where it was taken. */
function sheet(): Promise<Buffer> {
	const [width, height] = [2400, 3200];
	const noise = Buffer.alloc(width * height, 0);
	for (let n = 0; n < noise.length; n++) noise[n] = 200 + ((n * 2_654_435_761) % 41);
	return sharp(noise, { raw: { width, height, channels: 1 } })
		.withExif({ IFD0: { Artist: 'Suoi-Ten-Trong-Anh' } })
		.jpeg({ quality: 85 })
		.toBuffer();
}

/** At the desk: it waits under its own head, with the number that must stand beside the signature, and the photo of it. */
export async function seenAtDesk(page: Page, origin: string, number: string): Promise<void> {
	await page.goto(`${origin}/can-bo/ho-so?muc=from-door`);
	await page.locator('main a', { hasText: 'chưa có mã' }).first().click();
	expect(await page.locator('.check').innerText()).toBe(number);
	await page.getByText('Chưa ai đối thẻ.').waitFor();
	const photo = await page.getByRole('link', { name: /^Ảnh 1/ }).getAttribute('href');
	const answer = await page.request.get(`${origin}${photo!.replace(/\/xem$/, '')}`);
	const { format, width, height, exif } = await sharp(await answer.body()).metadata();
	expect([answer.headers()['content-type'], format, width, height]).toEqual(['image/jpeg', 'jpeg', 1200, 1600]);
	expect(exif).toBeUndefined();
	// Nobody has compared her with her card: the key says so, and nothing is filed.
	await page.getByRole('button', { name: 'Chữ ký đúng' }).click();
	await page.getByText('Chưa đối chiếu với thẻ nên chưa nộp được.').waitFor();
}
