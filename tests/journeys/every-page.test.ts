import { globSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringsAxe } from './axe.ts';
import { comesAnew, confirmLink, everybody, widths, type People } from './everybody.ts';
import { faultsForced } from './forced-colours.ts';
import { faultsMagnified, faultsOf } from './page-faults.ts';
import { everyEndpoint, everyPath, owedSlip, openedElsewhere, type Opener } from './pages.ts';
import { calm, openBrowser, origin, type Walker } from './walk.ts';

// Every page that the routes hold, in three languages: it opens, axe finds nothing, nothing scrolls sideways, no
// word is broken inside, and no Vietnamese word of ours is left on it in another language.

type Locale = 'vi' | 'en' | 'hi';
let browser: Browser;
let people: People;
let paths: Map<Opener, string[]>;

beforeAll(async () => {
	browser = await openBrowser();
	people = await everybody(browser);
	for (const { context } of Object.values(people)) await bringsAxe(context);
	paths = await everyPath(await confirmLink(people.session));
}, 120_000);
afterAll(() => browser.close());

type Flat = Record<string, string>;

function flat(words: unknown, path = ''): Flat {
	if (typeof words === 'string') return { [path]: words };
	if (typeof words !== 'object' || words === null || Array.isArray(words)) return {};
	return Object.assign({}, ...Object.entries(words).map(([key, value]) => flat(value, `${path}.${key}`))) as Flat;
}

/** Our own Vietnamese sentences whose words are not official names: what may not be read on a page in another language. */
function vietnamese(locale: Locale): string[] {
	const all = (lang: string): Flat =>
		Object.assign(
			{},
			...globSync(`src/**/words/${lang}.json`)
				.concat(`src/words/common/${lang}.json`)
				.map((file) => flat(JSON.parse(readFileSync(file, 'utf8'))))
		) as Flat;
	if (locale === 'vi') return [];
	const [ours, theirs] = [all('vi'), all(locale)];
	return Object.entries(ours)
		.filter(([key, text]) => text.length > 14 && !text.includes('{') && theirs[key] !== text)
		.map(([, text]) => text);
}

type Crawled = { opened: Set<string>; faults: string[] };

/** What each opened in the first language: they need not try the others' doors again in the next. */
const openedBy = new Map<keyof People, ReadonlySet<string>>();
/** Words of ours that are left on a page are found in the second language, before everybody; in the third what breaks is too long a word. */
const opensInThird = (name: keyof People, path: string): boolean =>
	openedBy.size === 0 || openers.find((one) => openedBy.get(one)?.has(path)) === name;
/** Narrow screens first. */
const openers = (Object.keys(widths) as (keyof People)[]).toSorted((a, b) => widths[a] - widths[b]);

async function crawl(
	{ page }: Walker,
	list: readonly string[],
	locale: Locale,
	forbidden: readonly string[]
): Promise<Crawled> {
	const found: Crawled = { opened: new Set(), faults: [] };
	const look = async (path: string): Promise<void> => {
		const reply = await page.goto(origin + path);
		// Whoever may not open it is told so, sees no more than for a strange address, or is led to where her work begins: somebody else opens it.
		const [status, at] = [reply?.status() ?? 200, new URL(page.url()).pathname];
		if (status === 403 || status === 404 || at !== path.split('?')[0]) return;
		const seen = await faultsOf(page, path, locale, forbidden);
		if (locale === 'vi') seen.push(...(await faultsMagnified(page, path)), ...(await faultsForced(page)));
		found.opened.add(path);
		found.faults.push(...[...(status >= 400 ? [`${status}`] : []), ...seen].map((fault) => `${path}: ${fault}`));
	};
	for (const path of list)
		// A page that turns by itself while it is looked at is looked at again.
		if (!openedElsewhere.has(path))
			await look(path).catch((fault: unknown) => {
				if (!/context was destroyed/.test(String(fault))) throw fault;
				return look(path);
			});
	return found;
}

test.each(['vi', 'en', 'hi'] as const)(
	'every page in %s: it opens, axe, sideways, untranslated',
	async (locale) => {
		const forbidden = vietnamese(locale);
		expect(forbidden.length > 300 || locale === 'vi').toBe(true);
		await comesAnew(people.newcomer);
		// Each goes to its end, also where another stumbles: who walks again finds nobody on her way.
		const walked = await Promise.allSettled(
			openers.map(async (name) => {
				await people[name].context.addCookies([{ name: 'lang', value: locale, url: origin }]);
				const all = paths.get(name === 'leader' || name === 'chief' ? 'staff' : name) ?? [];
				const mine = all.filter((path) =>
					locale === 'hi' ? opensInThird(name, path) : (openedBy.get(name)?.has(path) ?? true)
				);
				const found = await crawl(people[name], mine, locale, forbidden);
				if (locale === 'vi') openedBy.set(name, found.opened);
				return found;
			})
		);
		const crawled = walked.map((one) => {
			if (one.status === 'rejected') throw one.reason;
			return one.value;
		});
		expect(crawled.flatMap(({ faults }) => faults)).toEqual([]);
		const opened = new Set(crawled.flatMap((one) => [...one.opened]));
		expect([...paths.values()].flat().filter((path) => !opened.has(path) && !openedElsewhere.has(path))).toEqual([]);
		// The page that does not exist says so, in her language.
		const { page } = people.anybody;
		expect((await page.goto(`${origin}/khong-co-trang-nay`))?.status()).toBe(404);
		expect(await faultsOf(page, '/khong-co-trang-nay', locale, forbidden)).toEqual([]);
	},
	400_000
);

/** Our words beside a page for what waits there, as long as a number makes them. */
function wordsForWaiting(locale: Locale): string[] {
	const keys = globSync('src/routes/**/nav.ts').flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(/waits: \{[^}]*words: m\['([^']+)'\]/g)].map(([, key]) => key!)
	);
	const all = Object.assign(
		{},
		...globSync(`src/**/words/${locale}.json`).map((file) => flat(JSON.parse(readFileSync(file, 'utf8'))))
	) as Flat;
	return keys.map((key) => all[`.${key}`]!.replaceAll(/\{\w+\}/g, '1.234'));
}

test.each(['vi', 'en', 'hi'] as const)(
	'whatever waits there, the sheet of all pages fits a small window, in %s',
	async (locale) => {
		const { page, context } = people.chief;
		await context.addCookies([{ name: 'lang', value: locale, url: origin }]);
		await page.goto(`${origin}/can-bo/tat-ca`);
		const words = wordsForWaiting(locale);
		expect(words.length).toBeGreaterThan(20);
		for (const said of words) {
			// As on a day on which each page has as much of it.
			await page.locator('main .doors7 li a').evaluateAll((links, text) => {
				for (const link of links) {
					link.querySelector('.asks')?.remove();
					link.append(Object.assign(document.createElement('b'), { className: 'asks', textContent: text }));
				}
			}, said);
			expect([said, await faultsMagnified(page, '/can-bo/tat-ca')]).toEqual([said, []]);
		}
	}
);

test('every address without a page answers after an upload, and none with a fault of ours', async () => {
	await people.anybody.page.goto(`${origin}/theo-doi/${encodeURIComponent(await owedSlip())}`);
	const answered = new Map<string, number[]>();
	for (const path of await everyEndpoint())
		for (const { context } of Object.values(people)) {
			const reply = await context.request.get(origin + path, { maxRedirects: 0 });
			answered.set(path, [...(answered.get(path) ?? []), reply.status()]);
			const { 'content-security-policy': policy, 'content-disposition': name, ...said } = reply.headers();
			expect(`${path} ${policy}`).toContain("frame-ancestors 'none'");
			// Files have names of ours, and at most a month in them; nothing is kept on the way.
			expect(`${path} ${name ?? 'inline'}`).toMatch(
				/ (inline|attachment)(; filename="[a-z-]+(-20\d\d-\d\d)?\.[a-z]+")?$/
			);
			expect([path, said['cache-control']]).toEqual([path, 'no-store']);
		}
	const faults = [...answered].filter(([, all]) => all.some((status) => status >= 500));
	expect(faults).toEqual([]);
	expect(answered.get('/theo-doi/tra-tien/hinh-ma')).toContain(200);
	// An API without its key is closed, and so is the door of a carrier without its secret; everything else opens or leads on for somebody.
	const closed = [...answered].filter(([, all]) => all.every((status) => status >= 400)).map(([path]) => path);
	expect(closed).toEqual(['/api/notices/receipts/channel/secret', '/api/queries/places.centres']);
});

test('nothing that a console calls an error was said meanwhile', async () => {
	const { page } = people.session;
	await page.goto(`${origin}/can-bo/phien`);
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	for (const one of Object.values(people)) calm(one);
});
