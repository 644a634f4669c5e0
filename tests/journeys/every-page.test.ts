import { globSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSomebody, signInByPaper } from './accounts.ts';
import { begin, chooseDirect, getsKey, openSession, SOM, touchPictures } from './guide.ts';
import { faultsForced } from './forced-colours.ts';
import { faultsMagnified, faultsOf } from './page-faults.ts';
import {
	everyEndpoint,
	everyPath,
	newestLink,
	owedSlip,
	paidSlip,
	payCash,
	openedElsewhere,
	type Opener
} from './pages.ts';
import { answerAll, calm, openBrowser, origin, signIn, walker, type Walker } from './walk.ts';

// Every page that the routes hold, in three languages: it opens, axe finds nothing, nothing scrolls sideways, no
// word is broken inside, and no Vietnamese word of ours is left on it in another language.

type Locale = 'vi' | 'en' | 'hi';
type People = Record<Opener, Walker> & { leader: Walker; chief: Walker };
const widths: Record<keyof People, number> = {
	anybody: 360,
	newcomer: 360,
	beginner: 360,
	covered: 360,
	resident: 360,
	learner: 360,
	engineer: 360,
	device: 1080,
	session: 1440,
	staff: 1440,
	leader: 768,
	chief: 360
};

let browser: Browser;
let people: People;
let paths: Map<Opener, string[]>;

async function asksAboutHerData({ page }: Walker): Promise<void> {
	await page.goto(`${origin}/cua-toi`);
	await page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
	await page.waitForURL(`${origin}/cua-toi`);
	await page.goto(`${origin}/cua-toi/du-lieu`);
	await page.locator('input[name=kind][value=access]').check();
	await page
		.locator('form', { has: page.locator('#words') })
		.locator('button.button')
		.click();
	await page.waitForLoadState();
}

async function bringsASheet({ page }: Walker): Promise<void> {
	await page.goto(`${origin}/can-bo/dan-cu/nhap`);
	const buffer = Buffer.from('Họ và tên,Ngày sinh,Thôn\nLau Thị Sậy,1/2/1960,Bến Gió\n');
	await page.locator('#file').setInputFiles({ name: 'dan-cu.csv', mimeType: 'text/csv', buffer });
	await page.getByRole('button', { name: 'Đưa tệp lên' }).click();
	await page.waitForURL(/dan-cu\/nhap\/[0-9a-f-]{36}/);
}

/** A paper's photo, that may be seen in a tab of its own. */
async function uploads({ page }: Walker): Promise<void> {
	await page.goto(`${origin}/can-bo/phien/giay-to`);
	const form = page.locator('form', { has: page.locator('input[type=file]') }).first();
	const buffer = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } })
		.jpeg()
		.toBuffer();
	await form.locator('input[id^=file]').setInputFiles({ name: 'to-khai.jpg', mimeType: 'image/jpeg', buffer });
	// A paper is sent by a script, which opens the page anew once it has arrived.
	await Promise.all([page.waitForEvent('load'), form.locator('button').first().click()]);
}

/** What waits to go by letter is printed, so that there is a batch. */
async function printsLetters({ page }: Walker): Promise<void> {
	const print = page.getByRole('button', { name: /^In (\d+ thư|thư này)/ });
	const printed = page.getByRole('link', { name: /^Lô \d+$/ });
	for (let n = 0; n < 60 && (await print.count()) + (await printed.count()) === 0; n++) {
		await page.waitForTimeout(1000);
		await page.goto(`${origin}/can-bo/bao-tin/thu`);
	}
	if ((await print.count()) === 0) return;
	await print.click();
	await page.waitForURL(/bao-tin\/thu\/[0-9a-f-]{36}/);
}

/** Half signed in lasts minutes: before each language anew. */
async function comesAnew({ page }: Walker): Promise<void> {
	await page.goto(`${origin}/can-bo/dang-nhap?ai=ngau`);
	await page.locator('form[aria-labelledby=s1] button.button').click();
	await page.waitForURL(/\/can-bo\/ma/);
}

/** Somebody in front of each kind of page, with one of everything in the house. */
async function everybody(): Promise<People> {
	const names = Object.keys(widths) as (keyof People)[];
	const made = await Promise.all(names.map((name) => walker(browser, { width: widths[name] })));
	const all = Object.fromEntries(names.map((name, n) => [name, made[n]!])) as People;
	for (const kind of ['may-lay-so', 'bang-goi-so', 'man-hinh-hai'])
		await all.device.page.goto(`${origin}/trinh-dien/vao/${kind}`);
	await asksAboutHerData(all.resident);
	await signIn(all.covered.page, 'sam', null);
	await all.covered.context.request.post(`${origin}/can-bo/khoa?/lock`, { headers: { origin }, form: {} });
	await signIn(all.chief.page, 'khoi', null);
	const paper = await makeSomebody(all.chief.page, `moi-${Date.now() % 100_000}`, 'Sấu Văn Mới');
	await signInByPaper(all.beginner.page, paper);
	await signIn(all.engineer.page, 'chop', null);
	await signIn(all.leader.page, 'thach', null);
	await bringsASheet(all.leader);
	await signIn(all.staff.page, 'lua', 'Bàn hướng dẫn 1');
	await printsLetters(all.staff);
	await signIn(all.session.page, 'mai', 'Quầy 2');
	await openSession(all.session, SOM);
	const { link, pictures } = await getsKey(all.session);
	await all.learner.page.goto(link);
	await touchPictures(all.learner.page, pictures);
	await all.learner.page.waitForURL(`${origin}/hoc`);
	await begin(all.session, 'ban sao ket hon', '2.000635');
	await answerAll(all.session.page);
	await uploads(all.session);
	await all.session.page.goto(`${origin}/can-bo/phien/xem-lai`);
	await chooseDirect(all.session);
	await payCash();
	await all.anybody.page.goto(`${origin}/theo-doi/${encodeURIComponent(await paidSlip())}`);
	return all;
}

/** A link for a yes on one's own phone; the guide's page asks for it and never has it. */
async function confirmLink({ page }: Walker): Promise<string> {
	await page.locator('form[action^="?/link"] button').click();
	await page.getByText('Mã đang hiện ở màn hình thứ hai').waitFor();
	return newestLink();
}

beforeAll(async () => {
	browser = await openBrowser();
	people = await everybody();
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
const openedBy = new Map<string, ReadonlySet<string>>();

async function crawl(
	{ page }: Walker,
	list: readonly string[],
	locale: Locale,
	forbidden: readonly string[]
): Promise<Crawled> {
	const found: Crawled = { opened: new Set(), faults: [] };
	for (const path of list) {
		if (openedElsewhere.has(path)) continue;
		const reply = await page.goto(origin + path);
		// Whoever may not open it is told so, sees no more than for a strange address, or is led to where her work begins: somebody else opens it.
		const [status, at] = [reply?.status() ?? 200, new URL(page.url()).pathname];
		if (status === 403 || status === 404 || at !== path.split('?')[0]) continue;
		found.opened.add(path);
		if (status >= 400) found.faults.push(`${path}: ${status}`);
		const seen = await faultsOf(page, path, locale, forbidden);
		if (locale === 'vi') seen.push(...(await faultsMagnified(page, path)), ...(await faultsForced(page)));
		found.faults.push(...seen.map((fault) => `${path}: ${fault}`));
	}
	return found;
}

test.each(['vi', 'en', 'hi'] as const)(
	'every page in %s: it opens, axe, sideways, untranslated',
	async (locale) => {
		const forbidden = vietnamese(locale);
		expect(forbidden.length > 300 || locale === 'vi').toBe(true);
		await comesAnew(people.newcomer);
		const crawled = await Promise.all(
			(Object.keys(widths) as (keyof People)[]).map(async (name) => {
				await people[name].context.addCookies([{ name: 'lang', value: locale, url: origin }]);
				const all = paths.get(name === 'leader' || name === 'chief' ? 'staff' : name) ?? [];
				const mine = all.filter((path) => locale === 'vi' || (openedBy.get(name)?.has(path) ?? true));
				const found = await crawl(people[name], mine, locale, forbidden);
				openedBy.set(name, found.opened);
				return found;
			})
		);
		expect(crawled.flatMap(({ faults }) => faults)).toEqual([]);
		const opened = new Set(crawled.flatMap((one) => [...one.opened]));
		expect([...paths.values()].flat().filter((path) => !opened.has(path) && !openedElsewhere.has(path))).toEqual([]);
		// The page that does not exist says so, in her language.
		const { page } = people.anybody;
		expect((await page.goto(`${origin}/khong-co-trang-nay`))?.status()).toBe(404);
		expect(await faultsOf(page, '/khong-co-trang-nay', locale, forbidden)).toEqual([]);
	},
	240_000
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
