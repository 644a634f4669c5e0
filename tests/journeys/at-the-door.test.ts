import jsQR from 'jsqr';
import sharp from 'sharp';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bindTo, choosePin, digitsOn, setPinOn } from '../support/field-browser.ts';
import { faultsByAxe } from './axe.ts';
import { askHouse, openBrowser, origin, ports, signIn, walker } from './walk.ts';

// Trust at a door: six digits that a phone shows without a line, and what whoever is behind the door is told.

const field = `http://127.0.0.1:${ports()['FIELD_PORT']}`;
let browser: Browser;
let context: BrowserContext;
let phone: Page;
beforeAll(async () => {
	browser = await openBrowser();
	context = await browser.newContext({ viewport: { width: 360, height: 780 } });
	phone = await context.newPage();
	phone.setDefaultTimeout(20_000);
});
afterAll(() => browser.close());

const shown = async (): Promise<string> => (await phone.locator('.code').innerText()).replace(' ', '');
/** The digits as the phone shows them while they still stand for some seconds. */
async function fresh(): Promise<string> {
	const left = async () => Number.parseInt(await phone.locator('.ring b').innerText(), 10);
	await expect.poll(left, { timeout: 15_000 }).toBeGreaterThan(8);
	return shown();
}
const asks = async (page: Page, digits: string): Promise<string> => {
	await page.goto(`${origin}/nguoi-den-nha?trung-tam=1`);
	await page.locator('#so').fill(digits);
	await page.getByRole('button', { name: 'Xem có đúng không' }).click();
	return (await page.locator('h1').innerText()).replaceAll('\n', ' ').trim();
};

test('whoever leads gives a badge with a picture that a camera made; the phone takes it along and shows digits without a line', async () => {
	const digits = await digitsOn(phone, field);
	const lead = await walker(browser, { script: false });
	await signIn(lead.page, 'bien', null);
	await bindTo(lead.page, origin, digits, 'Sương Thị Đào');
	await choosePin(phone);
	await setPinOn(phone);
	await phone.locator('.thumbs').waitFor();
	await phone.goto(`${field}/ra-ngo/may`);
	await lead.page.goto(`${origin}/can-bo/the-den-nha`);
	const give = async (who: string, picture: { name: string; mimeType: string; buffer: Buffer } | null) => {
		await lead.page.locator('select[name=staff]').selectOption({ label: await option(who).innerText() });
		if (picture) await lead.page.locator('#picture').setInputFiles(picture);
		await lead.page.getByRole('button', { name: /^Cấp thẻ Enter/ }).click();
	};
	const option = (who: string) => lead.page.locator('select[name=staff] option', { hasText: who });
	await give('Suối Văn Khế', null);
	await lead.page.getByText('Thẻ cần một hình chân dung.').waitFor();
	await give('Suối Văn Khế', { name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('không phải hình') });
	await lead.page.getByText('Chỉ nhận ảnh jpeg hoặc png.').waitFor();
	const camera = await sharp({ create: { width: 1800, height: 2400, channels: 3, background: '#8aa' } })
		.withExif({ IFD0: { Artist: 'Suoi-Ten-Trong-Anh' } })
		.jpeg()
		.toBuffer();
	await give('Sương Thị Đào', { name: 'anh.jpg', mimeType: 'image/jpeg', buffer: camera });
	await lead.page.getByText('Đã cấp thẻ.').waitFor();
	const [{ picture }] = (await askHouse<{ picture: Buffer }>(
		"select b.picture from badge b join staff s on s.id = b.staff_id where s.login = 'dao' and b.ended_at is null"
	)) as [{ picture: Buffer }];
	expect(picture.length).toBeLessThan(20_000);
	expect(picture.includes('Suoi-Ten-Trong-Anh')).toBe(false);
	await lead.context.close();
});

test('behind the door digits open a door or leave it shut; what the phone draws leads there by itself', async () => {
	await phone.locator('#pin').waitFor();
	await phone.locator('#pin').fill('274193');
	await phone.locator('footer .button').click();
	await phone.locator('.thumbs a').first().click();
	await phone.locator('a[href="/ra-ngo/the-toi"]').click();
	await phone.locator('.code').waitFor();
	// The badge that stood before is over: the phone has to have heard of the new one.
	const [{ face }] = (await askHouse<{ face: string }>(
		"select encode(b.picture, 'base64') as face from badge b join staff s on s.id = b.staff_id where s.login = 'dao' and b.ended_at is null"
	)) as [{ face: string }];
	await expect
		.poll(() => phone.locator('.me img').getAttribute('src'), { timeout: 20_000 })
		.toBe(`data:image/jpeg;base64,${face.replaceAll('\n', '')}`);
	await context.setOffline(true);
	const her = await walker(browser);
	const right = await fresh();
	expect(await asks(her.page, `${right.slice(0, 3)} ${right.slice(3)}`)).toBe('Đúng người');
	expect(await her.page.locator('.name').innerText()).toBe('Sương Thị Đào');
	expect(await her.page.locator('.face').evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(240);
	expect(await faultsByAxe(her.page)).toEqual([]);
	await fresh();
	const { data, info } = await sharp(await phone.locator('.scan svg').screenshot({ scale: 'device' }))
		.resize(520, 520, { kernel: 'nearest' })
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	const read = jsQR(new Uint8ClampedArray(data), info.width, info.height);
	expect(read?.data).toBe(`${origin}/nguoi-den-nha?trung-tam=1&so=${await shown()}`);
	await her.page.goto(read!.data);
	await her.page.getByText('Đúng người').waitFor();
	expect(await asks(her.page, '12')).toBe('Người đến nhà có đúng không?');
	expect(await her.page.locator('#so').inputValue()).toBe('12');
	const wrong = String((Number(right) + 77_777) % 1_000_000).padStart(6, '0');
	for (let n = 0; n < 5; n++) expect(await asks(her.page, wrong)).toBe('Khoan mở cửa');
	expect(await asks(her.page, wrong)).toBe('Mời bác đợi một chút');
	// Somebody else is not slowed by that.
	const neighbour = await walker(browser, { script: false });
	expect(await asks(neighbour.page, await fresh())).toBe('Đúng người');
	await her.context.close();
	await neighbour.context.close();
});

test('a visit leaves a paper: its number is typed at the table, its code shows what was written, and what they ask stands before whoever leads', async () => {
	const lead = await walker(browser, { script: false });
	await signIn(lead.page, 'thach', null);
	await lead.page.goto(`${origin}/can-bo/phieu-den-nha`);
	await lead.page.locator('#count').fill('2');
	await lead.page.getByRole('button', { name: 'Làm và in' }).click();
	await lead.page.waitForURL(/\/in\?tu=/);
	const number = await lead.page.locator('.no b').first().innerText();
	const code = await lead.page.locator('.code').first().innerText();
	await context.setOffline(false);
	await phone.locator('.fh .back').click();
	await phone.locator('.next a.button').click();
	await phone.locator('.who label').first().click();
	await phone.locator('footer a.button').click();
	await phone.getByText('Tự bảo vệ').click();
	await phone.locator('.picks.three .pick').first().click();
	await phone.locator('#slip').fill('N 12');
	expect(await phone.locator('footer button').isDisabled()).toBe(true);
	await phone.locator('#slip').fill(number);
	await phone.locator('footer button').click();
	await expect.poll(async () => phone.locator('.unsent b').innerText(), { timeout: 20_000 }).toBe('0');
	const her = await walker(browser);
	await her.page.goto(`${origin}/phieu-den-nha`);
	await her.page.locator('#ma').fill('1234');
	await her.page.getByRole('button', { name: 'Xem đã ghi gì' }).click();
	expect(await her.page.locator('#ma').inputValue()).toBe('1234');
	await her.page.locator('#ma').fill(code);
	await her.page.getByRole('button', { name: 'Xem đã ghi gì' }).click();
	await her.page.getByText('Sương Thị Đào').waitFor();
	await her.page.getByText('Tự bảo vệ trên mạng').waitFor();
	await her.page.getByRole('button', { name: 'Tôi muốn xoá' }).dblclick();
	await her.page.getByText('Đã báo: bác muốn xoá.').waitFor();
	expect(await faultsByAxe(her.page)).toEqual([]);
	await lead.page.goto(`${origin}/can-bo/phieu-den-nha`);
	const row = lead.page.locator('li', { hasText: number });
	expect(await row.innerText()).toContain('muốn xoá');
	await row.getByRole('button', { name: 'Đã gặp và làm theo ý họ' }).click();
	await lead.page.getByText('Đã ghi là xong.').waitFor();
	await her.page.goto(`${origin}/phieu-den-nha?ma=${code.replace(' ', '')}`);
	await her.page.getByText('Sương Thị Đào').waitFor();
	expect(await her.page.getByText('Đã báo: bác muốn xoá.').count()).toBe(0);
	await phone.locator('a[href="/ra-ngo/the-toi"]').click();
	await phone.locator('.code').waitFor();
	for (const one of [lead, her]) await one.context.close();
});

test('another site’s picture or link tries no digits', async () => {
	const tries = async () => (await askHouse<{ n: string }>('select count(*) as n from attempt'))[0]!.n;
	const before = await tries();
	const open = (dest: string) =>
		fetch(`${origin}/nguoi-den-nha?trung-tam=1&so=123456`, {
			headers: { 'sec-fetch-dest': dest, 'sec-fetch-site': 'cross-site' }
		}).then((answer) => answer.text());
	const read = (dest: string) =>
		fetch(`${origin}/phieu-den-nha?ma=12345678`, {
			headers: { 'sec-fetch-dest': dest, 'sec-fetch-site': 'cross-site' }
		}).then((answer) => answer.text());
	expect(await open('document')).toContain('value="123456"');
	expect(await read('document')).toContain('value="12345678"');
	for (const one of [open, read]) await one('image');
	expect(await tries()).toBe(before);
});

test('whoever answers the telephone is told the same; a badge that is ended is nobody’s at once', async () => {
	const guide = await walker(browser, { script: false });
	await signIn(guide.page, 'mai', null);
	await guide.page.goto(`${origin}/can-bo/hoi-the`);
	const tell = async (digits: string): Promise<string> => {
		await guide.page.locator('#digits').fill(digits);
		await guide.page.getByRole('button', { name: /^Xem có đúng không/ }).click();
		return guide.page.locator('h1').innerText();
	};
	expect(await tell(await fresh())).toBe('Đúng người');
	expect(await guide.page.locator('h2[lang=vi]').innerText()).toBe('Sương Thị Đào');
	const lead = await walker(browser, { script: false });
	await signIn(lead.page, 'thach', null);
	await lead.page.goto(`${origin}/can-bo/the-den-nha`);
	const row = lead.page.locator('li', { hasText: 'Sương Thị Đào' });
	await row.locator('summary').click();
	await row.getByRole('button', { name: 'Tắt thẻ của Sương Thị Đào' }).click();
	await lead.page.getByText('Thẻ đã tắt').waitFor();
	expect(await tell(await fresh())).toBe('Khoan mở cửa');
	for (const one of [guide, lead]) await one.context.close();
});

test('five things are practised in a hamlet that is none: nothing of it goes out, and whoever leads reads that it was', async () => {
	const said = async () => (await askHouse<{ n: number }>('select count(*)::int as n from field_operation'))[0]!.n;
	const unlock = async () => {
		await phone.locator('#pin').waitFor();
		await phone.locator('#pin').fill('274193');
		await phone.locator('footer .button').click();
	};
	await phone.goto(`${field}/ra-ngo/may`);
	await unlock();
	await phone.getByText('Mọi lời đã đến máy chủ').waitFor();
	const before = await said();
	await phone.getByRole('button', { name: 'Vào Thôn Tập' }).click();
	await phone.getByRole('heading', { name: 'Ở đây nhầm thoải mái' }).waitFor();
	expect(await phone.locator('.unsent').innerText()).toContain('không gửi đi');
	expect(await faultsByAxe(phone)).toEqual([]);
	const done = () => phone.locator('section[aria-labelledby=tap] .d', { hasText: '✓' }).count();
	expect(await done()).toBe(0);
	await phone.locator('.next summary').click();
	await phone.locator('.next .pick', { hasText: 'Không có ai' }).click();
	await expect.poll(done).toBe(1);
	expect(await phone.locator('li', { hasText: 'Không có nhà' }).first().innerText()).toMatch(/2 chạm, \d+ giây/);
	// A whole visit: a topic, how it went, asked again in 30 days, a need, a day.
	await phone.locator('.next a.button').click();
	await phone.locator('.who label').first().click();
	await phone.locator('footer a.button').last().click();
	await phone.locator('.pick', { hasText: 'Tự bảo vệ' }).click();
	await phone.locator('.pick', { hasText: 'Làm lại được' }).click();
	await phone.locator('.pick:has(input[name=ask-after][value="30"])').click();
	await phone.locator('.pick', { hasText: 'Giấy tờ' }).first().click();
	await phone.locator('.pick:has(input[name=promise])').first().click();
	await phone.getByRole('button', { name: 'Lưu, ra nhà sau' }).click();
	await expect.poll(done).toBe(4);
	await phone.locator('.next a.button').click();
	await phone.locator('.who label').first().click();
	await phone.locator('footer a.button').last().click();
	await phone.locator('.pick', { hasText: 'Đặt lịch khám' }).click();
	await phone.waitForTimeout(300);
	await phone.reload();
	await unlock();
	await phone.locator('.pick:has(:checked)', { hasText: 'Đặt lịch khám' }).waitFor();
	await phone.locator('.fh .back').click();
	await phone.locator('.fh .back').click();
	await phone.getByText('Xong cả năm bài').waitFor();
	await phone.getByRole('button', { name: 'Ra thôn thật' }).click();
	await phone.locator('.thumbs a').last().click();
	await phone.getByText('Tập xong năm bài').first().waitFor();
	await phone.getByText('Mọi lời đã đến máy chủ').waitFor();
	expect(await said()).toBe(before + 1);
	const lead = await walker(browser, { script: false });
	await signIn(lead.page, 'bien', null);
	await lead.page.goto(`${origin}/can-bo/dien-thoai`);
	expect(await lead.page.locator('tr', { hasText: 'Sương Thị Đào' }).first().innerText()).toContain('đã tập xong');
	await lead.context.close();
});
