import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOn, SOM } from './guide.ts';
import { calm, device, openBrowser, origin, signIn, walker } from './walk.ts';

// A whole filing without a mouse: focus goes to the next question, digits choose, Enter and F2 go on, and each key says itself.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

/** A keyboard that counts: what is pressed in all, and what of it is an answer (a letter that is typed, a digit that chooses). */
function keyboardOf(page: Page) {
	const count = { all: 0, answers: 0 };
	const press = async (key: string, answers = false): Promise<void> => {
		count.all++;
		if (answers) count.answers++;
		// Nobody presses what they do not see: a page is shown once its keys work.
		await page.waitForLoadState();
		await page.keyboard.press(key);
	};
	const type = async (text: string): Promise<void> => {
		count.all += text.length;
		count.answers += text.length;
		await page.keyboard.type(text);
	};
	return { count, press, type };
}

/** Nobody has to look for a box: the page puts the focus there as it is drawn. */
const hasFocus = (page: Page, id: string): Promise<void> =>
	expect.poll(() => page.evaluate(() => document.activeElement?.id ?? '')).toBe(id);
const question = (page: Page): Promise<string | null> =>
	page
		.locator('input[name=question]')
		.inputValue({ timeout: 1000 })
		.catch(() => null);

/** Answers whatever is asked, by keys alone. */
async function answerByKeys(page: Page, { press, type }: ReturnType<typeof keyboardOf>): Promise<void> {
	for (let n = 0; n < 30; n++) {
		await page.waitForLoadState();
		if (page.url().includes('xem-lai')) return;
		const id = await question(page);
		const asked = page.locator('form.question');
		if ((await asked.locator('.option').count()) > 0) await press('1', true);
		else {
			await hasFocus(page, (await asked.locator('#y').count()) > 0 ? 'd' : 'raw');
			const text = (await asked.locator('#y').count()) > 0 ? null : await asked.locator('#raw').inputValue();
			if (text === null) {
				await press('Tab');
				await press('Tab');
				await type('1972');
			} else if (text === '') await type((await asked.locator('#raw').getAttribute('inputmode')) ? '2' : 'Kinh');
			await press('Enter');
		}
		await expect.poll(() => question(page), { timeout: 10_000 }).not.toBe(id);
	}
	throw new Error('asked without end');
}

test('a whole filing by the keyboard alone, in at most one and a half times the presses of its answers', async () => {
	const [guide, screen] = await Promise.all([walker(browser), walker(browser, { width: 1280, height: 800 })]);
	const { page } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await device(screen.page, 'second-screen');
	const keys = keyboardOf(page);
	await page.goto(`${origin}/can-bo/mo-phien`);
	await hasFocus(page, 'card');
	// The scanner types for the guide: it is counted as nothing.
	await page.keyboard.type(SOM);
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: /bắt đầu giúp/ }).waitFor();
	await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('person');
	await keys.press('Enter');
	await page.waitForURL(/can-bo\/phien/);
	await hasFocus(page, 'q');
	await keys.type('ban sao ket hon');
	await keys.press('Enter');
	await page.locator('[data-key="1"]').waitFor();
	expect(await page.locator('[data-key="1"]').getAttribute('value')).toBe('2.000635');
	await keys.press('1', true);
	await page.waitForURL(/giay-to/);
	for (let left = await page.locator('tbody tr').count(); left > 0; left--) {
		const judged = await page.locator('.v').count();
		await keys.press('1', true);
		await expect.poll(() => page.locator('.v').count(), { timeout: 8000 }).toBe(judged + 1);
	}
	await keys.press('F2');
	await page.waitForURL(/can-bo\/phien$/);
	await answerByKeys(page, keys);
	// The first of a shift is asked for its reason where the focus is; after it the same is offered again.
	if ((await page.locator('#reason').inputValue()) === '') {
		await hasFocus(page, 'reason');
		await keys.type('chưa có mức 2');
		await keys.press('Enter');
	} else await keys.press('F2');
	await page.getByRole('heading', { name: 'Chờ bác xác nhận' }).waitFor();
	// The screen follows by itself.
	await readOn(screen.page);
	await screen.page.getByRole('button', { name: /^Đúng rồi/ }).click();
	await page.locator('a[data-key=F2]').waitFor({ timeout: 10_000 });
	for (const to of [/tien$/, /nop$/, /phieu$/]) {
		await keys.press('F2');
		await page.waitForURL(to);
	}
	await page.locator('.digits').waitFor();
	await keys.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	expect(keys.count.all / keys.count.answers).toBeLessThanOrEqual(1.5);
	calm(guide);
}, 90_000);
