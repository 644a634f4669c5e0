import sharp from 'sharp';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { begin, beginWith } from './guide.ts';
import { payCash } from './pages.ts';
import { answerAll, askHouse, calm, openBrowser, origin, signIn, walker, type Walker } from './walk.ts';

// What staff open of somebody in a tab of its own, be it a picture, a PDF, a paper: it goes from there by itself.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const SOON = { timeout: 8000 };

/** A page with a red square: the smallest file that a viewer of PDF opens. */
const pdf = (): Buffer => {
	const objects = [
		'<</Type/Catalog/Pages 2 0 R>>',
		'<</Type/Pages/Kids[3 0 R]/Count 1>>',
		'<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R>>',
		'<</Length 30>>\nstream\n1 0 0 rg 20 20 260 260 re f    \nendstream'
	];
	const body = objects.map((one, n) => `${n + 1} 0 obj\n${one}\nendobj\n`);
	const starts = body.map((_, n) => '%PDF-1.4\n'.length + body.slice(0, n).join('').length);
	const table = starts.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
	const end = `trailer\n<</Root 1 0 R/Size 5>>\nstartxref\n${'%PDF-1.4\n'.length + body.join('').length}\n%%EOF\n`;
	return Buffer.from(`%PDF-1.4\n${body.join('')}xref\n0 5\n0000000000 65535 f \n${table}${end}`);
};

async function attach({ page }: Walker, row: number, file: { name: string; mimeType: string; buffer: Buffer }) {
	const form = page.locator('form', { has: page.locator('input[type=file]') }).nth(row);
	await form.locator('input[id^=file]').setInputFiles(file);
	await Promise.all([page.waitForEvent('load'), form.locator('button').first().click()]);
}

async function opened(context: BrowserContext, link: () => Promise<void>): Promise<Page> {
	const [tab] = await Promise.all([context.waitForEvent('page'), link()]);
	await tab.waitForLoadState();
	return tab;
}

/** What the page of a file may frame, and who may frame the file. */
async function framing(tab: Page): Promise<{ page: string; file: string; type: string; status: number }> {
	const src = (await tab.locator('iframe').getAttribute('src'))!;
	const [page, file] = await Promise.all([
		tab.context().request.get(tab.url()),
		tab.context().request.get(new URL(src, origin).href)
	]);
	const policy = 'content-security-policy';
	const { [policy]: said = '', 'content-type': type = '' } = file.headers();
	return { page: page.headers()[policy] ?? '', file: said, type, status: file.status() };
}

async function isGone(tab: Page): Promise<void> {
	await tab.waitForURL(/\/da-xoa$/, SOON);
	expect(await tab.locator('body').innerText()).toContain('Đã xoá khỏi thẻ này');
	// Nor by the back button: what was there is of a session that is over.
	await tab.goBack().catch(() => null);
	expect(await tab.locator('body').innerText()).not.toContain('Sương Thị Sớm');
	expect(await tab.locator('img, iframe').count()).toBe(0);
}

test('what a session opened in other tabs is gone from them when it ends, though nobody looks at them', async () => {
	const officer = await walker(browser);
	const { page, context } = officer;
	await signIn(page, 'mai', 'Quầy 2');
	await beginWith(page, 'Sương Thị Sớm');
	await begin(officer, 'ban sao ket hon', '2.000635');
	await page.goto(`${origin}/can-bo/phien/giay-to`);
	const picture = sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } });
	await attach(officer, 0, { name: 'to.jpg', mimeType: 'image/jpeg', buffer: await picture.jpeg().toBuffer() });
	await attach(officer, 1, { name: 'to.pdf', mimeType: 'application/pdf', buffer: pdf() });
	const see = page.getByRole('link', { name: 'Xem', exact: true });
	const photo = await opened(context, () => see.first().click());
	expect(await photo.locator('img').evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(60);
	const framed = await opened(context, () => see.nth(1).click());
	const { page: may, file, type, status } = await framing(framed);
	expect([status, type]).toEqual([200, 'application/pdf']);
	expect(may).toContain("frame-src 'self'");
	expect(may).toContain("frame-ancestors 'none'");
	expect(file).toContain("frame-ancestors 'self'");
	// That page alone frames anything.
	for (const path of ['/can-bo/phien', photo.url().replace(origin, '')])
		expect((await context.request.get(origin + path)).headers()['content-security-policy']).toContain(
			"frame-src 'none'"
		);
	await page.goto(`${origin}/can-bo/phien`);
	await answerAll(page);
	const answers = await context.newPage();
	await answers.goto(`${origin}/can-bo/phien/xem-lai/in`);
	expect(await answers.locator('body').innerText()).toContain('Sương Thị Sớm');
	await page.bringToFront();
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	for (const tab of [photo, framed, answers]) await isGone(tab);
	calm(officer);
	await context.close();
});

test('what an officer opened of a file goes when somebody sits down there, and with the shift', async () => {
	await payCash();
	const officer = await walker(browser);
	const { page, context } = officer;
	await signIn(page, 'mai', 'Quầy 2');
	const [file] = await askHouse<{ id: string; paper: string }>(`
		select case_id as id, id as paper from case_paper p where sha256 is not null and mime = 'application/pdf' order by at desc limit 1`);
	const [paid] = await askHouse<{ id: string }>(
		'select case_id as id from payment where case_id is not null and centre_id = 1 order by at desc limit 1'
	);
	await page.goto(`${origin}/can-bo/ho-so/${file!.id}`);
	const opens = async (): Promise<Page[]> => {
		const paper = await opened(context, () => page.locator(`a[href*="${file!.paper}"]`).first().click());
		expect((await framing(paper)).file).toContain("frame-ancestors 'self'");
		const answers = await opened(context, () => page.getByRole('link', { name: 'In câu trả lời' }).first().click());
		const receipt = await context.newPage();
		await receipt.goto(`${origin}/can-bo/bien-lai/${paid!.id}`);
		await page.bringToFront();
		return [paper, answers, receipt];
	};
	const before = await opens();
	await page.goto(`${origin}/can-bo/quay`);
	await beginWith(page, 'Mận Thị Hồng');
	for (const tab of before) await isGone(tab);
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	await page.goto(`${origin}/can-bo/ho-so/${file!.id}`);
	const [paper] = await opens();
	await page.locator('form[action="/can-bo/ra"] button').evaluate((key: HTMLButtonElement) => key.click());
	await page.waitForURL(/dang-nhap/);
	await paper!.waitForURL(/dang-nhap/, SOON);
	expect(await paper!.locator('iframe').count()).toBe(0);
	calm(officer);
	await context.close();
});

test('without a script the file is a plain link, and the page says that it does not empty itself', async () => {
	const officer = await walker(browser, { script: false });
	const { page, context } = officer;
	await signIn(page, 'mai', 'Quầy 2');
	const [file] = await askHouse<{ id: string; paper: string }>(`
		select case_id as id, id as paper from case_paper p where sha256 is not null and mime = 'application/pdf' order by at desc limit 1`);
	await page.goto(`${origin}/can-bo/ho-so/${file!.id}/giay-to/${file!.paper}/xem`);
	expect(await page.locator('main').innerText()).toContain('thẻ này không tự xoá');
	const link = page.getByRole('link', { name: 'Mở tệp PDF' });
	expect(await link.getAttribute('href')).toBe(`/can-bo/ho-so/${file!.id}/giay-to/${file!.paper}`);
	await context.close();
});
