import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import postgres from 'postgres';
import { expect, inject } from 'vitest';
import { findBrowser } from '../../gate/browser.mjs';
import { embeddedUrls } from '../../house/lib/database-access.mjs';

export const origin = inject('origin');
export const ports = (): Record<string, number> =>
	JSON.parse(readFileSync(join(inject('dataDir'), 'ports.json'), 'utf8')) as Record<string, number>;
export const standIn = (name: 'PORTAL_PORT' | 'BANK_PORT' | 'E_ID_PORT' | 'TELEPHONE_PORT' | 'GATEWAY_PORT'): string =>
	`http://127.0.0.1:${ports()[name]}`;

/** What the house itself knows, below its rights: ids for addresses, and the book of used codes. */
export async function askHouse<T extends object>(text: string): Promise<T[]> {
	const { ownerUrl } = embeddedUrls(inject('dataDir'), ports()['DATABASE_PORT'])!;
	const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { search_path: 'thanh_hoa,public' } });
	try {
		return [...(await sql.unsafe<T[]>(text))];
	} finally {
		await sql.end();
	}
}

export const openBrowser = async (): Promise<Browser> => chromium.launch(await findBrowser());

export type Walker = { context: BrowserContext; page: Page; faults: string[] };

/** A person with a browser of their own. Anything that the console calls an error fails the journey. */
export async function walker(
	browser: Browser,
	options: { width?: number; height?: number; script?: boolean; at?: string } = {}
): Promise<Walker> {
	const context = await browser.newContext({
		viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
		javaScriptEnabled: options.script ?? true,
		baseURL: options.at ?? origin,
		locale: 'vi-VN'
	});
	context.setDefaultTimeout(15_000);
	const page = await context.newPage();
	// A page that turns by itself at this moment may take the way of the one that is opened: it is opened again.
	const goto = page.goto.bind(page);
	page.goto = async (url, how) => {
		for (let n = 0; n < 4; n++) {
			const opened = await goto(url, { timeout: 8000, ...how }).catch(() => undefined);
			if (opened !== undefined) return opened;
			await page.waitForTimeout(200);
		}
		return goto(url, how);
	};
	// Keys are heard once the page is whole: whoever sees its words on a slow machine is quicker than its script.
	const press = page.keyboard.press.bind(page.keyboard);
	page.keyboard.press = async (key, how) => {
		await page.waitForLoadState();
		await press(key, how);
	};
	const faults: string[] = [];
	const watch = (one: Page): void => {
		one.on('console', (said) => {
			if (said.type() === 'error' && !/status of 4\d\d/.test(said.text())) faults.push(`${one.url()} ${said.text()}`);
		});
		one.on('pageerror', (fault) => faults.push(`${one.url()} ${fault.message}`));
	};
	watch(page);
	context.on('page', watch);
	return { context, page, faults };
}

export const calm = ({ faults }: Walker): void => expect(faults).toEqual([]);

async function enterCode(page: Page): Promise<void> {
	const answered = page.waitForResponse((reply) => reply.request().method() === 'POST');
	await page.locator('form button.button').click();
	if ((await answered).status() === 303) await page.waitForURL((url) => !url.pathname.endsWith('/ma'));
	await page.waitForLoadState();
}

/** Signs one of the cast in by the demo's filled-in door, and sits down at a desk. */
export async function signIn(page: Page, login: string, desk: string | null): Promise<void> {
	// A code works once, so that whoever signs in again within half a minute waits for the next (access.test.ts sees to it).
	// Journeys sign in all the time: for them no code was used yet.
	await askHouse(`update staff set totp_step = 0 where login = '${login}'`);
	await page.goto(`${origin}/can-bo/dang-nhap?ai=${login}`);
	await page.getByRole('button', { name: 'Tiếp tục' }).click();
	await page.waitForURL(/\/can-bo\/ma/);
	await enterCode(page);
	await page.waitForURL(
		/\/can-bo\/(cho-ngoi|hom-nay|lich-cong-an|thiet-bi|bang-thon|di-thon|lop-cua-toi|phieu-cua-toi)/
	);
	if (desk === null) return;
	if (!page.url().includes('cho-ngoi')) await page.goto(`${origin}/can-bo/cho-ngoi`);
	await page.getByRole('button', { name: desk }).click();
	await page.waitForURL(/\/can-bo\/(bang|quay)/);
}

/** The demo lets a screen in by its door; a real one is paired by a leader. */
const doors = { kiosk: 'may-lay-so', display: 'bang-goi-so', 'second-screen': 'man-hinh-hai' } as const;

export const device = (page: Page, kind: keyof typeof doors): Promise<unknown> =>
	page.goto(`${origin}/trinh-dien/vao/${doors[kind]}`);

export async function lever(
	which: 'PORTAL_PORT' | 'BANK_PORT' | 'TELEPHONE_PORT' | 'GATEWAY_PORT',
	mode: string
): Promise<void> {
	const said = await fetch(`${standIn(which)}/lever`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ mode })
	});
	expect(said.status).toBeLessThan(400);
}

/** Answers whatever the guide's page still asks, one question after the other. */
export async function answerAll(page: Page, texts: Record<string, string> = {}): Promise<void> {
	for (let n = 0; n < 40; n++) {
		await page.waitForLoadState();
		if (page.url().includes('xem-lai')) return;
		const question = page.locator('form.question');
		const id = await question.locator('input[name=question]').inputValue();
		const option = question.locator('.option');
		if (texts[id] !== undefined && (await option.count()) > 0)
			await question.locator(`.option[value="${texts[id]}"]`).click();
		else if ((await option.count()) > 0) await option.first().click();
		else if ((await question.locator('#y').count()) > 0) {
			const [year, month = '', day = ''] = (texts[id] ?? '1972').split('/').toReversed();
			await question.locator('#d').fill(day);
			await question.locator('#m').fill(month);
			await question.locator('#y').fill(year!);
			await question.locator('#y').press('Enter');
		} else {
			const box = question.locator('[name=raw]');
			if ((await box.inputValue()) === '')
				await box.fill(
					texts[id] ?? ((await box.getAttribute('list')) ? 'Kinh' : sample(await box.getAttribute('inputmode')))
				);
			await question.locator('button.button').click();
		}
		await page
			.waitForFunction((was) => !document.querySelector(`input[name=question][value="${was}"]`), id)
			.catch(() => undefined);
	}
}

const sample = (mode: string | null): string =>
	mode === 'numeric' ? '2' : mode === 'tel' ? '0900000318' : 'xã Quảng Lưu';
