import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskId } from '#seed/house.ts';
import { byKey } from './pages.ts';
import { phoneThatRings, rang, subscribed } from './rings.ts';
import { askHouse, calm, openBrowser, origin } from './walk.ts';

// A phone that asked to be rung is rung when its number is called: the stand-in of a push service opens what was sealed to it.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

test('whoever took a number on a phone is rung when it is called, with no word of what it is about; what rings opens their number', async () => {
	const given = await subscribed();
	const phone = await phoneThatRings(browser, given);
	const { page } = phone;
	await page.goto(`${origin}/lay-so?trung-tam=1`);
	await page.locator('a.choice[href*="viec="]').first().click();
	await page.locator('button[name=priority]').last().click();
	await page.waitForURL(/\/luot\//);
	const ticket = page.url().split('/').at(-1)!;
	await Promise.all([
		page.waitForEvent('load'),
		page.getByRole('button', { name: 'Báo trên máy này khi có tin' }).click()
	]);
	await page.getByText('Máy này sẽ báo khi có tin.').waitFor();
	expect(await rang(given)).toBe(0);
	const desk = deskId('desk-3');
	const there = await askHouse<{ id: string }>(
		`select id from ticket where desk_id = '${desk}' and state in ('called', 'serving') and ended_at is null`
	);
	for (const { id } of there) await byKey('khe', 'counter.finish', { ticket: id });
	await byKey('khe', 'counter.call-back', { ticket, desk });
	await expect.poll(() => rang(given), { timeout: 15_000 }).toBe(1);
	await page.goto(`${origin}/tin-moi`);
	expect(page.url()).toBe(`${origin}/luot/${ticket}`);
	await page.getByRole('heading', { name: /Quầy 3/ }).waitFor();
	await byKey('khe', 'counter.finish', { ticket });
	calm(phone);
});

test('an address at a host that no browser names is refused beside the key, and nothing rings', async () => {
	const phone = await phoneThatRings(browser, { ...(await subscribed()), endpoint: 'https://nghe-len.invalid/a' });
	const { page } = phone;
	await page.goto(`${origin}/lay-so?trung-tam=1`);
	await page.locator('a.choice[href*="viec="]').first().click();
	await page.locator('button[name=priority]').last().click();
	await page.waitForURL(/\/luot\//);
	await Promise.all([
		page.waitForEvent('load'),
		page.getByRole('button', { name: 'Báo trên máy này khi có tin' }).click()
	]);
	await page.getByText('Trình duyệt này chưa nhận báo được.').waitFor();
	expect(await page.getByRole('button', { name: 'Báo trên máy này khi có tin' }).count()).toBe(1);
});
