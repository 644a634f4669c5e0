import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPractice } from '#capabilities/practice/scams.ts';
import { openSession, SOM } from './guide.ts';
import { faultsOf } from './page-faults.ts';
import { calm, openBrowser, origin, signIn, walker } from './walk.ts';

// Bác Sớm practises by herself, on a small phone without script and without reading: by the pictures on the keys. Then beside Lúa.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const HEIGHT = 780;

/** Nothing on a page of practice can be typed into. */
async function nothingToType(page: Page): Promise<void> {
	const typed = page
		.locator('main')
		.locator('input:not([type=hidden]):not([type=radio]), textarea, select, [contenteditable]');
	expect(await typed.count()).toBe(0);
	expect(await page.locator('[data-practice-mark]').innerText()).toContain('TẬP');
}

/** One voice at most, and it is not fetched before it is wanted; the keys have a picture each and stand on the first screen. */
async function askedWell(page: Page, height: number): Promise<void> {
	expect(await page.locator('audio').count()).toBe(1);
	expect(await page.locator('audio').getAttribute('preload')).toBe('none');
	const keys = page.locator('.deeds button, .deeds a');
	expect(await keys.count()).toBe(3);
	for (let n = 0; n < 3; n++) {
		expect(await keys.nth(n).locator('svg').count()).toBe(1);
		const box = (await keys.nth(n).boundingBox())!;
		expect(box.y + box.height).toBeLessThanOrEqual(height);
		expect(box.height).toBeGreaterThanOrEqual(56);
	}
}

const asked = async (page: Page): Promise<string> => (await page.locator('[data-try]').getAttribute('data-try'))!;

/** What stands on a page before an answer: nowhere a word of what the item is, nor where its voice would say so. */
async function tellsNothing(page: Page, item: string): Promise<void> {
	const html = await page.content();
	const { turns, because, then, choices } = findPractice(item)!;
	expect(html).not.toMatch(/genuine|signs/);
	for (const said of [because, then, ...choices.map(({ comes }) => comes)]) expect(html).not.toContain(said.vi);
	const heard = await page.locator('.talk li').count();
	for (const { says } of turns.slice(heard)) expect(html).not.toContain(says.vi);
}

test('a set is answered by the pictures alone, a call is heard line by line, and back and twice are harmless', async () => {
	const her = await walker(browser, { width: 360, height: HEIGHT, script: false });
	const { page } = her;
	await page.goto(`${origin}/cua-toi`);
	await page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
	await page.waitForURL(`${origin}/cua-toi`);
	await page.goto(`${origin}/cua-toi/viec-hoc`);
	await page.locator('a[href="/cua-toi/tap"]').click();
	await page.waitForURL(`${origin}/cua-toi/tap`);
	await nothingToType(page);
	await page.locator('a.button.wide').click();
	const heard: string[] = [];
	for (let n = 0; n < 5; n++) {
		await page.locator('[data-try]').waitFor();
		const item = await asked(page);
		heard.push(item);
		const { medium, turns, genuine } = findPractice(item)!;
		for (let turn = medium === 'call' ? 1 : turns.length; ; turn++) {
			await nothingToType(page);
			await askedWell(page, HEIGHT);
			await tellsNothing(page, item);
			if (turn === turns.length) break;
			await page.locator('.deeds a').click();
			await page.waitForURL(/luot=/);
		}
		await page
			.locator(`button[name=act][value=${genuine ? 'follow' : medium === 'call' ? 'hang-up' : 'leave'}]`)
			.click();
		await page.locator(`[data-tried="${item}"]`).waitFor();
		await nothingToType(page);
		expect((await page.locator('.fingers .up').count()) > 0).toBe(!genuine);
		expect(await page.locator('h1.yes').count()).toBe(1);
		if (n === 0) {
			// The keys as she saw them, sent again with another choice: the first answer stands.
			const late = await her.context.request.post(`${origin}/cua-toi/tap/${item}?/answer`, {
				...{ headers: { origin, accept: 'text/html' }, maxRedirects: 0 },
				form: { request: crypto.randomUUID(), item, turn: turns.length, act: 'check' }
			});
			expect(late.status()).toBe(303);
			await page.goBack();
			await page.locator(`[data-tried="${item}"]`).waitFor();
			expect(await page.locator('h1.yes').innerText()).not.toContain('Hỏi lại');
		}
		if (n < 4) await page.locator('.row a.button').first().click();
	}
	expect(new Set(heard).size).toBe(5);
	await page.getByRole('link', { name: 'Hết lượt này rồi' }).click();
	await page.getByText('Lần tập sau').waitFor();
	expect(await page.locator('main').innerText()).not.toMatch(/\d+\s*(\/|trên|%)/);
	await page.locator('a[href="/cua-toi/tap/gio-dau"]').click();
	expect(await page.locator('.hour li svg').count()).toBe(6);
	// An item that is not hers now leads back to the beginning.
	await page.goto(`${origin}/cua-toi/tap/F9-z`);
	await page.waitForURL(`${origin}/cua-toi/tap`);
	calm(her);
});

test('beside Lúa she hangs up at the first line, and hears it again where she went along', async () => {
	const guide = await walker(browser);
	const { page } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await page.goto(`${origin}/can-bo/quay`);
	await openSession(guide, SOM);
	await page.goto(`${origin}/can-bo/phien/viec-hoc`);
	await page.locator('a[href="/can-bo/phien/tap"]').click();
	await nothingToType(page);
	await page.locator('a.button.wide').click();
	for (let n = 0; n < 5; n++) {
		await page.locator('[data-try]').waitFor();
		const { medium, genuine, id } = findPractice(await asked(page))!;
		await nothingToType(page);
		if (genuine || medium === 'call') {
			await page.locator(`button[name=act][value=${medium === 'call' ? 'hang-up' : 'leave'}]`).click();
			await page.locator(`[data-tried="${id}"]`).waitFor();
			await page.getByText(genuine ? 'Mình nghe lại cùng nhau' : 'Cúp ngay ở câu 1').waitFor();
		} else {
			await page.locator('button[name=act][value=follow]').click();
			await page.getByText('Mình nghe lại cùng nhau').waitFor();
			await page.locator('a[href="/can-bo/phien/tap/gio-dau"]').waitFor();
		}
		expect(await page.locator('main').innerText()).not.toMatch(/sai rồi/i);
		// Every page is looked at by `every-page`, but for what only stands after an answer.
		if (n === 0) expect(await faultsOf(page, '/can-bo/phien/tap', 'vi', [])).toEqual([]);
		if (n < 4) await page.locator('.row a.button').first().click();
	}
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	calm(guide);
});
