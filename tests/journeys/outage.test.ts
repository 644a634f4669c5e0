import { readXlsx } from 'hucre/xlsx';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { begin, chooseDirect, openSession, readOn, SOM } from './guide.ts';
import { faultsOf } from './page-faults.ts';
import { answerAll, askHouse, calm, device, lever, openBrowser, origin, signIn, walker, type Walker } from './walk.ts';

// The portal is away: from three tickets that say the same to the last file that was late for it.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(async () => {
	await lever('PORTAL_PORT', 'normal');
	await browser.close();
});

/** A file of bác Sớm's that an officer has taken in and that stands before the portal. Answers its slip and its address. */
async function standing(guide: Walker, officer: Walker): Promise<{ slip: string; file: string }> {
	const screen = await walker(browser, { width: 1280, height: 800 });
	await device(screen.page, 'second-screen');
	await guide.page.goto(`${origin}/can-bo/quay`);
	await openSession(guide, SOM);
	await begin(guide, 'ban sao ket hon', '2.000635');
	await answerAll(guide.page, { 'for-self': 'yes', record: 'marriage', copies: '2' });
	await chooseDirect(guide);
	await readOn(screen.page);
	await screen.page.getByRole('button', { name: /Đúng rồi/ }).click();
	await guide.page.goto(`${origin}/can-bo/phien/phieu`);
	const slip = (await guide.page.locator('.digits').innerText()).replace(/\s/g, '');
	await officer.page.goto(`${origin}/can-bo/ho-so`);
	await officer.page.getByLabel(/phiếu/i).first().fill(slip);
	await officer.page.keyboard.press('Enter');
	await officer.page.waitForURL(/ho-so\/[0-9a-f-]{36}/);
	await officer.page.getByRole('button', { name: /Tiếp nhận/ }).click();
	await screen.context.close();
	return { slip, file: officer.page.url().split('/').at(-1)!.slice(0, 36) };
}

async function writeTicket(page: Page, caller: string): Promise<void> {
	await page.goto(`${origin}/can-bo/ho-tro/moi?ai=goi`);
	await page.locator('#caller').fill(caller);
	await page.locator('#words').fill('Nộp không được, trang báo lỗi.');
	await page.getByRole('radio', { name: 'Cổng dịch vụ công' }).check();
	await page.getByRole('button', { name: 'Ghi phiếu' }).click();
	await page.getByText(/Đã ghi phiếu H \d+\./).waitFor();
}

const follow = async (page: Page, slip: string): Promise<string> => {
	await page.goto(`${origin}/theo-doi`);
	await page.getByRole('textbox').first().fill(slip);
	await page.getByRole('button', { name: /Xem hồ sơ/ }).click();
	await page.waitForURL(/theo-doi\/ho-so/);
	return page.locator('main').innerText();
};

/** What a clock does: the outage and what stands before the portal are so many days ago. */
async function later(incident: string, file: string, days: number): Promise<void> {
	const span = `interval '${days} days'`;
	for (const text of [
		`update incident_span set since = since - ${span}, opened_at = opened_at - ${span} where incident_id = '${incident}'`,
		`update portal_task set since = since - ${span} where case_id = '${file}'`,
		`update case_file set due_on = (due_on - ${span})::date where id = '${file}'`
	])
		await askHouse(text);
}

/** Walked once more in the same house, it finds what was left half-way: that is over. */
async function nothingLeft(): Promise<void> {
	await askHouse(`update incident_span set until = now(), ended_by = opened_by where until is null`);
	await askHouse(`update incident set state = 'over' where state = 'open'`);
	await askHouse(`update support_ticket set state = 'over' where system = 'portal'`);
}

/** What each who hears of a file was told: whoever had it done, and whom they named to hear it with them. */
const told = async (file: string): Promise<string[]> => {
	const rows = await askHouse<{ fact: string; times: number }>(
		`select fact, count(*)::int as times from notice where about = '${file}' and topic = 'held-up' group by person_id, fact`
	);
	return [...new Set(rows.map(({ fact, times }) => `${fact} ${times}`))];
};
const banner = (page: Page) => page.locator('[data-away]');

/** Codes are refused aloud and stand in no box; an hour to come is none. */
async function wrongInput(page: Page): Promise<void> {
	await page.goto(`${origin}/can-bo/su-co`);
	await page.getByRole('radio', { name: 'VNeID' }).check();
	await page.locator('#words').fill('mã OTP là 482913');
	await page.getByRole('button', { name: 'Mở một sự cố' }).last().click();
	await page.getByRole('alert').first().waitFor();
	expect(await page.content()).not.toContain('482913');
	await page.locator('#words').fill('Không vào được VNeID.');
	await page.locator('#since').fill('2099-01-01T08:00');
	await page.getByRole('button', { name: 'Mở một sự cố' }).last().click();
	await page.getByText('Giờ ấy chưa tới').waitFor();
	expect(await page.locator('#words').inputValue()).toBe('Không vào được VNeID.');
}

test('three tickets, one incident, one key: pages say so while it lasts, and the last late file is told once', async () => {
	const [guide, officer] = await Promise.all([walker(browser), walker(browser)]);
	await nothingLeft();
	await signIn(guide.page, 'lua', 'Bàn hướng dẫn 1');
	await signIn(officer.page, 'mai', 'Quầy 2');
	await lever('PORTAL_PORT', 'down');
	const { slip, file } = await standing(guide, officer);
	const { page } = guide;
	await wrongInput(page);
	for (const caller of ['Rêu Thị Suối', 'Bèo Văn Ao', 'Sậy Thị Bờ']) await writeTicket(page, caller);
	await page.goto(`${origin}/can-bo/ho-tro`);
	await officer.page.goto(`${origin}/can-bo/ho-tro`);
	expect(await page.locator('.note', { hasText: 'Cùng một chuyện?' }).innerText()).toMatch(/phiếu giống nhau/);
	await page.getByRole('button', { name: 'Mở một sự cố' }).click();
	await page.waitForURL(/su-co\/[0-9a-f-]{36}/);
	const url = page.url();
	// Mai presses on what she saw before, and is led to the same.
	await officer.page.getByRole('button', { name: 'Mở một sự cố' }).click();
	await officer.page.waitForURL(url);
	await page.getByRole('button', { name: 'Gộp 3 phiếu' }).click();
	await page.getByRole('button', { name: 'Tách ra' }).nth(2).waitFor();
	await officer.page.getByRole('button', { name: 'Gộp 3 phiếu' }).click();
	await officer.page.getByText('Người khác vừa ghi vào sự cố này').waitFor();
	await page.getByRole('button', { name: 'Tách ra' }).first().click();
	await page.getByRole('button', { name: 'Gộp 1 phiếu' }).waitFor();
	await page
		.getByRole('link', { name: /^H \d+$/ })
		.last()
		.click();
	await page.waitForURL(/ho-tro\/[0-9a-f-]{36}/);
	await page.getByRole('button', { name: 'Gộp vào sự cố' }).click();
	await page.getByRole('link', { name: 'Chung một sự cố: Cổng Dịch vụ công' }).waitFor();
	const ticket = page.url();

	const her = await walker(browser, { width: 360, height: 740, script: false });
	await her.page.goto(`${origin}/?trung-tam=1`);
	await page.goto(`${origin}/?trung-tam=1`);
	expect(await faultsOf(page, '/', 'vi', [])).toEqual([]);
	await page.goto(url);
	expect(await faultsOf(page, url, 'vi', [])).toEqual([]);
	expect(await banner(her.page).innerText()).toContain('Cổng Dịch vụ công đang không chạy');
	await officer.page.goto(`${origin}/can-bo/ho-so`);
	expect(await banner(officer.page).innerText()).toContain('Cổng Dịch vụ công đang không chạy');
	await later(url.slice(-36), file, 8);
	await officer.page.goto(url);
	await officer.page.locator('tr', { hasText: 'trễ hẹn' }).first().waitFor();
	await page.goto(url);
	await lever('PORTAL_PORT', 'normal');
	await officer.page.getByRole('button', { name: 'Đã chạy lại' }).click();
	await officer.page.getByRole('button', { name: 'Hỏng lại' }).waitFor();
	await page.getByRole('button', { name: 'Đã chạy lại' }).click();
	await page.getByText('Người khác vừa ghi vào sự cố này').waitFor();
	await her.page.waitForTimeout(600);
	await her.page.reload();
	await officer.page.goto(`${origin}/can-bo/ho-so`);
	expect([await banner(her.page).count(), await banner(officer.page).count()]).toEqual([0, 0]);
	await page.goto(ticket);
	await page.getByText('Cổng Dịch vụ công đã chạy lại. Bác thử lại giúp cháu.').waitFor();
	await page.getByText('Phiếu này chưa xác nhận.').waitFor();
	expect(await follow(her.page, slip)).toContain('Việc của bác trễ hẹn vì vậy. Chúng cháu xin lỗi bác.');
	await expect.poll(() => told(file), { timeout: 15_000 }).toEqual(['incidents.late 1']);

	await officer.page.goto(url);
	// Down again and up again: it is the same, and nothing is told twice.
	for (const key of ['Hỏng lại', 'Đã chạy lại', 'Hỏng lại', 'Đã chạy lại'])
		await officer.page.getByRole('button', { name: key }).click();
	await officer.page.getByRole('button', { name: 'Hỏng lại' }).waitFor();
	await expect
		.poll(async () => askHouse(`select from delivery where listener = 'incidents.after-end' and done_at is null`))
		.toEqual([]);
	expect(await told(file)).toEqual(['incidents.late 1']);
	const sheet = await page.request.get(`${origin}/can-bo/su-co/thang`);
	expect(sheet.headers()['content-disposition']).toMatch(/su-co-\d{4}-\d{2}\.xlsx/);
	const book = await readXlsx(await sheet.body());
	const [outages] = book.sheets;
	expect(outages!.rows.filter(([what]) => what === 'Cổng Dịch vụ công').length).toBeGreaterThanOrEqual(2);
	expect(JSON.stringify(book.sheets.map(({ rows }) => rows))).not.toMatch(/Suối|Sớm|Lúa|Mai/);
	for (const one of [guide, officer, her]) {
		calm(one);
		await one.context.close();
	}
});
