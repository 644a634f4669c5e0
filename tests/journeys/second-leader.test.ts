import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsByAxe } from './axe.ts';
import { phoneThatRings, rang, subscribed } from './rings.ts';
import { calm, openBrowser, origin, signIn, standIn, walker } from './walk.ts';

// What waits for a second person reaches them: on their page, by a ring that says nothing of it, and by a letter that names nobody.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const ADDRESS = 'khoi@vi-du.invalid';
const letters = async (): Promise<string> =>
	(await fetch(`${standIn('GATEWAY_PORT')}/thu/hop/${encodeURIComponent(ADDRESS)}`)).text();
const TEXT = '/can-bo/bao-tin/loi/filing.posted';
const MINE = '/can-bo/bao-cho-toi';

test('a text of one leader is told to the second: a line, a ring, a letter; it is opened and decided, and the line is gone', async () => {
	const given = await subscribed();
	const second = await phoneThatRings(browser, given);
	const { page } = second;
	await signIn(page, 'khoi', null);
	await page.goto(`${origin}/can-bo/tai-khoan/nhan-tin`);
	await page.locator('#reach-email').fill(ADDRESS);
	await page
		.getByRole('button', { name: /Ghi, gửi/ })
		.last()
		.click();
	await expect.poll(letters, { timeout: 20_000 }).toMatch(/\d{4}\./);
	await page.locator('#digits-email').fill(/(\d{4})\.(?!.*\d{4}\.)/s.exec(await letters())![1]!);
	await page.getByRole('button', { name: 'Đúng máy tôi' }).click();
	await page.getByRole('button', { name: 'Gửi thư báo việc tới đây' }).click();
	await page.getByText('Từ giờ có việc báo cho anh chị').waitFor();
	expect(await faultsByAxe(page)).toEqual([]);
	await page.goto(`${origin}${MINE}`);
	await Promise.all([
		page.waitForEvent('load'),
		page.getByRole('button', { name: 'Báo trên máy này khi có tin' }).click()
	]);
	await page.getByText('Máy này sẽ báo khi có tin.').waitFor();
	const [lines, fresh] = [page.locator('.told > li'), page.locator('.told > li.fresh')];
	const [before, unread] = [await lines.count(), await fresh.count()];

	const leader = await walker(browser);
	await signIn(leader.page, 'thach', null);
	await leader.page.goto(`${origin}${TEXT}`);
	await leader.page.locator('#words').fill('kết quả của bác đã gửi qua bưu điện.');
	await leader.page.getByRole('button', { name: 'Gửi người thứ hai xem' }).click();
	await leader.page.getByText('Bản này chờ người thứ hai đồng ý.').waitFor();

	await expect.poll(() => rang(given), { timeout: 20_000 }).toBe(1);
	await expect.poll(letters, { timeout: 20_000 }).toContain('có lời báo tin mới chờ người thứ hai đọc và đồng ý');
	const letter = await letters();
	expect(letter).not.toContain('bưu điện');
	const code = /Mã tin (\d{4})\.(?!.*Mã tin)/s.exec(letter)![1]!;
	// What rings leads to their own page.
	await page.goto(`${origin}/tin-moi`);
	expect(page.url()).toBe(`${origin}${MINE}`);
	expect([await lines.count(), await fresh.count()]).toEqual([before + 1, unread + 1]);
	expect(await faultsByAxe(page)).toEqual([]);
	await lines.first().getByRole('button', { name: 'Mở' }).click();
	await page.waitForURL(`${origin}${TEXT}`);
	await page.goto(`${origin}${MINE}`);
	// It stands, and is read.
	expect([await lines.count(), await fresh.count()]).toEqual([before + 1, unread]);
	await page.goto(`${origin}/can-bo/tai-khoan/nhan-tin`);
	await page.getByText(`mã tin ${code.split('').join(' ')}`).waitFor();
	await page.goto(`${origin}${TEXT}`);
	await page.getByRole('button', { name: 'Tôi đồng ý lời này' }).click();
	await page.getByText('Từ giờ tin đi bằng lời này.').waitFor();
	await expect
		.poll(
			async () => {
				await page.goto(`${origin}${MINE}`);
				return lines.count();
			},
			{ timeout: 20_000 }
		)
		.toBe(before);
	for (const one of [leader, second]) calm(one);
	await leader.context.close();
});
