import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { derive, readKeys } from '#platform/keys.server.ts';
import { faultsByAxe } from './axe.ts';
import { askHouse, calm, openBrowser, origin, signIn, walker } from './walk.ts';

// Whoever has no e-ID asks that somebody comes home, from the page of a procedure; whoever was not content says why and asks to be
// called. Both stand on the call list at once, with who calls.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const callList = async (names: readonly string[]) => {
	const leader = await walker(browser);
	await signIn(leader.page, 'thach', null);
	await leader.page.goto('/can-bo/danh-sach-goi');
	const rows = leader.page.locator('section[aria-labelledby=asked] tbody tr');
	const said = await Promise.all(names.map((name) => rows.filter({ hasText: name }).first().innerText()));
	return { leader, rows, said };
};

test('“Người của xã đến giúp được” is a key: no e-ID, no script, and the centre calls', async () => {
	await askHouse('delete from call_request');
	await askHouse('delete from attempt where true');
	const her = await walker(browser, { width: 360, height: 740, script: false });
	await her.page.goto('/thu-tuc/2.000635');
	await her.page.getByRole('link', { name: /Người của xã đến giúp được/ }).click();
	await her.page.getByRole('link', { name: 'xã Quảng Bình' }).click();
	await her.page.getByRole('button', { name: 'Xin người đến nhà' }).click();
	expect(await her.page.locator('#name-error').innerText()).toContain('Mời bác cho biết tên');
	await her.page.locator('#name').fill('Bưởi Thị Đào');
	await her.page.locator('#phone').fill('0900.000.417');
	await her.page.locator('#hamlet').fill('Gò Nắng');
	await her.page.getByRole('button', { name: 'Xin người đến nhà' }).click();
	await her.page.getByText('Đã ghi. Trung tâm gọi bác').waitFor();
	expect(await her.page.locator('main').innerText()).toMatch(/Chậm nhất thứ .*, \d+ tháng \d+/);

	const { leader, rows, said } = await callList(['Bưởi Thị Đào']);
	expect(said[0]).toContain('Xin người đến nhà 2.000635');
	expect(said[0]).toContain('0900000417');
	expect(said[0]).toContain('Núi Văn Thạch');
	expect(await faultsByAxe(leader.page)).toEqual([]);
	await rows.filter({ hasText: 'Bưởi Thị Đào' }).getByRole('button', { name: 'Đã gọi' }).click();
	await leader.page.waitForLoadState();
	expect(await rows.filter({ hasText: 'Bưởi Thị Đào' }).count()).toBe(0);
	for (const one of [her, leader]) {
		calm(one);
		await one.context.close();
	}
});

test('“Chưa tốt” asks why in four pictures, and offers to be called; the leader reads both', async () => {
	const [free] = await askHouse<{ id: string }>(
		'select coalesce(case_id, session_id) as id from rating_chance where used_at is null and expires_at > now() limit 1'
	);
	const token = derive(readKeys(join(inject('dataDir'), 'keys.json')), 'rating', free!.id).toString('base64url');
	const her = await walker(browser, { width: 360, height: 740 });
	await her.page.goto(`/khen-che/${token}`);
	await her.page.getByRole('button', { name: 'Chưa tốt' }).click();
	await her.page.getByRole('heading', { name: 'Chưa tốt ở chỗ nào' }).waitFor();
	expect(await her.page.locator('.choices svg').count()).toBe(4);
	expect(await faultsByAxe(her.page)).toEqual([]);
	for (const lang of ['en', 'hi', 'vi']) {
		await her.context.addCookies([{ name: 'lang', value: lang, url: origin }]);
		await her.page.reload();
		expect(await her.page.locator('.choices .choice').count()).toBe(4);
	}
	await her.page.getByRole('button', { name: 'Phải chờ lâu' }).click();
	await her.page.getByText('Chúng cháu xin lỗi bác').waitFor();
	await her.page.locator('#name').fill('Sương Thị Sớm');
	await her.page.locator('#phone').fill('12');
	await her.page.getByRole('button', { name: 'Gọi lại cho tôi' }).click();
	expect(await her.page.locator('#phone-error').innerText()).toContain('bắt đầu bằng 0');
	expect(await her.page.locator('#name').inputValue()).toBe('Sương Thị Sớm');
	await her.page.locator('#phone').fill('0900 000 318');
	await her.page.getByRole('button', { name: 'Gọi lại cho tôi' }).click();
	await her.page.getByText('Đã ghi lời xin gọi lại của bác.').waitFor();
	expect(await her.page.locator('form').count()).toBe(0);

	const { leader, said } = await callList(['Sương Thị Sớm']);
	expect(said[0]).toContain('Đánh giá chưa tốt, xin gọi lại: Phải chờ lâu');
	expect(said[0]).toContain('Núi Văn Thạch');
	for (const one of [her, leader]) {
		calm(one);
		await one.context.close();
	}
});
