import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { begin, callUntil, chooseDirect, openSession, readQr, SOM } from './guide.ts';
import { answerAll, device, calm, lever, openBrowser, origin, signIn, walker } from './walk.ts';

// The social pension while the portal is away: her phone has no JavaScript and 360 px, the officer files by hand.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(async () => {
	await lever('PORTAL_PORT', 'normal');
	await browser.close();
});

async function takeNumber(phone: Page): Promise<string> {
	await phone.goto(`${origin}/tim?q=tro cap huu tri xa hoi`);
	await phone.locator('a[href^="/thu-tuc/1.014027"]').first().click();
	await phone.locator('a[href*="/lay-so"]').first().click();
	await phone.getByRole('link', { name: 'xã Quảng Bình' }).click();
	await phone.getByRole('button', { name: 'Người cao tuổi' }).click();
	await phone.waitForURL(/\/luot\//);
	return phone.locator('.no b').innerText();
}

async function follow(phone: Page, slip: string): Promise<string> {
	await phone.goto(`${origin}/theo-doi`);
	await phone.getByRole('textbox').first().fill(slip);
	await phone.getByRole('button', { name: /Xem hồ sơ/ }).click();
	await phone.waitForURL(/theo-doi\/ho-so/);
	return phone.locator('main').innerText();
}

async function openCase(officer: Page, slip: string): Promise<void> {
	await officer.goto(`${origin}/can-bo/ho-so`);
	await officer.getByLabel(/phiếu/i).first().fill(slip);
	await officer.keyboard.press('Enter');
	await officer.waitForURL(/ho-so\/[0-9a-f-]{36}/);
}

/** A status that the officer reads on the portal and writes down. */
async function writeDown(officer: Page, status: number): Promise<void> {
	await officer.keyboard.press('g');
	await officer.locator('#status').selectOption(String(status));
	await Promise.all([officer.waitForEvent('load'), officer.getByRole('button', { name: 'Ghi trạng thái' }).click()]);
}

const today = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(2, 10).replaceAll('-', '');
const code = (): string => `000.16.43.H56-${today()}-${String(5000 + Math.floor(Math.random() * 4999))}`;

/** What is no picture is refused in words; a picture is kept, and is there to be looked at. */
async function attach(page: Page): Promise<void> {
	await page.goto(`${origin}/can-bo/phien/giay-to`);
	const row = page.locator('form[action="?/upload"]').first();
	const send = async (buffer: Buffer): Promise<void> => {
		await row.locator('input[id^=file]').setInputFiles({ name: 'to-khai.jpg', mimeType: 'image/jpeg', buffer });
		expect(await row.innerText()).toContain('to-khai.jpg');
		await row.getByRole('button', { name: 'Gắn ảnh' }).click();
	};
	await send(Buffer.from('MZ this is a program'));
	await page.locator('.note[role=alert]').first().waitFor();
	await send(
		await sharp({ create: { width: 60, height: 80, channels: 3, background: '#eee' } })
			.jpeg()
			.toBuffer()
	);
	const kept = page.locator('a[href^="/can-bo/phien/giay-to/"]').first();
	await kept.waitFor();
	const shown = await page.request.get(origin + (await kept.getAttribute('href'))!.replace(/\/xem$/, ''));
	expect(shown.headers()['content-type']).toBe('image/jpeg');
	await page.getByText('Đã gắn, chưa xem').waitFor();
	await page.locator('button[name=verdict][value=good]').first().click();
	await page.getByText('Đủ chữ, đủ trang').first().waitFor();
	expect(await kept.count()).toBe(1);
	await page.goto(`${origin}/can-bo/phien`);
}

test('the social pension by hand, from a phone without JavaScript to the result', async () => {
	const [mother, guide, officer] = [
		await walker(browser, { width: 360, height: 740, script: false }),
		await walker(browser),
		await walker(browser)
	];
	const [phone, desk] = [mother.page, officer.page];
	const number = await takeNumber(phone);
	await signIn(guide.page, 'lua', 'Bàn hướng dẫn 1');
	await callUntil(guide, number);
	await openSession(guide, SOM);
	await begin(guide, 'tro cap huu tri xa hoi', '1.014027');
	await attach(guide.page);
	await answerAll(guide.page);
	await lever('PORTAL_PORT', 'down');
	await chooseDirect(guide);
	await guide.page.getByRole('button', { name: 'Xác nhận trên máy của bác' }).click();
	await guide.page.getByText('Mã đang hiện ở màn hình thứ hai').waitFor();
	expect(await guide.page.locator('svg.qr').count()).toBe(0);
	// The link is on the second screen alone, and opens nothing in the guide's own browser.
	const screen = await walker(browser);
	await device(screen.page, 'second-screen');
	const link = await readQr(screen.page.locator('.link svg.qr'));
	await screen.context.close();
	const own = await guide.context.newPage();
	await own.goto(link);
	await own.getByText('không mở trên máy của trung tâm').waitFor();
	await own.close();
	await phone.goto(link);
	expect(await phone.locator('main').innerText()).toContain('Sương Thị Sớm');
	await phone.locator('#lastFour').fill('0000');
	await phone.getByRole('button', { name: /Đúng rồi/ }).click();
	await phone.getByText('chưa khớp với thẻ').waitFor();
	await phone.locator('#lastFour').fill('4127');
	await Promise.all([phone.waitForEvent('load'), phone.getByRole('button', { name: /Đúng rồi/ }).click()]);
	await guide.page.goto(`${origin}/can-bo/phien/phieu`);
	const slip = (await guide.page.locator('.digits').innerText()).replace(/\s/g, '');

	// Asked beyond the file, by purpose: a no blocks nothing, a yes is hers to take back.
	await guide.page.goto(`${origin}/can-bo/phien/dong-y`);
	const ask = (purpose: string, answer: string) => guide.page.locator(`button[value="${purpose} ${answer}"]`).click();
	const tag = (words: string) => guide.page.locator('.tag', { hasText: words });
	await ask('campaign-visit', 'refused');
	await tag('Bác không đồng ý').waitFor();
	await ask('follow-up-call', 'given');
	await guide.page.getByText('Đọc to cho bác nghe trước').waitFor();
	await guide.page
		.locator('form', { has: guide.page.locator('[value="follow-up-call given"]') })
		.getByRole('checkbox')
		.check();
	await ask('follow-up-call', 'given');
	await guide.page
		.getByRole('form', { name: 'Gọi hỏi thăm sau khi xong việc' })
		.getByText('Bác đồng ý')
		.first()
		.waitFor();

	await signIn(desk, 'mai', 'Quầy 2');
	await openCase(desk, slip);
	await desk.getByRole('button', { name: /Tiếp nhận/ }).click();
	await expect
		.poll(() => follow(phone, slip), { timeout: 20_000 })
		.toMatch(/Cổng Dịch vụ công chưa trả lời từ \d+ giờ/);

	await desk.reload();
	await desk.locator('summary', { hasText: 'Chuyển sang nộp tay' }).click();
	await desk.getByRole('button', { name: 'Chuyển sang nộp tay' }).click();
	await desk.locator('#official').waitFor();
	expect(await desk.locator('main').innerText()).toContain('Sương Thị Sớm');
	await desk.locator('#official').fill('000.16.43.H56-999999-1');
	await desk.locator('#official').press('Enter');
	await desk.locator('[role=alert], .error').first().waitFor();
	expect(await desk.locator('#official').inputValue()).toBe('000.16.43.H56-999999-1');
	const official = code();
	await desk.locator('#official').fill(official);
	await desk.locator('#official').press('Enter');
	await desk.locator('.numbers', { hasText: official }).waitFor();
	for (const status of [2, 4, 9]) await writeDown(desk, status);
	await desk
		.getByRole('button', { name: /đưa kết quả|trả kết quả/i })
		.first()
		.waitFor();
	expect(await follow(phone, slip)).toContain(official);
	const hand = desk.locator('form', { has: desk.locator('[name=against]') });
	if ((await hand.locator('input[name=against]').count()) > 0)
		await hand.locator('input[name=against]').first().check();
	await hand.getByRole('button').first().click();
	await desk.waitForLoadState();

	await follow(phone, slip);
	await phone.getByRole('link', { name: /thế nào|Khen/ }).click();
	await phone.getByRole('button', { name: /Tốt/ }).first().click();
	expect(await phone.locator('body').innerText()).toContain('Cảm ơn');

	await phone.goto(`${origin}/cua-toi`);
	await phone.getByRole('button', { name: /Sương Thị Sớm/ }).click();
	await phone.waitForURL(`${origin}/cua-toi`);
	expect(await phone.locator('main').innerText()).toContain('Hoa Thị Lúa');
	await phone.getByRole('button', { name: 'Thôi không cho nữa' }).first().click();
	await phone.getByText('Bác đã thôi, không cho nữa').first().waitFor();

	await guide.page.goto(`${origin}/can-bo/phien`);
	await guide.page.keyboard.press('F10');
	await guide.page.waitForURL(/can-bo\/quay/);
	for (const one of [mother, guide, officer]) {
		calm(one);
		await one.context.close();
	}
});
