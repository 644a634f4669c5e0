import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import vi from '../../src/words/common/vi.json' with { type: 'json' };
import { personId } from '../../seed/house.ts';
import { begin, openSession, SOM } from './guide.ts';
import { calm, openBrowser, origin, signIn, walker } from './walk.ts';
import { globSync, readFileSync } from 'node:fs';

// Every page in English and Hindi: axe finds nothing, nothing scrolls sideways, and no Vietnamese word of ours is left.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const record = `/can-bo/nguoi-dan/${personId('Sương Thị Sớm1950-03-14')}`;
const open = [
	'/',
	'/tim',
	'/tim?q=giay%20khai%20sinh',
	'/tim?viec=tre-moi-sinh',
	'/tim?nhac=ma',
	'/thu-tuc/2.000635',
	'/thu-tuc/1.014027',
	'/thu-tuc/1.001193',
	'/thu-tuc/2.001009',
	'/theo-doi',
	'/dia-chi-cu',
	'/lay-so',
	'/khen-che/khong-co-duong-dan-nay-dau',
	'/xac-nhan/khong-co-duong-dan-nay-dau',
	'/khong-co-trang-nay'
];
const staff = [
	'/can-bo/bang',
	'/can-bo/quay',
	'/can-bo/cho-ngoi',
	'/can-bo/mo-phien',
	'/can-bo/ho-so',
	'/can-bo/nhu-cau',
	'/can-bo/nhu-cau?xem=nguoi',
	'/can-bo/nhu-cau?xem=hoi-lai',
	'/can-bo/nhu-cau/ghi',
	'/can-bo/lich-cong-an',
	'/can-bo/dan-cu',
	record,
	'/can-bo/truc-trac'
];
const lead = [
	'/can-bo/hom-nay',
	'/can-bo/hom-nay/served',
	'/can-bo/hom-nay/status?k=9',
	'/can-bo/nhu-cau',
	'/can-bo/lich-cong-an',
	'/can-bo/dan-cu',
	'/can-bo/dan-cu/nhap',
	'/can-bo/dan-cu/trung',
	'/can-bo/dan-cu/thon',
	record,
	`${record}?ly-do=by-paper`,
	'/can-bo/thiet-bi',
	'/can-bo/thiet-bi/giong-noi',
	'/can-bo/ho-so',
	'/can-bo/truc-trac',
	'/can-bo/danh-sach-goi',
	'/can-bo/danh-sach-goi?viec=moi',
	'/can-bo/yeu-cau-du-lieu'
];
const devices = [
	'/trinh-dien/vao/may-lay-so',
	'/may-lay-so?buoc=viec',
	'/may-lay-so?buoc=viec&trang=2',
	'/may-lay-so?buoc=viec&trang=3',
	'/may-lay-so?buoc=uu-tien&viec=land',
	'/trinh-dien/vao/bang-goi-so',
	'/trinh-dien/vao/man-hinh-hai',
	'/trinh-dien',
	'/can-bo/dang-nhap'
];

const session = [
	'',
	'/giay-to',
	'?cau=copies',
	'/xem-lai',
	'/tien',
	'/nop',
	'/phieu',
	'/dong-y',
	'/du-lieu',
	'/ba-nguoi',
	'/nho-nguoi',
	'/nhu-cau',
	'/san-sang',
	'/san-sang?hoi=1'
].map((step) => `/can-bo/phien${step}`);
const own = ['/cua-toi', '/cua-toi/du-lieu'];

type Flat = Record<string, string>;

function flat(words: unknown, path = ''): Flat {
	if (typeof words === 'string') return { [path]: words };
	if (typeof words !== 'object' || words === null || Array.isArray(words)) return {};
	return Object.assign({}, ...Object.entries(words).map(([key, value]) => flat(value, `${path}.${key}`))) as Flat;
}

/** Our own Vietnamese sentences whose words are not official names: what may not be read on a page in another language. */
function vietnamese(locale: 'en' | 'hi'): string[] {
	const all = (lang: string): Flat =>
		Object.assign(
			{},
			...globSync(`src/**/words/${lang}.json`)
				.concat(`src/words/common/${lang}.json`)
				.map((file) => flat(JSON.parse(readFileSync(file, 'utf8'))))
		) as Flat;
	const [ours, theirs] = [all('vi'), all(locale)];
	return Object.entries(ours)
		.filter(([key, text]) => text.length > 14 && !text.includes('{') && theirs[key] !== text)
		.map(([, text]) => text);
}

async function crawl(
	context: BrowserContext,
	paths: readonly string[],
	locale: 'en' | 'hi',
	forbidden: readonly string[],
	width: number
): Promise<string[]> {
	const page = await context.newPage();
	await page.setViewportSize({ width, height: 900 });
	const found: string[] = [];
	for (const path of paths) {
		await page.goto(origin + path);
		const said = await page.evaluate(() => {
			const shown = document.body.cloneNode(true) as HTMLElement;
			for (const one of shown.querySelectorAll('[lang=vi], script, style')) one.remove();
			return {
				text: shown.innerText.replace(/\s+/g, ' '),
				lang: document.documentElement.lang,
				wide: document.documentElement.scrollWidth > innerWidth + 1
			};
		});
		if (/^\/(can-bo\/phien|cua-toi)/.test(path) && !page.url().includes(path))
			found.push(`${path}: led to ${page.url()}`);
		if (said.lang !== locale) found.push(`${path}: lang ${said.lang}`);
		if (said.wide) found.push(`${path}: scrolls sideways at ${width}`);
		for (const words of forbidden) if (said.text.includes(words)) found.push(`${path}: untranslated “${words}”`);
		const { violations } = await new AxeBuilder({ page }).analyze();
		for (const fault of violations) found.push(`${path}: ${fault.id} ${fault.nodes[0]?.target.join(' ')}`);
	}
	await page.close();
	return found;
}

for (const locale of ['en', 'hi'] as const) {
	test(`every page in ${locale}: axe, sideways, untranslated`, async () => {
		const forbidden = vietnamese(locale);
		expect(forbidden.length).toBeGreaterThan(300);
		expect(Object.keys(vi.common).length).toBeGreaterThan(10);
		const [someone, guide, leader] = [await walker(browser), await walker(browser), await walker(browser)];
		await signIn(guide.page, 'mai', 'Quầy 2');
		await signIn(leader.page, 'thach', null);
		await guide.page.goto(`${origin}/can-bo/quay`);
		await openSession(guide, SOM);
		await begin(guide, 'ban sao ket hon', '2.000635');
		await someone.page.goto(`${origin}/cua-toi`);
		await someone.page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
		await someone.page.waitForURL(`${origin}/cua-toi`);
		for (const one of [someone, guide, leader])
			await one.context.addCookies([{ name: 'lang', value: locale, url: origin }]);
		const found = [
			...(await crawl(someone.context, open, locale, forbidden, 360)),
			...(await crawl(someone.context, devices, locale, forbidden, 1080)),
			...(await crawl(someone.context, own, locale, forbidden, 360)),
			...(await crawl(guide.context, session, locale, forbidden, 1440)),
			...(await crawl(guide.context, staff, locale, forbidden, 1440)),
			...(await crawl(leader.context, lead, locale, forbidden, 768))
		];
		expect(found).toEqual([]);
		await guide.page.goto(`${origin}/can-bo/phien`);
		await guide.page.keyboard.press('F10');
		await guide.page.waitForURL(/can-bo\/quay/);
		for (const one of [someone, guide, leader]) {
			calm(one);
			await one.context.close();
		}
	}, 240_000);
}
