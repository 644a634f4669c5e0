import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findJudgement } from '#capabilities/learning/frame.ts';
import { openSession } from './guide.ts';
import { faultsOf } from './page-faults.ts';
import { askHouse, calm, openBrowser, origin, signIn, walker } from './walk.ts';

// Bác Hè asks at the counter what to learn and where to begin. Lúa turns the screen: two topics, a few things to hear, one way on from each.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const PLACE = `${origin}/can-bo/phien/xep-lop`;

/** The item that is asked: nothing of what it is stands on the page, nor how many were so, nor a clock that runs. */
async function asked(page: Page): Promise<string> {
	const item = (await page.locator('[data-judge]').getAttribute('data-judge'))!;
	expect(await page.content()).not.toContain(findJudgement(item)!.because.vi);
	expect(await page.locator('audio').count()).toBe(1);
	const said = await page.locator('main').innerText();
	expect(said).toContain('không phải vội');
	expect(said).not.toMatch(/\bsai\b|còn \d+ (phút|giây)|\d+\s*(\/|trên|%)\s*\d*/i);
	return item;
}

/** The page as it stands, in each language. */
async function looksWell(page: Page): Promise<void> {
	for (const lang of ['en', 'hi', 'vi'] as const) {
		await page.context().addCookies([{ name: 'lang', value: lang, url: origin }]);
		await page.goto(PLACE);
		expect(await faultsOf(page, '/can-bo/phien/xep-lop', lang, []), lang).toEqual([]);
	}
}

/** Chosen by its picture, well or otherwise. */
async function choose(page: Page, well: boolean): Promise<string> {
	const item = await asked(page);
	const { right, choices } = findJudgement(item)!;
	const choice = well ? right : choices.find(({ id }) => id !== right)!.id;
	await page.locator(`button[name=choice][value="${choice}"]`).click();
	await page.waitForFunction((was) => !document.querySelector(`[data-judge="${was}"]`), item);
	return item;
}

/** Nobody whose next step another journey looks at. */
const HE = '003058007715||Nắng Văn Hè|05061958|Nam|thôn Gò Nắng|';

test('two topics beside Lúa: back and another tab change nothing, one begins in a class, of the other she is looked on', async () => {
	// Walked once more in the same house she begins anew.
	await askHouse('delete from placement');
	const guide = await walker(browser);
	const { page } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await page.goto(`${origin}/can-bo/quay`);
	await openSession(guide, HE);
	await page.goto(`${origin}/can-bo/phien/viec-tiep`);
	await page.getByRole('link', { name: 'Học gì, bắt đầu từ đâu' }).click();
	await page.waitForURL(PLACE);
	for (const box of await page.locator('input[name=topics]').all()) await box.uncheck();
	await page.getByRole('button', { name: 'Bắt đầu nghe' }).click();
	await page.locator('#topics-error').waitFor();
	expect(await faultsOf(page, '/can-bo/phien/xep-lop', 'vi', [])).toEqual([]);
	for (const topic of ['e-id', 'medical-booking']) await page.locator(`input[value="${topic}"]`).check();
	// By the keyboard, as the counter works.
	await page.getByRole('button', { name: 'Bắt đầu nghe' }).press('Enter');
	await page.locator('[data-judge]').waitFor();

	const tab = await guide.context.newPage();
	await tab.goto(PLACE);
	const first = await choose(page, true);
	expect(first.startsWith('T4')).toBe(true);
	// The other tab still asks it: what she says there is kept, and the first answer counts.
	expect(await asked(tab)).toBe(first);
	const { right, choices } = findJudgement(first)!;
	await tab.locator(`button[name=choice][value="${choices.find(({ id }) => id !== right)!.id}"]`).click();
	await tab.waitForFunction((was) => !document.querySelector(`[data-judge="${was}"]`), first);
	expect((await asked(tab)).startsWith('T4')).toBe(true);
	await tab.close();
	// Back to it, and pressed again otherwise: it leads to the one that comes now.
	const second = await asked(page);
	await page.goBack();
	await page.waitForURL(PLACE);
	await page.goto(PLACE);
	expect(await asked(page)).toBe(second);
	await looksWell(page);
	for (let n = 0; n < 3; n++) await choose(page, true);
	expect((await asked(page)).startsWith('T5')).toBe(true);

	// The minutes are over: what she heard stands, and going on asks the same one.
	const open = await asked(page);
	await askHouse(
		`update placement set begun_at = begun_at - interval '13 minutes', clock_from = clock_from - interval '13 minutes'`
	);
	await page.goto(PLACE);
	await page.getByText('Điều bác đã nghe vẫn còn.').waitFor();
	expect(await page.locator('[data-way="medical-booking"]').getAttribute('data-begin')).toBe('later');
	await page.getByRole('button', { name: 'Nghe tiếp' }).click();
	await page.locator('[data-judge]').waitFor();
	expect(await asked(page)).toBe(open);
	await choose(page, false);

	await page.locator('[data-way]').first().waitFor();
	expect(await page.locator('[data-way="e-id"]').getAttribute('data-begin')).toBe('ready');
	expect(await page.locator('[data-way="medical-booking"]').getAttribute('data-begin')).toBe('basics');
	expect(await page.locator('main').innerText()).not.toMatch(/\bsai\b|\d+\s*(\/|trên|%)|điểm/i);
	await looksWell(page);
	await page.locator('summary').first().click();
	expect(await page.locator('.again li').count()).toBe(5);
	for (const way of await page.locator('[data-way]').all()) expect(await way.locator('a.button').count()).toBe(1);
	await page.locator('[data-way="e-id"] a.button').click();
	await page.waitForURL(/phien\/viec-hoc\/T4\.\d$/);
	await page.goBack();
	await page.locator('[data-way="e-id"]').getByRole('button', { name: 'Bác muốn học phần này trước' }).click();
	await page.waitForURL(/phien\/viec-tiep$/);
	await page.goto(PLACE);
	await page.getByText('Đây là phần bác đang muốn học.').waitFor();
	await page.locator('[data-way="medical-booking"] a.button').click();
	await page.waitForURL(/phien\/lop-hoc#[rs]-/);
	const at = new URL(page.url()).hash.slice(1);
	expect(await page.locator(`[id="${at}"]`).innerText()).toMatch(/Đặt lịch khám|người mới/);
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	calm(guide);
});
