import { globSync, readFileSync } from 'node:fs';
import type { Browser, Download, Locator, Page } from 'playwright-core';
import jsQr from 'jsqr';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { owedSlip, paidSlip, payCash } from './pages.ts';
import { calm, openBrowser, origin, walker, type Walker } from './walk.ts';

// Whatever a resident is offered to keep arrives when it is pressed, and opens: found on the pages, no list to keep.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
	await payCash();
});
afterAll(() => browser.close());

/** Addresses of ours that answer without a page: what a link or form to one of them brings is a file, or leads on. */
const endpoints = globSync('src/routes/**/+server.ts')
	.filter((file) => /content-disposition|copyFile|text\/calendar/.test(readFileSync(file, 'utf8')))
	.map((file) => file.replaceAll('\\', '/').replace(/^src\/routes|\/\+server\.ts$/g, ''))
	.map((file) => new RegExp(`^${file.replace(/\/\([^)]+\)/g, '').replace(/\[[^\]]+\]/g, '[^/]+')}$`));
const isFile = (address: string | null): boolean =>
	address !== null && endpoints.some((one) => one.test(new URL(address, origin).pathname));

/** What can be pressed on the page that stands there and brings a file: links, and every key of a form. */
async function offered(page: Page): Promise<Locator[]> {
	const links = await page.locator('a[href]').all();
	const keys = await page.locator('form[action] button').all();
	const found: Locator[] = [];
	for (const link of links)
		if ((await link.getAttribute('download')) !== null || isFile(await link.getAttribute('href'))) found.push(link);
	for (const key of keys)
		if (isFile(await key.evaluate((one: HTMLButtonElement) => one.form?.getAttribute('action') ?? null)))
			found.push(key);
	return found;
}

const opens: Record<string, (bytes: Buffer) => Promise<void>> = {
	png: async (bytes) => {
		const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
		const read = jsQr as unknown as (data: Uint8ClampedArray, w: number, h: number) => { data: string } | null;
		expect(read(new Uint8ClampedArray(data), info.width, info.height)?.data).toMatch(/^000201/);
	},
	pdf: async (bytes) => {
		expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
		expect(bytes.subarray(-8).toString()).toContain('%%EOF');
	},
	ics: async (bytes) => expect(bytes.toString()).toMatch(/^BEGIN:VCALENDAR[\s\S]*END:VCALENDAR\s*$/),
	json: async (bytes) => expect(typeof JSON.parse(bytes.toString())).toBe('object'),
	html: async (bytes) => expect(bytes.toString()).toMatch(/^<!doctype html>[\s\S]*<\/html>\s*$/i)
};

async function read(download: Download): Promise<string> {
	expect(await download.failure()).toBeNull();
	const name = download.suggestedFilename();
	const bytes = readFileSync(await download.path());
	expect([name, bytes.length > 100]).toEqual([name, true]);
	await opens[name.split('.').at(-1)!]!(bytes);
	return name;
}

/** Presses all that the page offers, and answers what came. */
async function pressAll({ page }: Walker, path: string): Promise<string[]> {
	await page.goto(origin + path);
	const came: string[] = [];
	const count = (await offered(page)).length;
	for (let n = 0; n < count; n++) {
		const key = (await offered(page))[n]!;
		const arrives = page.waitForEvent('download', { timeout: 10_000 });
		await key.click();
		came.push(await read(await arrives));
	}
	return came;
}

/** Pages of one kind: another file, procedure or day is the same page. */
const kindOf = (path: string): string => path.split('?')[0]!.replace(/\/[^/]*\d[^/]*/g, '/n');

/** From page to page by every link of ours, each kind of page once: the staff's own door stays shut. */
async function crawl(walks: Walker, from: readonly string[]): Promise<{ seen: string[]; came: string[] }> {
	const [seen, came, ahead] = [new Set<string>(), [] as string[], [...from]];
	for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
		if (seen.has(kindOf(path)) || /^\/(can-bo|trinh-dien|dang-nhap|ngon-ngu)/.test(path) || isFile(path)) continue;
		seen.add(kindOf(path));
		came.push(...(await pressAll(walks, path)));
		const links = await walks.page
			.locator('a[href]')
			.evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
		ahead.push(...links.filter((one) => one.startsWith(`${origin}/`)).map((one) => one.slice(origin.length)));
	}
	return { seen: [...seen], came };
}

const kinds = (came: readonly string[]): string[] => [...new Set(came)].toSorted();

test.each([{ script: true }, { script: false }])(
	'whoever holds a slip keeps the code as a picture and the receipt as a file ($script)',
	async ({ script }) => {
		const her = await walker(browser, { width: 360, height: 740, script });
		await her.page.goto(`/theo-doi/${encodeURIComponent(await owedSlip())}`);
		expect(await pressAll(her, '/theo-doi/tra-tien')).toEqual(['ma-tra-tien.png']);
		await her.page.goto(`/theo-doi/${encodeURIComponent(await paidSlip())}`);
		expect(await pressAll(her, '/theo-doi/bien-lai')).toEqual(['bien-lai.pdf']);
		calm(her);
		await her.context.close();
	}
);

test('a key that was pressed too late leads to the page that says why, and leaves no broken file', async () => {
	const her = await walker(browser, { width: 360, height: 740 });
	const saved: string[] = [];
	her.page.on('download', (one) => saved.push(one.suggestedFilename()));
	await her.page.goto(`/theo-doi/${encodeURIComponent(await owedSlip())}`);
	const press = async () => {
		await her.page.goto('/theo-doi/tra-tien');
		return her.page.getByRole('link', { name: 'Lưu hình mã' });
	};
	// The half day of her slip is over.
	const key = await press();
	const kept = await her.context.cookies();
	await her.context.clearCookies();
	await key.click();
	await her.page.waitForURL(/\/theo-doi$/);
	await her.context.addCookies(kept);
	// Somebody paid meanwhile.
	const still = await press();
	await payCash('first');
	await still.click();
	await her.page.getByText('đã trả', { exact: false }).first().waitFor();
	expect(new URL(her.page.url()).pathname).toBe('/theo-doi/tra-tien');
	expect(saved).toEqual([]);
	calm(her);
	await her.context.close();
});

test('every page of the public: whatever it offers to keep arrives and opens, as does the copy of her data', async () => {
	const her = await walker(browser, { width: 1440 });
	await her.page.goto('/cua-toi');
	await her.page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
	await her.page.waitForURL('/cua-toi');
	await her.page.goto(`/theo-doi/${encodeURIComponent(await paidSlip())}`);
	const { seen, came } = await crawl(her, ['/', '/cua-toi', '/theo-doi/ho-so']);
	expect(seen.length).toBeGreaterThan(12);
	expect(kinds(came)).toEqual(['bien-lai.pdf', 'du-lieu-cua-toi.html', 'du-lieu-cua-toi.json']);
	calm(her);
	await her.context.close();
}, 180_000);
