import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHouse, calm, openBrowser, origin, signIn, walker } from './walk.ts';

// Somebody asks that they come home: who has to come, three times read on the telephone, one that stays.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const told = () =>
	askHouse<{ id: string; day: string; from: string }>(
		"select id, told_day::text as day, to_char(told_from, 'HH24:MI') as from from home_visit where told_day is not null and ended is null order by told_at"
	);

test('who asks is read three times; a second tab that presses a time which has gone is told so, and what was told stays', async () => {
	const lead = await walker(browser);
	await signIn(lead.page, 'bien', null);
	const { page } = lead;
	const before = await told();
	expect(before.length).toBeGreaterThan(0);
	await page.goto(`${origin}/can-bo/xin-den-nha`);
	await page.getByRole('link', { name: 'Ghi ai phải đến' }).first().click();
	for (const box of await page.locator('input[name=parts]').all()) await box.uncheck();
	await page.getByRole('button', { name: /^Ghi, tìm giờ/ }).click();
	await page.getByText('Chọn buổi nhà ấy tiện.').first().waitFor();
	await page.locator('input[name=parts]').first().check();
	await page.getByRole('button', { name: /^Ghi, tìm giờ/ }).click();
	await page.locator('.time').first().waitFor();
	// The same page in another tab: by then the first time has gone to somebody else.
	const other = await lead.context.newPage();
	await other.goto(`${origin}/can-bo/xin-den-nha`);
	await other.getByRole('link', { name: 'Gọi, đọc ba giờ' }).first().click();
	const theirs = other.url();
	expect(theirs).not.toBe(page.url());
	const chosen = await page.locator('.time').first().getAttribute('value');
	await page.locator('.time').first().click();
	await page.getByText('Đã hẹn. Giờ này không ai dời được nữa.').waitFor();
	const after = await told();
	expect(after.slice(0, before.length)).toEqual(before);
	expect(after).toHaveLength(before.length + 1);
	await other
		.locator('.time')
		.first()
		.evaluate((button: HTMLButtonElement, value) => (button.value = value!), chosen);
	await other.locator('.time').first().click();
	await other.getByText('Giờ này vừa có nhà khác nhận.').waitFor();
	expect(await told()).toEqual(after);
	// How the days go: told ones stand where they were told, each with its reason.
	await page.goto(`${origin}/can-bo/xep-ngay`);
	for (const one of after)
		await page
			.locator('.stops .told', { hasText: `đã báo ${one.from}` })
			.first()
			.waitFor();
	await page.goto(theirs);
	await page.getByRole('button', { name: 'Không nghe máy' }).click();
	await page.getByText('Đã ghi không ai nghe máy.').waitFor();
	calm(lead);
	await lead.context.close();
});

test('a helper’s own calendar reads when they go out, by an address of their own, and empty once it is closed', async () => {
	const [shift] = await askHouse<{ id: string }>(
		"select h.id from home_shift h join staff s on s.id = any(h.helpers) where s.login = 'dao' and h.dropped_at is null and h.day >= current_date limit 1"
	);
	expect(shift).toBeDefined();
	const { page, context } = await walker(browser, { script: false });
	await signIn(page, 'dao', null);
	await page.goto(`${origin}/can-bo/di-thon`);
	await page.getByRole('button', { name: 'Mở đường dẫn' }).click();
	await page.getByText('Đã mở đường dẫn').waitFor();
	const address = await page.locator('section[aria-labelledby=calendar] .address').innerText();
	const read = async (url: string) => {
		const answer = await fetch(url);
		expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
		return answer.text();
	};
	const feed = await read(address);
	expect(feed).toContain(`UID:${shift!.id}@tung-nha`);
	expect(await read(address.replace(/[\w-]{43}/, 'A'.repeat(43)))).not.toContain('BEGIN:VEVENT');
	expect(await read(address.replace(/[\w-]{43}/, 'x'))).not.toContain('BEGIN:VEVENT');
	await page.getByRole('button', { name: 'Đóng đường dẫn' }).click();
	await page.getByText('Đã đóng. Lịch sẽ trống').waitFor();
	expect(await read(address)).not.toContain('BEGIN:VEVENT');
	await context.close();
});
