import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { houseCards } from '#capabilities/help-cards/cards.ts';
import { calm, openBrowser, origin, signIn, walker, type Walker } from './walk.ts';

// The same thing answered once: from a ticket that is solved to a card that somebody walks on a phone who cannot read.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const WORDS = 'Máy in của cháu Bèo nhoè từ sáng.';
const clip = (n: number): string => `static/cach-lam/chu-to-${n}.ogg`;

async function pressed(page: Page, key: ReturnType<Page['locator']>, to: RegExp): Promise<void> {
	await Promise.all([page.waitForEvent('load'), key.click()]);
	await page.waitForURL(to);
}

/** A ticket of one's own machine that is solved. */
async function solvedTicket(page: Page): Promise<string> {
	await page.goto(`${origin}/can-bo/ho-tro/moi?ai=toi`);
	await page.locator('input[name=system][value=printer]').check();
	await page.locator('#words').fill(WORDS);
	await pressed(page, page.locator('form.sheet button.button').last(), /so=\d+/);
	const number = new URL(page.url()).searchParams.get('so')!;
	await pressed(page, page.getByRole('link', { name: new RegExp(`H ${number}\\b`) }), /ho-tro\/[0-9a-f-]{36}/);
	await page.locator('textarea[name=words]').fill('Đã thay giấy khô, in lại được.');
	await pressed(page, page.locator('button[name=kind][value=solved]'), /ho-tro\/[0-9a-f-]{36}/);
	return page.url();
}

/** What they see and hear on this screen, without a word of it: a picture that is large, a voice that is really there, and all of it in one look. */
async function walksByPicture({ page }: Walker, where: string): Promise<void> {
	const picture = await page.locator('main .step .picto').boundingBox();
	expect(Math.min(picture!.width, picture!.height), where).toBeGreaterThan(120);
	const voice = page.locator('main audio');
	expect([await voice.count(), await voice.getAttribute('preload')], where).toEqual([1, 'none']);
	if (/ 1$/.test(where)) {
		const heard = await page.context().request.get(`${origin}${await voice.getAttribute('src')}`);
		expect([heard.status(), heard.headers()['content-type']], where).toEqual([200, expect.stringMatching(/ogg/)]);
		// A phone that asks for two bytes first, before it plays anything, is given two.
		const headers = { range: 'bytes=0-1' };
		const part = await page.context().request.get(heard.url(), { headers });
		expect([part.status(), (await part.body()).length], where).toEqual([206, 2]);
	}
	const [low, key] = [await voice.boundingBox(), await page.locator('main nav a.button').last().boundingBox()];
	expect(low!.y + low!.height, `${where}: the voice is in sight`).toBeLessThanOrEqual(780);
	expect(key!.y + key!.height, `${where}: the way on is in sight`).toBeLessThanOrEqual(780);
	expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBe(360);
}

/** Forward by the key with an arrow until it is over; how many screens that were. */
async function walkToEnd(her: Walker, card: string): Promise<number> {
	for (let n = 1; ; n++) {
		await walksByPicture(her, `${card} ${n}`);
		const next = her.page.locator('main a[rel=next]');
		if ((await next.count()) === 0) return n;
		await next.click();
		await her.page.locator(`main[data-step="${n + 1}"]`).waitFor();
	}
}

async function writeCard(page: Page): Promise<void> {
	expect(await page.locator('select[name=system]').inputValue()).toBe('printer');
	expect(await page.locator('main').innerText()).not.toContain('Bèo');
	await page.locator('#title-vi').fill('Máy in nhoè');
	for (const [n, picture, words] of [
		[1, 'dark-screen', 'Tắt máy in. Chờ đếm đến hai mươi.'],
		[2, 'paper', 'Thay tập giấy khô.'],
		[3, 'ticket', 'Bật máy, in thử một phiếu.']
	] as const) {
		await page.locator(`select[name=step-${n}-picture]`).selectOption(picture);
		await page.locator(`textarea[name=step-${n}-vi]`).fill(words);
	}
	await pressed(page, page.getByRole('button', { name: 'Ghi thành bản mới' }), /da=viet/);
	await pressed(page, page.getByRole('link', { name: 'Hình và tiếng của từng bước' }), /\/tep$/);
	for (const n of [1, 2, 3]) {
		await page.locator(`#voice-${n}`).setInputFiles(clip(n));
		await pressed(page, page.locator('button[name=kind][value=voice]').nth(n - 1), /da=1/);
	}
}

test('drafted from a solved ticket, tried by a second person, walked by picture and voice alone, told to be otherwise, and tried again', async () => {
	const lua = await walker(browser, { script: false });
	await signIn(lua.page, 'lua', null);
	const ticket = await solvedTicket(lua.page);
	await pressed(lua.page, lua.page.getByRole('button', { name: 'Viết thẻ từ việc này' }), /the\/[0-9a-f-]{36}/);
	const card = /the\/([0-9a-f-]{36})/.exec(lua.page.url())![1]!;
	await writeCard(lua.page);
	await lua.page.goto(`${origin}/can-bo/the/${card}`);
	expect(await lua.page.locator('form[action="?/give"]').count()).toBe(0);

	const her = await walker(browser, { width: 360, height: 780, script: false });
	expect((await her.page.goto(`${origin}/the/${card}`))!.status()).toBe(404);
	const mai = await walker(browser, { script: false });
	await signIn(mai.page, 'mai', null);
	await mai.page.goto(`${origin}/can-bo/the/${card}`);
	await pressed(mai.page, mai.page.locator('form[action="?/give"] button'), /da=cho/);

	// By its picture in the list, then by arrows; the key that says that it is otherwise is the one in the form.
	await her.page.goto(`${origin}/the?trung-tam=1`);
	expect(await her.page.locator('main a.choice svg.picto').count()).toBeGreaterThan(houseCards.length);
	await her.page.locator(`main a.choice[href^="/the/${card}"]`).click();
	expect(await walkToEnd(her, 'own')).toBe(3);
	await her.page.locator('main a[rel=prev]').click();
	await her.page.locator('main[data-step="2"]').waitFor();
	await her.page.locator('main form button').click();
	await her.page.getByRole('status').waitFor();
	await her.page.locator('main a[rel=next]').click();
	await her.page.locator('main a[rel=up]').click();
	await her.page.locator('main a.choice').first().waitFor();

	// The ticket says which card was used; the staff try it again, as it was told.
	await mai.page.goto(ticket);
	const at = mai.page.locator('details', { has: mai.page.locator(`input[name=card][value="${card}"]`) });
	await at.locator('summary').click();
	await at.locator('input[name=step][value="2"]').check();
	await pressed(mai.page, at.getByRole('button'), /ho-tro\/[0-9a-f-]{36}/);
	await mai.page.getByText('Đã dùng thẻ “Máy in nhoè”, bản 5. Đã làm bước: 2.').waitFor();
	await lua.page.goto(`${origin}/can-bo/the`);
	const row = lua.page.locator('tbody tr', { has: lua.page.locator(`a[href="/can-bo/the/${card}"]`) });
	expect(await row.locator('.tag.late').count()).toBe(1);
	await row.getByRole('link').click();
	await lua.page.getByText('Bước 2: 1 lượt').waitFor();
	await pressed(lua.page, lua.page.locator('form[action="?/verify"] button'), /da=thu/);
	await lua.page.goto(`${origin}/can-bo/the`);
	expect(await row.locator('.tag.late').count()).toBe(0);

	// And a class hands it out: on its page the card stands by its picture.
	await lua.page.goto(`${origin}/can-bo/lop-hoc`);
	const run = (await lua.page
		.locator('main a[href*="/can-bo/lop-hoc/"]')
		.evaluateAll((all) => all.map((one) => one.getAttribute('href')!).find((href) => /[0-9a-f-]{36}$/.test(href))))!;
	await lua.page.goto(`${origin}${run}`);
	await lua.page.locator('select[name=card]').selectOption(card);
	await pressed(lua.page, lua.page.locator('form[action="?/name"] button'), /da=viec/);
	await her.page.goto(`${origin}${run.replace('/can-bo/lop-hoc', '/lop')}`);
	expect(await her.page.locator(`main a.choice[href="/the/${card}"] svg.picto`).count()).toBe(1);
	for (const one of [lua, mai, her]) calm(one);
});

test('each card of the house is walked on a phone by picture and voice, and printed with its version', async () => {
	const her = await walker(browser, { width: 360, height: 780, script: false });
	await her.page.goto(`${origin}/the`);
	expect(await her.page.locator('main audio').getAttribute('src')).toContain('cac-the');
	for (const { id, steps } of houseCards) {
		await her.page.goto(`${origin}/the/${id}`);
		expect(await walkToEnd(her, id)).toBe(steps.length);
	}
	const reply = await her.page.goto(`${origin}/the/wi-fi?buoc=2`);
	expect((await reply!.body()).length).toBeLessThan(24 * 1024);
	await her.page.goto(`${origin}/the/wi-fi/in`);
	expect(await her.page.locator('main li .picto').count()).toBe(5);
	expect(await her.page.locator('main .qr').count()).toBe(1);
	expect(await her.page.locator('main footer').innerText()).toContain('bản 1');
	calm(her);
});
