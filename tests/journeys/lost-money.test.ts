import postgres from 'postgres';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { embeddedUrls } from '../../house/lib/database-access.mjs';
import { calm, openBrowser, origin, ports, signIn, walker } from './walk.ts';

// Whoever has just lost money: from the first word, before anything is asked, to the second week.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

/** What a clock does: all of this ticket is so much longer ago. */
async function later(ticket: string, span: string): Promise<void> {
	const { ownerUrl } = embeddedUrls(inject('dataDir'), ports()['DATABASE_PORT'])!;
	const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { search_path: 'thanh_hoa,public' } });
	try {
		await sql`update support_ticket set made_at = made_at - ${span}::interval, next_on = (next_on - ${span}::interval)::date where id = ${ticket}`;
		await sql`update support_event set at = at - ${span}::interval where ticket_id = ${ticket}`;
		await sql`update support_loss_event set at = at - ${span}::interval where ticket_id = ${ticket}`;
		await sql`update support_loss set begun_at = begun_at - ${span}::interval, handed_at = handed_at - ${span}::interval,
			day_call_at = day_call_at - ${span}::interval, week_call_at = week_call_at - ${span}::interval where ticket_id = ${ticket}`;
	} finally {
		await sql.end();
	}
}

/** No page of it has a box into which an account, a code or a password fits by its name. */
async function asksNothing(page: Page): Promise<void> {
	const boxes = await page
		.locator('main :is(input:not([type=hidden], [type=radio]), textarea, select)')
		.evaluateAll((all) => all.map((one) => one.getAttribute('name')));
	for (const name of boxes) expect(['words', 'caller', 'phone', 'why']).toContain(name);
}

async function begin(page: Page): Promise<string> {
	await page.goto(`${origin}/can-bo/mat-tien`);
	await page.getByRole('button', { name: 'Có người vừa mất tiền' }).click();
	await page.waitForURL(/mat-tien\/[0-9a-f-]{36}/);
	return /mat-tien\/([0-9a-f-]{36})/.exec(page.url())![1]!;
}

test('one key begins, the card speaks, the police have it, two calls are made, and it is over by her word in the second week', async () => {
	const lua = await walker(browser, { script: false });
	const { page } = lua;
	await signIn(page, 'lua', null);
	const ticket = await begin(page);
	const url = page.url();
	expect(await page.locator('h1').innerText()).toBe('Chưa ghi tên, vừa mất tiền: còn 15 phút của 15 phút đầu');
	expect(await page.locator('audio').getAttribute('src')).toContain('gio-dau');
	await asksNothing(page);
	await page.locator('button[name=step][value="1"]').click();
	await page.locator('.tag.done').first().waitFor();
	await page.locator('button[name=step][value="2"]').click();
	await page.getByRole('radio', { name: 'Chuyển khoản' }).check();
	await page.getByRole('radio', { name: 'Hàng xóm' }).check();
	const told = page.waitForEvent('load');
	await page.getByRole('button', { name: 'Ghi lại' }).click();
	await told;
	await page.locator('#caller').fill('Rêu Thị Suối');
	await page.locator('#phone').fill('0900 000 557');
	await page.getByRole('button', { name: 'Ghi tên' }).click();
	await page.getByRole('heading', { name: /^Rêu Thị Suối, vừa mất tiền/ }).waitFor();
	expect(await page.getByRole('radio', { name: 'Hàng xóm' }).isChecked()).toBe(true);

	// Two at once: Mai presses on what she saw before Lúa handed it over.
	const mai = await walker(browser, { script: false });
	await signIn(mai.page, 'mai', null);
	await mai.page.goto(url);
	await page.getByRole('button', { name: 'Sấm Văn Vang đã nhận' }).click();
	await page.getByRole('heading', { name: /đã giao công an sau \d+ phút$/ }).waitFor();
	await mai.page.getByRole('button', { name: 'Sấm Văn Vang đã nhận' }).click();
	await mai.page.getByText(/vừa sửa phiếu này lúc \d\d:\d\d/).waitFor();

	// The next day, and the week after: at least two days on, whatever days of rest there are.
	await later(ticket, '8 days');
	const row = () => page.locator('li', { hasText: 'Rêu Thị Suối' });
	await page.goto(`${origin}/can-bo/mat-tien`);
	await row().getByText('Đã khoá tài khoản chưa, ngủ được không?').waitFor();
	await row().getByRole('button', { name: 'Không gặp được' }).first().click();
	await page.waitForURL(`${origin}/can-bo/mat-tien`);
	expect(await row().getByRole('button', { name: 'Đã khoá, ngủ được' }).count()).toBe(0);
	await later(ticket, '8 days');
	await page.goto(`${origin}/can-bo/mat-tien`);
	await row().getByText('đã thử 1 lần').waitFor();
	await row().getByRole('button', { name: 'Đã khoá, ngủ được' }).click();
	await page.waitForURL(`${origin}/can-bo/mat-tien`);
	await page.goto(url);
	expect(await page.getByRole('button', { name: 'Bác nói đã yên: xong phiếu' }).count()).toBe(0);
	await page.goto(`${origin}/can-bo/mat-tien`);
	await row().getByRole('button', { name: 'Không ai hứa gì' }).click();
	await page.waitForURL(`${origin}/can-bo/mat-tien`);
	await page.goto(url);
	await page.getByRole('button', { name: 'Bác nói đã yên: xong phiếu' }).click();
	await page.waitForURL(url);
	await page.goto(`${origin}/can-bo/mat-tien`);
	expect(await row().count()).toBe(0);
	for (const one of [lua, mai]) {
		calm(one);
		await one.context.close();
	}
});

test('left without the police it stands on top, in lacquer and late in the menu; the clock counts on by itself', async () => {
	const mai = await walker(browser);
	const { page } = mai;
	await signIn(page, 'mai', null);
	const ticket = await begin(page);
	await later(ticket, '13 minutes');
	await page.reload();
	expect(await page.locator('h1').innerText()).toContain('còn 2 phút của 15');
	await later(ticket, '7 minutes');
	await page.reload();
	expect(await page.locator('h1').innerText()).toBe('Chưa ghi tên, vừa mất tiền: chưa giao công an, trễ 5 phút');
	await page.goto(`${origin}/can-bo/ho-tro`);
	const first = page.locator('tbody tr').first();
	expect(await first.getAttribute('class')).toContain('pressing');
	await first.getByRole('link', { name: 'Giờ đầu mất tiền' }).click();
	await page.waitForURL(new RegExp(ticket));
	await page.getByRole('button', { name: 'Sấm Văn Vang đã nhận' }).click();
	await page.getByRole('heading', { name: /sau 20 phút, trễ$/ }).waitFor();
	calm(mai);
	await mai.context.close();
});

test('her own page asks nothing, works without script and is light; the number to call is the one that a leader set', async () => {
	const her = await walker(browser, { width: 360, height: 740, script: false });
	const reply = await her.page.goto(`${origin}/mat-tien?trung-tam=1`);
	expect((await reply!.body()).length).toBeLessThan(20 * 1024);
	expect(await her.page.locator('main input, main textarea, main form').count()).toBe(0);
	expect(await her.page.locator('main ol li').count()).toBe(6);
	expect(await her.page.locator('main a[href^="tel:"]').count()).toBe(0);
	const leader = await walker(browser, { script: false });
	await signIn(leader.page, 'thach', null);
	const set = async (digits: string): Promise<void> => {
		await leader.page.goto(`${origin}/can-bo/mat-tien`);
		await leader.page.locator('#centre').fill(digits);
		await leader.page.getByRole('button', { name: 'Lưu số' }).click();
		await leader.page.waitForURL(`${origin}/can-bo/mat-tien`);
	};
	await set('0900 000 779');
	// A second person sees it beside the old one; until then nobody rings it.
	await her.page.reload();
	expect(await her.page.locator('main a[href^="tel:"]').count()).toBe(0);
	expect(await leader.page.getByRole('button', { name: 'Đúng, cho hiện số mới' }).count()).toBe(0);
	const second = await walker(browser, { script: false, width: 360 });
	await signIn(second.page, 'ngau', null);
	await second.page.goto(`${origin}/can-bo/mat-tien`);
	expect(await second.page.getByRole('region', { name: 'Số mới chờ người thứ hai' }).innerText()).toContain(
		'0900000779'
	);
	await second.page.getByRole('button', { name: 'Đúng, cho hiện số mới' }).click();
	await second.page.waitForURL(`${origin}/can-bo/mat-tien`);
	calm(second);
	await second.context.close();
	await her.page.reload();
	expect(await her.page.locator('main a[href="tel:0900000779"]').innerText()).toContain('Gọi xã, có người giúp');
	await set('');
	for (const one of [her, leader]) {
		calm(one);
		await one.context.close();
	}
});
