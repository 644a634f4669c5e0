import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bindTo, choosePin, digitsOn, PIN, setPinOn, unlockOn, unsentOn } from '../support/field-browser.ts';
import { axeOf } from './axe.ts';
import { dumpOf, lineOf } from './field-phone.ts';
import { putRightInTwoTabs } from './field-right.ts';
import { faultsForced } from './forced-colours.ts';
import { seenAtDesk, writePension } from './field-table.ts';
import { askHouse, openBrowser, origin, ports, signIn, walker } from './walk.ts';

// A morning of a volunteer with a real browser: bound, a PIN, doors taken along; then no line, a tab that dies, the app opened again
// without a line; and everything arrives once.

const field = `http://127.0.0.1:${ports()['FIELD_PORT']}`;
let browser: Browser;
let context: BrowserContext;
let line: Awaited<ReturnType<typeof lineOf>>;
let page: Page;
const faults: string[] = [];

async function newPage(): Promise<Page> {
	const made = await context.newPage();
	made.on('pageerror', (fault) => faults.push(fault.message));
	return made;
}

beforeAll(async () => {
	browser = await openBrowser();
	context = await browser.newContext({ viewport: { width: 360, height: 780 } });
	line = await lineOf(context);
	page = await newPage();
});
afterAll(() => browser.close());

const unsent = () => unsentOn(page);
const visits = () =>
	askHouse<{ outcome: string; met: number; taught: number }>(`
		select v.outcome, (select count(*)::int from assisted_session s where s.visit_id = v.id) as met,
			(select count(*)::int from encounter e join assisted_session s on s.id = e.session_id where s.visit_id = v.id) as taught
		from visit v join staff w on w.id = v.helper_id where w.login = 'man' and v.taken_back_at is null order by v.ended_at`);

const unlockBy = (pin: string) => unlockOn(page, pin);

test('a phone is bound by its digits, takes a PIN that is not easy, and takes the doors of its area along', async () => {
	const digits = await digitsOn(page, field);
	const lead = await walker(browser, { script: false });
	await signIn(lead.page, 'bien', null);
	await bindTo(lead.page, origin, digits, 'Gió Thị Mận');
	await lead.context.close();
	await page.locator('#again').waitFor();
	for (const [pin, again, said] of [
		['12', '12', 'Mã mở máy có sáu chữ số.'],
		['123456', '123456', 'Mã này dễ đoán quá.'],
		[PIN, '274194', 'Hai lần gõ khác nhau.']
	] as const) {
		await choosePin(page, [pin, again]);
		await setPinOn(page);
		expect(await page.locator('#pin-said').innerText()).toContain(said);
	}
	await choosePin(page);
	await setPinOn(page);
	await page.locator('.next').waitFor();
	const [area] = await askHouse<{ doors: number }>(
		"select count(*)::int as doors from field_holding f join field_area a on a.id = f.area_id where a.name = 'Gò Nắng B'"
	);
	expect(await page.locator('.fh small').innerText()).toContain(`0 trên ${area!.doors} nhà`);
});

test('without a line: somebody is met, nobody is home in two touches, and nothing waits for a server', async () => {
	await line.goes();
	let touches = 0;
	const touch = async (words: string, within = page.locator('.pick, summary')) => {
		touches++;
		await within.filter({ hasText: words }).first().click();
	};
	await page.locator('.next').getByRole('link', { name: 'Vào nhà này' }).click();
	await page.locator('.who').waitFor();
	await page.locator('footer').getByRole('link', { name: 'Vào nhà này' }).click();
	const save = page.getByRole('button', { name: 'Lưu, ra nhà sau' });
	expect(await save.isDisabled()).toBe(true);
	await page.locator('fieldset .pick').first().click();
	await touch('Tự bảo vệ');
	// Nobody's answer is guessed.
	expect(await save.isDisabled()).toBe(true);
	await touch('Làm lại được');
	await touch('Giấy tờ');
	await save.click();
	await page.locator('.next').waitFor();
	expect(await unsent()).toBe(2);
	await page.getByText('đã ghi, nằm trên máy').waitFor();
	touches = 0;
	await touch('Không có nhà');
	await touch('Không có ai');
	await expect.poll(unsent).toBe(3);
	expect(touches).toBe(2);
	expect(await page.locator('.fh small').innerText()).toContain('không có sóng');
	// A lane where everybody is in the fields: several doors at once.
	await page.getByRole('button', { name: 'Nhiều nhà cùng vắng' }).click();
	const boxes = page.locator('.rows input[type=checkbox]');
	await boxes.nth(0).check();
	await boxes.nth(1).check();
	await page.getByRole('button', { name: 'Ghi 2 nhà không có ai' }).click();
	await expect.poll(unsent).toBe(5);
});

test('where a door is, is noted where somebody stands; the map is drawn without a network', async () => {
	await context.grantPermissions(['geolocation'], { origin: field });
	await context.setGeolocation({ longitude: 105.7085, latitude: 19.6051, accuracy: 400 });
	await page.getByRole('link', { name: 'Vào nhà này' }).click();
	await page.getByRole('button', { name: 'Ghi điểm nhà này' }).click();
	await page.getByText('lệch quá 50 mét').waitFor();
	expect(await unsent()).toBe(5);
	await context.setGeolocation({ longitude: 105.7085, latitude: 19.6051, accuracy: 8 });
	await page.getByRole('button', { name: 'Ghi điểm nhà này' }).click();
	await page.getByText('Đã ghi điểm').waitFor();
	expect(await unsent()).toBe(6);
	await page.getByRole('link', { name: 'Quay lại' }).click();
	await page.getByRole('link', { name: 'Bản đồ' }).click();
	await page.locator('main svg a').first().waitFor();
	expect(await page.locator('main svg a').count()).toBeGreaterThan(10);
	await page.locator('main svg a').first().focus();
	await page.keyboard.press('Enter');
	await page.getByText('Trong nhà').waitFor();
});

test('a tab that dies keeps what was said; the app opens again without a line, locked, and a wrong code is only a wrong code', async () => {
	// In the middle of a visit: what was touched is there again.
	await page.locator('.who label').first().click();
	await page.getByRole('link', { name: 'Ghi tiếp' }).click();
	await page.getByText('Mua, trả tiền').click();
	const door = page.url();
	await page.waitForTimeout(300);
	await page.close({ runBeforeUnload: false });
	page = await newPage();
	await page.goto(door);
	await page.locator('#pin').waitFor();
	expect(await unsent()).toBe(6);
	expect(await page.locator('body').innerText()).not.toMatch(/ngõ Đa/);
	await unlockBy('111222');
	await page.getByText('Mã chưa khớp.').waitFor();
	await unlockBy(PIN);
	await page.locator('.pick:has(:checked)', { hasText: 'Mua, trả tiền' }).waitFor();
	expect(await page.locator('fieldset').first().locator('.pick:has(:checked)').count()).toBe(1);
	await page.goto(`${field}/ra-ngo/nha/khong-co-nha-nay`);
	await page.locator('#pin').waitFor();
	await unlockBy(PIN);
	await page.getByText('Nhà này không còn trên máy').waitFor();
	await page.getByRole('link', { name: 'Quay lại' }).click();
	await page.locator('.next').waitFor();
	expect(await page.locator('.rows').last().innerText()).toContain('đã gặp');
});

test('each page reads in three languages, within 360 pixels, without a fault of axe, and no Vietnamese word of ours is left', async () => {
	const found: string[] = [];
	const look = async (where: string) => {
		// In the sun: seven to one, not four and a half.
		const { violations, held } = await axeOf(page, { 'color-contrast-enhanced': { enabled: true } });
		expect(held).toContain('color-contrast-enhanced');
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		found.push(
			...violations.map(({ id, nodes }) => `${where}: ${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
		);
		if (wide > 360) found.push(`${where}: ${wide} px wide`);
		if (where.startsWith('vi')) found.push(...(await faultsForced(page)).map((fault) => `${where}: ${fault}`));
		return page.evaluate(() => {
			const copy = document.body.cloneNode(true) as HTMLElement;
			for (const part of copy.querySelectorAll('[lang], script, style')) part.remove();
			return copy.textContent ?? '';
		});
	};
	const open = async () => {
		await page.locator('#pin').fill(PIN);
		await page.locator('footer .button').click();
		await page.locator('.thumbs').waitFor();
	};
	for (const lang of ['en', 'hi', 'vi']) {
		await page.goto(`${field}/ra-ngo/may`);
		await page.locator('#pin').waitFor();
		const texts = [await look(`${lang} locked`)];
		await open();
		// Walked once more it may stand in it already: then nothing is opened anew.
		if ((await page.locator('html').getAttribute('lang')) !== lang) {
			await page.locator(`.pick[lang=${lang}]`).click();
			await page.locator('#pin').waitFor();
			await open();
		}
		expect(await page.locator('html').getAttribute('lang')).toBe(lang);
		const said = [await look(`${lang} phone`)];
		await page.locator('.thumbs a').first().click();
		await page.locator('.next').waitFor();
		said.push(await look(`${lang} today`));
		await page.locator('a[href="/ra-ngo/the-toi"]').click();
		await page.locator('.code').waitFor();
		said.push(await look(`${lang} badge`));
		await page.locator('.fh .back').click();
		await page.locator('.safe').click();
		await page.locator('.hush').waitFor();
		said.push(await look(`${lang} safe`));
		await page.locator('.fh .back').click();
		await page.locator('.thumbs a').nth(1).click();
		await page.locator('main svg a').first().waitFor();
		said.push(await look(`${lang} map`));
		await page.locator('.thumbs a').nth(2).click();
		await page.locator('.rows a').first().waitFor();
		said.push(await look(`${lang} cards`));
		await page.locator('.rows a').nth(4).click();
		await page.locator('.sheet').waitFor();
		said.push(await look(`${lang} card`));
		await page.locator('.fh .back').click();
		await page.locator('.thumbs a').first().click();
		await page.locator('.next a.button').click();
		await page.locator('.who').waitFor();
		const whose = page.locator('.who input').first();
		if (!(await whose.isChecked())) await page.locator('.who label').first().click();
		said.push(await look(`${lang} house`));
		await page.locator('footer a.button').click();
		await page.locator('fieldset').first().waitFor();
		await page.locator('fieldset').nth(1).locator('.pick').first().click();
		await page.locator('details summary').first().click();
		said.push(await look(`${lang} visit`));
		await page.locator('a[href*="/hoi/"]').first().click();
		await page.locator('.aloud').first().waitFor();
		said.push(await look(`${lang} ask`));
		await page.locator('footer a.button').click();
		await page.locator('a[href*="/sua/"]').first().click();
		await page.locator('input[name=source]').first().waitFor();
		said.push(await look(`${lang} right`));
		await page.locator('.fh .back').click();
		await page.locator('a[href*="/dinh-danh/"]').first().click();
		// The page before it has as many sets of keys.
		await page.locator('input[name=fingers]').first().waitFor({ state: 'attached' });
		for (const n of [0, 1, 2, 3, 4]) await page.locator('fieldset').nth(n).locator('.pick').first().click();
		await page.locator('.got').waitFor();
		said.push(await look(`${lang} e-id`));
		if (lang !== 'vi') for (const text of said) expect(text).not.toMatch(/nhà|máy|chưa|được/);
		expect(texts[0]).not.toContain('Giếng');
	}
	expect(found).toEqual([]);
});

test('a yes and five answers are kept with the visit; a mistake is taken back, and what was typed is there again', async () => {
	await page.locator('footer a.button').click();
	await page.locator('a[href*="/hoi/"]').first().click();
	await page.locator('.aloud').first().waitFor();
	await page.locator('.pick', { hasText: 'Đã đọc to, bác đồng ý' }).first().click();
	await page.getByRole('link', { name: 'Xong, ghi tiếp' }).click();
	await page.getByText('đã hỏi 1 câu lần này').waitFor();
	await page.getByText('đã hỏi đủ năm câu').waitFor();
	for (const asked of await page.locator('fieldset:has(.asked)').all()) await asked.locator('.pick').first().click();
	const before = await unsent();
	await page.getByRole('button', { name: 'Lưu, ra nhà sau' }).click();
	await page.getByRole('button', { name: 'Hoàn tác' }).waitFor();
	// The visit, the yes, the five answers.
	expect(await unsent()).toBe(before + 3);
	await page.getByRole('button', { name: 'Hoàn tác' }).click();
	// The visit is none, and the yes is none.
	await expect.poll(unsent).toBe(before + 5);
	await page.locator('.next a.button').click();
	await page.getByRole('link', { name: 'Ghi tiếp' }).click();
	await page.getByText('đã hỏi 1 câu lần này').waitFor();
	await page.getByRole('button', { name: 'Lưu, ra nhà sau' }).click();
	await page.locator('.saved').waitFor();
	expect(await unsent()).toBe(before + 8);
});

test('somebody who was written down wrong is put right by a card; a second tab that lay open presses nothing old', async () => {
	const before = await unsent();
	await putRightInTwoTabs(page, newPage);
	expect(await unsent()).toBe(before + 1);
});

test('what lies in the browser names nobody', async () => {
	const names = await askHouse<{ name: string }>(`
		select p.name from person p join household_member m on m.person_id = p.id join field_holding f on f.household_id = m.household_id
			join field_area a on a.id = f.area_id where a.name = 'Gò Nắng B'`);
	expect(names.length).toBeGreaterThan(15);
	const dump = await dumpOf(page);
	expect(dump.length).toBeGreaterThan(10_000);
	for (const { name } of names) expect(dump).not.toContain(name);
});

test('a card is held up, heard without a line, said back and done again; how it went follows from that', async () => {
	await page.locator('.next a.button').click();
	await page.locator('.who').waitFor();
	await page.locator('.who label').first().click();
	await page.locator('section[aria-labelledby=fit] a').first().click();
	await page.locator('.sheet').waitFor();
	await page.getByRole('button', { name: 'Nghe' }).click();
	// Its voice lies on the phone: the line is gone since the morning.
	await expect.poll(() => page.locator('audio').evaluate((sound: HTMLAudioElement) => sound.duration > 5)).toBe(true);
	await page.getByRole('button', { name: 'Dừng' }).click();
	await page.locator('.pick', { hasText: 'Đủ ý' }).click();
	await page.locator('.pick', { hasText: 'Nhắc bằng lời' }).click();
	expect(await page.locator('[role=status]').innerText()).toContain('Cần nhắc');
	await page.getByRole('button', { name: 'Nay khác rồi, báo lại' }).click();
	await page.getByText('trưởng địa bàn sẽ xem').waitFor();
	await page.getByRole('button', { name: 'Xong, ghi tiếp' }).click();
	await page.getByRole('button', { name: 'Lưu, ra nhà sau' }).click();
	await page.locator('.saved').waitFor();
});

let number = '';
test('a file is written at her table without a line, question by question, and signed on a sheet of which a photo is taken', async () => {
	await page.locator('.next a.button').click();
	await page.locator('.who label').first().click();
	await page.locator('footer a.button').last().click();
	number = await writePension(page);
	await page.getByRole('button', { name: 'Lưu, ra nhà sau' }).click();
	await page.locator('.next').waitFor();
	// The visit, the file, and its photo in parts.
	expect(await unsent()).toBeGreaterThan(11);
});

test('somebody says by when they are safe; without a line the phone says that nobody knows it yet', async () => {
	await page.getByRole('link', { name: 'Hẹn giờ báo bình an' }).click();
	await page.getByRole('button', { name: /^60 phút/ }).click();
	await page.getByText('CHƯA đến Trung tâm').waitFor();
	expect(await page.locator('.ring b').innerText()).toBe('60');
	await page.locator('.fh .back').click();
	await page.getByRole('link', { name: /^Hẹn báo bình an/ }).waitFor();
});

test('with a line again everything arrives once, and the phone says where each word is', async () => {
	const before = await visits();
	expect(before).toEqual([]);
	await line.comes();
	await page.goto(`${field}/ra-ngo/may`);
	await page.locator('#pin').waitFor();
	await unlockBy(PIN);
	await page.getByRole('button', { name: 'Gửi ngay' }).click();
	await expect.poll(unsent, { timeout: 15_000 }).toBe(0);
	await page.getByText('Mọi lời đã đến máy chủ').waitFor();
	expect([...new Set(await page.locator('.mark').allInnerTexts())]).toEqual(['đã đến máy chủ']);
	expect(await visits()).toEqual([
		{ outcome: 'met', met: 1, taught: 1 },
		...Array(3).fill({ outcome: 'not-home', met: 0, taught: 0 }),
		{ outcome: 'met', met: 1, taught: 2 },
		{ outcome: 'met', met: 1, taught: 1 },
		{ outcome: 'met', met: 1, taught: 0 }
	]);
	const carded = await askHouse<{ how: string; said: string; did: string }>(
		'select how, said_back as said, done_again as did from encounter where card is not null'
	);
	expect(carded).toEqual([{ how: 'guided', said: 'full', did: 'hint' }]);
	const yes = await askHouse<{ answer: string; read: boolean }>(
		"select answer, read_aloud as read from consent c join assisted_session s on s.id = c.session_id where s.channel = 'home'"
	);
	expect(yes).toEqual([{ answer: 'given', read: true }]);
	const looks = await askHouse<{ count: number }>(
		"select count(*)::int from look where what = 'door' and actor_kind = 'phone'"
	);
	expect(looks[0]!.count).toBeGreaterThanOrEqual(3);
	const [placed] = await askHouse<{ lat: number }>(
		'select lat from dwelling where placed_at is not null order by placed_at desc limit 1'
	);
	expect(placed!.lat).toBe(19.6051);
	const needs = await askHouse<{ kind: string; source: string }>(
		"select n.kind, n.source from need n where n.source = 'door' order by n.kind"
	);
	expect(needs).toEqual(['e-id', 'papers'].map((kind) => ({ kind, source: 'door' })));
	await page.locator('.thumbs a').first().click();
	await page.getByRole('link', { name: /^Hẹn báo bình an/ }).click();
	await page.getByText('Giờ hẹn này Trung tâm đã nhận').waitFor();
	// A touch is no alarm; two seconds are, and two dots are all that shows.
	await page.locator('.hush').click();
	await page.locator('.hush').hover();
	await page.mouse.down();
	await page.waitForTimeout(2200);
	await page.mouse.up();
	await page.locator('.dots').waitFor();
	const [alarm] = await askHouse<{ count: number }>(
		'select count(*)::int from field_outing where alarm_at is not null'
	);
	expect(alarm!.count).toBe(1);
	await page.locator('.fh .back').click();
	expect(await visits()).toHaveLength(7);
	// Whoever leads the area sees that somebody was met.
	const lead = await walker(browser, { script: false });
	await signIn(lead.page, 'bien', null);
	await lead.page.goto(`${origin}/can-bo/chien-dich`);
	await lead.page.goto(`${origin}/can-bo/can-xem`);
	await lead.page.locator('section[aria-labelledby=out]', { hasText: 'Gió Thị Mận' }).waitFor();
	await lead.page.getByText('Thẻ dạy được báo là nay đã khác').waitFor();
	await lead.page.getByRole('button', { name: 'Đã xem thẻ này' }).click();
	await lead.page.getByText('Đã ghi là xem rồi.').waitFor();
	await lead.page.goto(`${origin}/can-bo/chien-dich`);
	expect(await lead.page.locator('h1').innerText()).toMatch(/tới 4 trên/);
	await lead.context.close();
	const desk = await walker(browser, { script: false });
	await signIn(desk.page, 'mai', null);
	await seenAtDesk(desk.page, origin, number);
	await desk.context.close();
	expect(faults).toEqual([]);
});
