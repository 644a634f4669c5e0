import { generateKeyPairSync } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHouse, calm, openBrowser, origin, ports, signIn, walker } from './walk.ts';

// Whoever leads an area divides a hamlet, looks at what that brings, and hands it over; and binds a phone, whose owner says it is not theirs.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const hamletId = async (name: string): Promise<number> =>
	(await askHouse<{ id: number }>(`select id from place where kind = 'hamlet' and name = '${name}'`))[0]!.id;
const areasIn = (hamlet: number) =>
	askHouse<{ name: string; doors: number; hands: number }>(`
		select a.name, (select count(*)::int from field_holding h where h.area_id = a.id) as doors,
			(select count(*)::int from field_worker w where w.area_id = a.id and w.until is null) as hands
		from field_area a where a.hamlet_id = ${hamlet} order by a.name`);

const press = async (page: Page, words: string | RegExp): Promise<void> => {
	await page.getByRole('button', { name: words }).click();
	await page.waitForLoadState();
};
const head = (page: Page) => page.locator('h1').innerText();

test('a hamlet that nobody goes to is divided in two by keys and links alone, tried, taken back, and handed over as it was shown', async () => {
	const lead = await walker(browser, { script: false });
	const { page } = lead;
	await signIn(page, 'bien', null);
	await page.goto(`${origin}/can-bo/dia-ban`);
	const hamlet = await hamletId('thôn Cầu Mây');
	await page.goto(`${origin}/can-bo/dia-ban/${hamlet}`);
	await press(page, 'Bắt đầu chia');
	await press(page, 'Khu mới');
	// Two tabs: what the first does, the second is told before it presses anything that it has not seen.
	const stale = await lead.context.newPage();
	await stale.goto(page.url());
	const lanes = page.locator('section', { hasText: 'Chia theo ngõ' }).locator('tbody tr');
	const count = await lanes.count();
	for (let n = 0; n < count; n++) {
		await lanes
			.nth(n)
			.getByRole('link', { name: n === 0 ? /khu A$/ : /khu B$/ })
			.click();
		await page.waitForLoadState();
		expect(await page.locator('#thu').innerText()).toContain('gia đình đổi người');
		await press(page, /^Chuyển/);
	}
	await press(stale, 'Khu mới');
	expect(await stale.locator('main').innerText()).toContain('Có người vừa sửa bản chia này');
	await stale.close();
	await press(page, /^Hoàn tác/);
	expect(await head(page)).toMatch(/^Thôn Cầu Mây chia 2 khu/);
	await lanes
		.last()
		.getByRole('link', { name: /khu B$/ })
		.click();
	await press(page, /^Chuyển/);
	for (const letter of ['A', 'B']) {
		const row = page.locator('.parts tbody tr', { has: page.locator(`th:has-text("${letter}")`) });
		await row.locator('summary').click();
		await row.getByLabel('Sóng Thị Biển').check();
		await row.getByRole('button', { name: 'Chọn' }).click();
		await page.waitForLoadState();
	}
	await page.getByRole('link', { name: /Xem rồi giao 2 khu/ }).click();
	const shown = await page.locator('#thu').innerText();
	const families = Number(/(\d+)\s+gia đình đổi người/.exec(shown)![1]);
	expect(shown).toContain('thêm Sóng Thị Biển');
	expect(await areasIn(hamlet)).toEqual([]);
	await press(page, /^Giao 2 khu/);
	const areas = await areasIn(hamlet);
	expect(areas.map(({ name, hands }) => [name, hands])).toEqual([
		['thôn Cầu Mây A', 1],
		['thôn Cầu Mây B', 1]
	]);
	expect(areas.reduce((sum, { doors }) => sum + doors, 0)).toBe(families);
	expect(await page.locator('main').innerText()).toContain('thôn Cầu Mây B');
	calm(lead);
	await lead.context.close();
});

test('a line is drawn around doors by pointer, tried, and put', async () => {
	const lead = await walker(browser);
	const { page } = lead;
	await signIn(page, 'thach', null);
	await page.goto(`${origin}/can-bo/dia-ban/${await hamletId('thôn Gò Nắng')}`);
	await page.locator('[data-open]').click();
	const map = (await page.locator('[data-draw]').boundingBox())!;
	for (const [x, y] of [
		[0.01, 0.02],
		[0.35, 0.02],
		[0.35, 0.98],
		[0.01, 0.98]
	])
		await page.locator('[data-draw]').click({ position: { x: x! * map.width, y: y! * map.height } });
	expect(await page.locator('[data-count]').innerText()).toBe('4');
	await page.locator('[data-draw-form] select').selectOption('B');
	await page.locator('[data-try]').click();
	await page.waitForURL(/khoanh=/);
	expect(await page.locator('#thu h2').innerText()).toBe('Thử: các nhà trong đường khoanh sang khu B');
	await press(page, /^Chuyển/);
	expect(page.url()).not.toContain('khoanh');
	calm(lead);
	await lead.context.close();
});

test('a phone is bound by its digits; whose it is sees who did that, and parts it when it is not theirs', async () => {
	const field = `http://127.0.0.1:${ports()['FIELD_PORT']}`;
	const post = async (path: string, body: unknown) =>
		(
			await fetch(field + path, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body)
			})
		).json();
	const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const phone = crypto.randomUUID();
	await post('/dong-bo/xin', {
		phone,
		publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
	});
	const { code } = (await post('/dong-bo/ghep', { phone })) as { code: string };
	const lead = await walker(browser, { width: 360, script: false });
	await signIn(lead.page, 'bien', null);
	await lead.page.goto(`${origin}/can-bo/dien-thoai`);
	await lead.page.locator('#code').fill('12345');
	await press(lead.page, /^Ghép máy/);
	const said = await lead.page.locator('main').innerText();
	expect(said).toContain('Mời chọn máy này của ai.');
	expect(await lead.page.locator('#code').inputValue()).toBe('');
	await lead.page.locator('#code').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
	await lead.page.locator('#staff').selectOption({ label: 'Suối Văn Khế' });
	await press(lead.page, /^Ghép máy/);
	expect(await lead.page.locator('main [role=status]').innerText()).toContain('Đã ghép');
	const khe = await walker(browser, { width: 360, script: false });
	await signIn(khe.page, 'khebien', null);
	expect(khe.page.url()).toBe(`${origin}/can-bo/di-thon`);
	expect(await khe.page.locator('main').innerText()).toContain('Sóng Thị Biển ghép');
	await khe.page.locator('summary', { hasText: 'Không phải máy tôi' }).click();
	await press(khe.page, 'Đúng, cắt máy này');
	expect(await khe.page.locator('main').innerText()).toContain('Chưa có điện thoại nào ghép với bạn.');
	await lead.page.goto(`${origin}/can-bo/dien-thoai`);
	await lead.page.locator('summary', { hasText: 'Đã cắt' }).click();
	expect(await lead.page.locator('main').innerText()).toContain('Suối Văn Khế');
	calm(lead);
	calm(khe);
	await Promise.all([lead.context.close(), khe.context.close()]);
});
