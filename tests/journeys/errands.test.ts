import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCopy, practiceCopies } from '#capabilities/errands/copies.ts';
import type { PracticeCopy } from '#capabilities/errands/copy-shape.ts';
import { openSession, SOM } from './guide.ts';
import { faultsOf } from './page-faults.ts';
import { askHouse, calm, openBrowser, origin, signIn, walker, type Walker } from './walk.ts';

// Bác Sớm practises the errands by herself, on a small phone without script and without reading; then beside Lúa. What she types goes nowhere.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const HEIGHT = 780;
const MOST_BYTES = 20_000;

/** Words that nobody else types: wherever they turn up they came from a field of practice. */
const typed = (): string => `go-thu-${crypto.randomUUID().slice(0, 8)}`;

/** Everything that a browser sends while somebody practises: addresses and bodies. */
function overhear({ page }: Walker): string[] {
	const sent: string[] = [];
	page.on('request', (request) => sent.push(decodeURIComponent(request.url()), request.postData() ?? ''));
	return sent;
}

/** In how many rows of which tables of the house these words stand, whatever the table. */
async function rowsWith(words: string): Promise<string[]> {
	const tables = await askHouse<{ name: string }>(
		"select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = 'thanh_hoa'"
	);
	expect(tables.length).toBeGreaterThan(50);
	const found: string[] = [];
	for (const { name } of tables) {
		const [row] = await askHouse<{ n: number }>(
			`select count(*)::int as n from "${name}" t where t::text like '%${words}%'`
		);
		if (row!.n > 0) found.push(name);
	}
	return found;
}

/** The mark; no field but one of practice, which is in no form and has no name. */
async function nothingLeaves(page: Page): Promise<void> {
	expect(await page.locator('[data-practice-mark]').innerText()).toContain('TẬP');
	const fields = page
		.locator('main')
		.locator('input:not([type=hidden]):not([type=radio]), textarea, select, [contenteditable]');
	for (const field of await fields.all()) {
		const about = await field.evaluate((one: HTMLInputElement) => [one.form === null, one.name, one.autocomplete]);
		expect(about).toEqual([true, '', 'off']);
	}
}

/** One voice, not fetched before it is wanted; a picture on each key; all keys on the first screen; and a page that any line carries. */
async function askedWell(page: Page, keys: number): Promise<void> {
	expect(await page.locator('audio').count()).toBe(1);
	expect(await page.locator('audio').getAttribute('preload')).toBe('none');
	const all = page.locator('.deeds button');
	expect(await all.count()).toBe(keys);
	for (let n = 0; n < keys; n++) {
		expect(await all.nth(n).locator('svg').count()).toBe(1);
		const box = (await all.nth(n).boundingBox())!;
		expect(box.y + box.height).toBeLessThanOrEqual(HEIGHT);
		expect(box.height).toBeGreaterThanOrEqual(56);
	}
	expect((await page.content()).length).toBeLessThan(MOST_BYTES);
}

const at = async (page: Page): Promise<string> => (await page.locator('[data-screen]').getAttribute('data-screen'))!;

async function goThrough(
	page: Page,
	{ screens }: PracticeCopy,
	{ fits, words }: { fits: boolean; words: string }
): Promise<void> {
	for (const [n, { choices, types }] of screens.entries()) {
		expect(await at(page)).toBe(String(n + 1));
		await nothingLeaves(page);
		if (fits) await askedWell(page, choices.length);
		if (types) await page.locator('[data-practice-types]').fill(words);
		const [again, well] = [choices.find((one) => one.again)!, choices.find((one) => !one.again)!];
		if (n % 3 === 1) {
			await page.locator(`.deeds button[value=${again.id}]`).click();
			await page.waitForURL(/xem-lai/);
			expect(await page.locator('main').innerText()).toContain('Mình xem lại cùng nhau');
			expect(await page.locator('main').innerText()).toContain(again.again!.vi);
			expect(await page.locator('main').innerText()).not.toMatch(/(?<!\p{L})sai(?!\p{L})/iu);
			expect(await page.locator('audio').count()).toBe(1);
			await page.locator('a.wide').click();
			await page.waitForURL((url) => !url.search);
			if (types) await page.locator('[data-practice-types]').fill(words);
		}
		const html = await page.content();
		for (const one of choices) if (one.again) expect(html).not.toContain(one.again.vi);
		await page.locator(`.deeds button[value=${well.id}]`).click();
		await page.locator(`[data-screen="${n + 2 > screens.length ? 'end' : n + 2}"]`).waitFor();
	}
}

test('five errands by the pictures alone; what is typed is in no request and no row; three pictures tell it back', async () => {
	const her = await walker(browser, { width: 360, height: HEIGHT, script: false });
	const { page } = her;
	await page.goto(`${origin}/cua-toi`);
	await page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
	await page.waitForURL(`${origin}/cua-toi`);
	const sent = overhear(her);
	const words = typed();
	await page.goto(`${origin}/cua-toi/tap`);
	await page.locator('a[href="/cua-toi/tap/viec"]').click();
	await page.locator('.errands a').first().waitFor();
	expect(await page.locator('.errands a svg.picto').count()).toBe(5);
	const files = await askHouse(
		'select (select count(*) from case_file)::int as files, (select count(*) from payment)::int as paid'
	);
	for (const copy of practiceCopies) {
		await page.goto(`${origin}/cua-toi/tap/viec`);
		await page.locator(`.errands a[href$="/${copy.id}"]`).click();
		// Whoever practised before begins anew.
		if ((await at(page)) === 'end') await page.goto(`${origin}/cua-toi/tap/viec/${copy.id}?lai=dau`);
		await goThrough(page, copy, { fits: true, words });
		expect(await page.locator('.lay svg').count()).toBe(3);
		await page.locator('.lay a').first().click();
		await page.locator('.lay button').first().click();
		await page.locator('.told li').first().waitFor();
		expect(await page.locator('.told svg').count()).toBe(3);
		expect(await page.locator('main').innerText()).not.toMatch(/\d+\s*(\/|trên|%|điểm)/);
	}
	expect(
		await askHouse('select (select count(*) from case_file)::int as files, (select count(*) from payment)::int as paid')
	).toEqual(files);
	expect(sent.length).toBeGreaterThan(60);
	expect(sent.filter((one) => one.includes(words))).toEqual([]);
	expect(await rowsWith(words)).toEqual([]);
	// An errand that there is none of leads back to the list.
	await page.goto(`${origin}/cua-toi/tap/viec/shop`);
	await page.waitForURL(`${origin}/cua-toi/tap/viec`);
	calm(her);
});

test('a key that was seen an hour ago changes nothing and leads to what is open now', async () => {
	const her = await walker(browser, { width: 360, height: HEIGHT, script: false });
	const { page } = her;
	await page.goto(`${origin}/cua-toi`);
	await page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
	await page.waitForURL(`${origin}/cua-toi`);
	const here = `${origin}/cua-toi/tap/viec/book`;
	await page.goto(`${here}?lai=dau`);
	const run = await page.locator('input[name=run]').getAttribute('value');
	const well = findCopy('book')!.screens[0]!.choices.find((one) => !one.again)!.id;
	await page.locator(`.deeds button[value=${well}]`).click();
	await page.locator('[data-screen="2"]').waitFor();
	const send = (screen: number) =>
		her.context.request.post(`${here}?/press`, {
			...{ headers: { origin, accept: 'text/html' }, maxRedirects: 0 },
			form: { request: crypto.randomUUID(), run: run!, screen, choice: 'a' }
		});
	expect((await send(1)).status()).toBe(303);
	const ahead = await send(4);
	expect(ahead.status()).toBeGreaterThanOrEqual(400);
	expect(await ahead.text()).toContain('data-screen="2"');
	await page.goBack();
	await page.goto(here);
	expect(await at(page)).toBe('2');
	calm(her);
});

test('beside Lúa she pays with practice money and tells three steps; the task of a statement leads there', async () => {
	const guide = await walker(browser);
	const { page } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await page.goto(`${origin}/can-bo/quay`);
	await openSession(guide, SOM);
	await page.goto(`${origin}/can-bo/phien/viec-hoc/T1.6`);
	await page.locator('a[href="/can-bo/phien/tap/viec/look-up"]').click();
	await page.locator('[data-errand="look-up"]').waitFor();
	const sent = overhear(guide);
	const words = typed();
	await page.goto(`${origin}/can-bo/phien/tap/viec/look-up?lai=dau`);
	await goThrough(page, findCopy('look-up')!, { fits: false, words });
	for (const [n, help] of ['none', 'hint', 'none'].entries())
		await page.locator(`input[name=told-${n + 1}][value=${help}]`).check();
	expect(await faultsOf(page, '/can-bo/phien/tap/viec/look-up', 'vi', [])).toEqual([]);
	await page.getByRole('button', { name: 'Ghi lại' }).click();
	await page.locator('.told li').first().waitFor();
	expect(await page.locator('h1').innerText()).toContain('cùng nhau');
	expect(sent.filter((one) => one.includes(words))).toEqual([]);
	expect(await rowsWith(words)).toEqual([]);
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	calm(guide);
});
