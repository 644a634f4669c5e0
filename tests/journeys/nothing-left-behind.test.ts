import type { Browser, Page } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Demo } from '../support/house.ts';
import { beginWith } from './guide.ts';
import { calm, openBrowser, origin, signIn, walker } from './walk.ts';

// The carry-over attack: finish with A, start with B on the same machine; nothing of A may be reached by whatever a
// curious hand can do in that browser.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const A = { words: 'cuc thi vang', secrets: ['Cúc Thị Vàng', '003180005563', 'xã Mây Trắng Xa'] };
const B = { words: 'man thi hong' };
const C = { words: 'gio van ben' };

const nothingOfA = (text: string, where: string): void => {
	for (const secret of A.secrets)
		expect(`${where}, ${secret}: ${text.includes(secret)}`).toBe(`${where}, ${secret}: false`);
};

test('after the end nothing of that person can be reached from that machine', async () => {
	const guide = await walker(browser);
	const { page, context } = guide;
	const downloads: string[] = [];
	page.on('download', (file) => downloads.push(file.suggestedFilename()));
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await beginWith(page, A.words);
	await page.locator('#q').fill('ban sao khai sinh');
	await page.locator('#q').press('Enter');
	await page.locator('button[value="2.000635"]').click();
	await page.waitForURL(/giay-to/);
	await page.goto(`${origin}/can-bo/phien?cau=registered-at`);
	await page.locator('#raw').fill('xã Mây Trắng Xa');
	await Promise.all([page.waitForEvent('load'), page.locator('form.question button.button').click()]);
	const seen = [
		'/can-bo/phien',
		'/can-bo/phien/xem-lai',
		'/can-bo/phien/giay-to',
		'/can-bo/phien/ba-nguoi',
		'/can-bo/phien/nho-nguoi',
		'/can-bo/phien/xem-lai/in',
		'/can-bo/phien/phieu/in'
	];
	for (const path of seen) await page.goto(origin + path);
	await page.goto(`${origin}/can-bo/phien/xem-lai`);
	expect(await page.locator('body').innerText()).toContain('003180005563');

	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	nothingOfA(await page.content(), 'the page after');
	for (let n = 0; n < 6; n++) {
		await page.goBack().catch(() => null);
		nothingOfA(await page.content(), `back ${n + 1}`);
	}
	await beginWith(page, B.words);
	const helping = await page.locator('.who strong').innerText();
	const replies: Promise<string>[] = [];
	page.on('response', (reply) =>
		replies.push(
			reply.text().then(
				(text) => `${reply.url()} ${text}`,
				() => ''
			)
		)
	);
	for (const path of seen) {
		await page.goto(origin + path);
		nothingOfA(await page.content(), path);
	}
	// A page that was left open in another tab empties itself; one that cannot hear of it neither writes into the next session nor ends it.
	const hears = await context.newPage();
	await hears.goto(`${origin}/can-bo/phien`);
	await context.route('**/duong-day.js', (route) => route.fulfill({ body: '', contentType: 'text/javascript' }));
	const stale = await context.newPage();
	await stale.goto(`${origin}/can-bo/phien`);
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	await hears.bringToFront();
	await hears.waitForURL(/het=1/);
	nothingOfA(await hears.content(), 'the tab that hears');
	expect(await hears.locator('body').innerText()).not.toContain(helping);
	await hears.close();
	await beginWith(page, C.words);
	await stale.locator('form[action="/can-bo/phien/ra"] button').first().click();
	await stale.waitForURL(/het=1/);
	expect(await stale.locator('body').innerText()).toContain('phiên đã kết thúc');
	await page.goto(`${origin}/can-bo/phien`);
	expect(page.url()).toContain('/can-bo/phien');

	// Two tabs, two files of one person: the page of the first writes nothing once the second lies open.
	const begin = async (tab: Page, words: string, code: string): Promise<void> => {
		await tab.goto(`${origin}/can-bo/phien?q=${encodeURIComponent(words)}`);
		await tab.locator(`button[value="${code}"]`).waitFor();
	};
	await begin(stale, 'ban sao khai sinh', '2.000635');
	await begin(page, 'tro cap huu tri xa hoi', '1.014027');
	await stale.locator('button[value="2.000635"]').click();
	await stale.waitForURL(/giay-to/);
	await page.locator('button[value="1.014027"]').click();
	await page.waitForURL(/giay-to/);
	await stale.locator('tbody tr').first().locator('form').first().locator('button').first().click();
	await stale.waitForURL(/khac=1/);
	expect(await stale.locator('body').innerText()).toContain('hồ sơ khác');
	await page.reload();
	expect(await page.locator('main').innerText()).toContain('Chưa xem');
	await stale.close();

	const tab = await context.newPage();
	for (const path of seen) {
		await tab.goto(origin + path);
		nothingOfA(await tab.content(), `a new tab, ${path}`);
	}
	// What was listened to is what was said: whoever hears nothing finds nothing.
	const answers = await Promise.all(replies);
	expect(answers.filter((answer) => answer.includes(helping)).length).toBeGreaterThan(1);
	for (const answer of answers) nothingOfA(answer, `the network, ${answer.slice(0, 80)}`);
	const kept = await page.evaluate(async () =>
		JSON.stringify([
			{ ...localStorage },
			{ ...sessionStorage },
			await caches.keys(),
			await indexedDB.databases(),
			document.cookie,
			[...document.querySelectorAll('input')].map((box) => box.value)
		])
	);
	nothingOfA(kept, 'storage and boxes');
	expect(downloads).toEqual([]);
	await page.goto(`${origin}/can-bo/phien`);
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	calm(guide);
	await context.close();
});

test('a second session on one machine is refused in words, and typed words are kept', async () => {
	const guide = await walker(browser);
	const { page } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await beginWith(page, B.words);
	await page.goto(`${origin}/can-bo/mo-phien`);
	expect(page.url()).toContain('/can-bo/phien');
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	await page.goto(`${origin}/can-bo/mo-phien`);
	await page.locator('main details summary').click();
	await page.locator('#name').fill('Sương 123');
	await page.locator('#hamlet').selectOption('thôn Bến Gió');
	await page.getByRole('button', { name: /Ghi và bắt đầu/ }).click();
	await page.waitForLoadState();
	expect(await page.locator('#name').inputValue()).toBe('Sương 123');
	expect(await page.locator('body').innerText()).toContain('Tên chỉ có chữ');
	await guide.context.clearCookies();
	await page.getByRole('button', { name: /Ghi và bắt đầu/ }).click();
	await page.waitForURL(/dang-nhap/);
	expect(await page.locator('body').innerText()).toContain('chưa được ghi');
	await guide.context.close();
});

test('the lantern opens by her password alone: not by Escape, not by a wrong word, not by a shift that ended', async () => {
	const guide = await walker(browser);
	const { page, context } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await beginWith(page, B.words);
	await page.clock.install();
	await page.goto(`${origin}/can-bo/phien`);
	const lantern = page.locator('dialog[data-idle]');
	const hide = async (): Promise<void> => {
		await page.clock.fastForward('11:00');
		await lantern.locator('input').waitFor();
	};
	await hide();
	for (let n = 0; n < 4; n++) await page.keyboard.press('Escape');
	expect(await lantern.evaluate((dialog: HTMLDialogElement) => dialog.open)).toBe(true);
	const tryWord = async (word: string): Promise<void> => {
		await lantern.locator('input').fill(word);
		await lantern.locator('input').press('Enter');
	};
	await tryWord('hoan toan sai');
	await lantern.getByRole('alert').waitFor();
	const demo = JSON.parse(readFileSync(join(inject('dataDir'), 'demo.json'), 'utf8')) as Demo;
	await tryWord(demo.staff.find(({ login }) => login === 'lua')!.password);
	await lantern.waitFor({ state: 'hidden' });
	expect(await page.locator('#q').isVisible()).toBe(true);

	// Her shift ended meanwhile: whatever is typed leads away from the page.
	await hide();
	await context.clearCookies();
	await tryWord('hoan toan sai');
	await page.waitForURL(/dang-nhap/);
	calm(guide);
	await context.close();
});
