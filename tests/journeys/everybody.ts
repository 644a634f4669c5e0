import sharp from 'sharp';
import type { Browser } from 'playwright-core';
import { makeSomebody, signInByPaper } from './accounts.ts';
import { begin, chooseDirect, getsKey, openSession, SOM, touchPictures } from './guide.ts';
import { newestLink, paidSlip, payCash, type Opener } from './pages.ts';
import { answerAll, origin, signIn, walker, type Walker } from './walk.ts';

// Somebody in front of each kind of page, for whoever opens all of them.

export type People = Record<Opener, Walker> & { leader: Walker; chief: Walker };
export const widths: Record<keyof People, number> = {
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
export async function comesAnew({ page }: Walker): Promise<void> {
	await page.goto(`${origin}/can-bo/dang-nhap?ai=ngau`);
	await page.locator('form[aria-labelledby=s1] button.button').click();
	await page.waitForURL(/\/can-bo\/ma/);
}

/** Somebody in front of each kind of page, with one of everything in the house. */
export async function everybody(browser: Browser): Promise<People> {
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
export async function confirmLink({ page }: Walker): Promise<string> {
	await page.locator('form[action^="?/link"] button').click();
	await page.getByText('Mã đang hiện ở màn hình thứ hai').waitFor();
	return newestLink();
}
