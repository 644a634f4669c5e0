import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession, SOM } from './guide.ts';
import { calm, openBrowser, origin, signIn, walker } from './walk.ts';

// What bác Sớm needs is written down at the counter, given to Mai with a promise, read on her own page, and met.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

/** A working day some weeks ahead, so that a promise can be made whenever this runs: never a Saturday, Sunday or known holiday. */
const promised = (): string => {
	const day = new Date(Date.now() + 21 * 86_400_000);
	while (day.getUTCDay() % 6 === 0 || /-(?:01-01|04-30|05-01|09-0[12])/.test(day.toISOString()))
		day.setUTCDate(day.getUTCDate() + 1);
	return day.toISOString().slice(0, 10);
};

test('recorded at the counter, given with a promise, read by her, met; a code is refused aloud and not kept', async () => {
	const [guide, leader] = [await walker(browser), await walker(browser)];
	const her = await walker(browser, { width: 360, height: 740, script: false });
	await signIn(guide.page, 'lua', 'Bàn hướng dẫn 1');
	await guide.page.goto(`${origin}/can-bo/quay`);
	await openSession(guide, SOM);
	await guide.page.keyboard.press('Alt+n');
	await guide.page.waitForURL(/phien\/nhu-cau/);
	await guide.page.locator('input[name=kind][value=health]').check();
	await guide.page.locator('#note').fill('mã OTP 482913');
	await guide.page.getByRole('button', { name: 'Ghi việc này' }).click();
	await guide.page.getByText('đừng cho ai biết mã hay số này').waitFor();
	expect(await guide.page.locator('audio').count()).toBe(1);
	expect(await guide.page.locator('#note').inputValue()).toBe('');
	expect(await guide.page.locator('input[name=kind][value=health]').isChecked()).toBe(true);
	await guide.page.locator('#note').fill('muốn đặt lịch khám mắt');
	await guide.page.getByRole('button', { name: 'Ghi việc này' }).click();
	await guide.page.getByText('Đã ghi. Việc này nằm trên bảng.').waitFor();
	await guide.page.keyboard.press('F10');
	await guide.page.waitForURL(/can-bo\/quay/);

	await signIn(leader.page, 'thach', null);
	await leader.page.goto(`${origin}/can-bo/nhu-cau?loai=health`);
	await leader.page.getByRole('link', { name: 'Sương Thị Sớm' }).click();
	await leader.page.getByText('muốn đặt lịch khám mắt').waitFor();
	await leader.page.locator('#helper').selectOption({ label: 'Nắng Thị Mai' });
	await leader.page.locator('#plan').selectOption('by-phone');
	await leader.page.locator('#promised').evaluate((box: HTMLInputElement) => box.removeAttribute('min'));
	await leader.page.locator('#promised').fill('2026-01-01');
	await leader.page.getByRole('button', { name: 'Ghi người giúp và ngày hẹn' }).click();
	await leader.page.locator('#promised-error').waitFor();
	expect(await leader.page.locator('#helper option:checked').innerText()).toBe('Nắng Thị Mai');
	await leader.page.locator('#promised').fill(promised());
	await leader.page.getByRole('button', { name: 'Ghi người giúp và ngày hẹn' }).click();
	await leader.page.locator('.history li', { hasText: 'Giao và hẹn' }).waitFor();

	await her.page.goto(`${origin}/cua-toi`);
	await her.page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
	await her.page.waitForURL(`${origin}/cua-toi`);
	const mine = her.page.locator('li', { hasText: 'Sổ sức khỏe, đặt lịch khám' });
	expect(await mine.innerText()).toContain('Nắng Thị Mai giúp bác, hẹn');
	expect(await mine.innerText()).toContain('muốn đặt lịch khám mắt');
	await her.page.getByRole('button', { name: 'Giấy tờ' }).click();
	await her.page.getByText(/Cháu đã ghi|đang có việc này rồi/).waitFor();

	await leader.page.getByRole('button', { name: 'Xong, bác đã có điều bác cần' }).click();
	await leader.page.getByText('Đã đóng ngày').waitFor();
	await leader.page.goto(`${origin}/can-bo/nhu-cau?xem=hoi-lai`);
	await leader.page.getByRole('button', { name: 'Tự làm được' }).first().waitFor();
	await her.page.goto(`${origin}/cua-toi`);
	expect(await her.page.locator('li', { hasText: 'Sổ sức khỏe, đặt lịch khám' }).count()).toBe(0);
	for (const one of [guide, leader, her]) {
		calm(one);
		await one.context.close();
	}
});

test('a code typed into the finder stands in no address and in no box', async () => {
	const one = await walker(browser, { width: 360, height: 740, script: false });
	await one.page.goto(`${origin}/tim?q=ma+otp+482913`);
	await one.page.getByText('đừng cho ai biết mã hay số này').waitFor();
	expect(one.page.url()).toBe(`${origin}/tim?nhac=ma`);
	expect(await one.page.content()).not.toContain('482913');
	calm(one);
	await one.context.close();
});
