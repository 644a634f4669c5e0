import postgres from 'postgres';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { embeddedUrls } from '../../house/lib/database-access.mjs';
import { bindTo, choosePin, digitsOn, PIN, setPinOn, unlockOn, unsentOn } from '../support/field-browser.ts';
import { lineOf } from './field-phone.ts';
import { faultsOf } from './page-faults.ts';
import { askHouse, calm, openBrowser, origin, ports, signIn, walker } from './walk.ts';

// Đào helps in a class of forty and goes from door to door: her phone takes the roll along, calls it without a line, and it arrives once. Somebody
// of the Youth Union signs for a class and sees what is hers.

const field = `http://127.0.0.1:${ports()['FIELD_PORT']}`;
let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

/** A lesson of today with forty people in which Đào helps: written below the commands, which would look up each of them by telephone. */
async function fortyToday(venue: string): Promise<string> {
	const { ownerUrl } = embeddedUrls(inject('dataDir'), ports()['DATABASE_PORT'])!;
	const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { search_path: 'thanh_hoa,public' } });
	const run = crypto.randomUUID();
	try {
		await sql`insert into class_run (id, centre_id, template, venue, step_free, power, capacity, helpers, trainer_id, trainer_name, starts, minutes, given_up, made_by, made_at)
			select ${run}, 1, 'beginners', ${venue}, true, true, 40, 8, id, name, '00:00', 90, '[]', id, now() from staff where login = 'lua'`;
		await sql`insert into class_session (run_id, no, day) select ${run}, 1, (now() at time zone 'Asia/Ho_Chi_Minh')::date`;
		await sql`insert into class_hand (run_id, staff_id, centre_id, part, organisation, name, named_by, named_at)
			select ${run}, d.id, 1, 'helper', 'centre', d.name, l.id, now() from staff d, staff l where d.login = 'dao' and l.login = 'lua'`;
		await sql`insert into class_seat (id, run_id, centre_id, person_id, number, source, state, asked_at, by_staff)
			select gen_random_uuid(), ${run}, 1, p.id, row_number() over (order by p.id), 'phone', 'taken', now() - interval '2 days', s.id
			from (select id from person where commune_id = (select parent_id from place where id = 1) and merged_into is null and erased_at is null order by id limit 40) p, staff s where s.login = 'lua'`;
		return run;
	} finally {
		await sql.end();
	}
}

const marksOf = (run: string) =>
	askHouse<{ how: string; n: number }>(
		`select how, count(*)::int as n from class_mark where run_id = '${run}' group by how order by how`
	);

test('forty are on the roll of a phone without a line in fewer than five minutes of touches; the tab dies; it arrives once', async () => {
	const venue = `Nhà văn hoá ${crypto.randomUUID().slice(0, 4)}`;
	const run = await fortyToday(venue);
	const context = await browser.newContext({ viewport: { width: 360, height: 780 } });
	const line = await lineOf(context);
	const faults: string[] = [];
	const opened = async (): Promise<Page> => {
		const made = await context.newPage();
		made.on('pageerror', (fault) => faults.push(fault.message));
		return made;
	};
	let page = await opened();
	const digits = await digitsOn(page, field);
	const lead = await walker(browser, { script: false });
	await signIn(lead.page, 'bien', null);
	await bindTo(lead.page, origin, digits, 'Sương Thị Đào');
	await lead.context.close();
	await choosePin(page);
	await setPinOn(page);
	const lesson = page.locator('.rows a', { hasText: venue });
	await lesson.waitFor();
	// The page of the roll lies on the phone before anybody has opened it.
	await line.goes();
	await lesson.click();
	const seats = page.locator('.seat');
	await expect.poll(() => seats.count()).toBe(40);
	let touches = 0;
	const mark = async (words: string): Promise<void> => {
		await page.getByRole('button', { name: words, exact: true }).click();
		touches++;
	};
	const touch = async (number: number): Promise<void> => {
		await seats.nth(number - 1).click();
		touches++;
	};
	for (let n = 1; n <= 40; n++) if (![7, 11, 18, 24, 29, 37].includes(n)) await touch(n);
	await mark('muộn');
	for (const n of [11, 24]) await touch(n);
	await mark('xin nghỉ');
	await touch(29);
	expect(await page.locator('.fh small').innerText()).toContain('34 có mặt, 2 muộn');
	await page.locator('.fh small', { hasText: 'đã lưu trên máy' }).waitFor();
	// A touch of the screen takes 0.4 s, and 1.35 s are thought before each person.
	expect(40 * 1.35 + touches * 0.4).toBeLessThan(300);
	const address = page.url();
	await page.close({ runBeforeUnload: false });
	page = await opened();
	await page.goto(address);
	await unlockOn(page, PIN);
	await page.getByRole('button', { name: '3 chưa thấy' }).click();
	expect(await page.locator('.seat').count()).toBe(3);
	await page.getByRole('button', { name: '3 chưa thấy' }).click();
	expect(await unsentOn(page)).toBe(0);
	await page.getByRole('button', { name: 'Xong' }).click();
	await page.getByRole('button', { name: 'Lưu và kết thúc buổi' }).click();
	await expect.poll(() => unsentOn(page)).toBe(2);
	await page.getByText('Buổi đã kết thúc.').waitFor();
	expect(await marksOf(run)).toEqual([]);
	await line.comes();
	await expect.poll(() => unsentOn(page), { timeout: 30_000 }).toBe(0);
	expect(await marksOf(run)).toEqual([
		{ how: 'away', n: 3 },
		{ how: 'excused', n: 1 },
		{ how: 'here', n: 34 },
		{ how: 'late', n: 2 }
	]);
	// What the house says now is what was said: the three are away on the phone too.
	await page.locator('.seat.away').nth(2).waitFor();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
	expect(faults).toEqual([]);
	await context.close();
});

test('somebody of the Youth Union finds the classes that name her, ticks off what she sees to, signs, and opens nothing else', async () => {
	const her = await walker(browser, { width: 360, height: 780, script: false });
	const { page } = her;
	await signIn(page, 'nep', null);
	await page.waitForURL(/lop-cua-toi/);
	const wanted = page.locator('section', { hasText: 'Nhà văn hoá Đồng Sương' });
	await wanted.getByRole('button', { name: 'Đã xong' }).click();
	await page.getByText('Đã ghi.').waitFor();
	await wanted.getByRole('button', { name: 'Ký nhận cùng tổ chức' }).click();
	await page.getByText('Đã ký.').waitFor();
	await wanted.getByText('2 tổ chức, 2 đã ký').waitFor();
	const begun = page.locator('section', { hasText: 'Nhà văn hoá Cầu Mây' });
	await begun.getByRole('link', { name: 'Xem điểm danh' }).first().click();
	await page.getByText('trong 10').first().waitFor();
	for (const path of ['/can-bo/lop-hoc', '/can-bo/dan-cu', '/can-bo/bang', '/can-bo/ho-so']) {
		const answer = await page.goto(`${origin}${path}`);
		expect(answer!.status(), path).toBe(403);
	}
	calm(her);
	await her.context.close();
});

test('she is named to look on: whom she may look at, one task without script, and what she wrote taken back', async () => {
	// Walked once more in the same house she begins anew.
	await askHouse(`delete from skill_evidence where session_id is null and kind = 'task'`);
	const her = await walker(browser, { width: 360, height: 780, script: false });
	const { page } = her;
	await signIn(page, 'nep', null);
	await page.waitForURL(/lop-cua-toi/);
	await page.getByRole('link', { name: 'Ngồi xem bà con làm' }).click();
	await page.waitForURL(/lop-hoc\/[0-9a-f-]{36}\/xem$/);
	const learners = page.locator('main ol.lines li');
	expect(await learners.count()).toBeGreaterThan(5);
	await learners.first().getByRole('link').click();
	await page.waitForURL(/xem\/[0-9a-f-]{36}$/);
	await page.locator('a[href$="/T4.4"]').click();
	await page.waitForURL(/T4\.4$/);
	const [task, whom, all] = [0, 1, 2].map((n) =>
		new URL(page.url()).pathname
			.split('/')
			.slice(0, -n || undefined)
			.join('/')
	);
	const form = await page.locator('input[name=form]').inputValue();
	const alone = page.locator('input[name^="step-"][value=self]');
	for (let n = 0; n < (await alone.count()); n++) await alone.nth(n).check({ force: true });
	await page.locator('input[name=level][value="2"]').check({ force: true });
	await page.getByRole('button', { name: 'Lưu lần xem này' }).click();
	await page.getByText('Đã lưu lần xem này.').waitFor();
	expect(await page.locator('input[name=form]').inputValue()).not.toBe(form);
	await page.getByRole('button', { name: 'Ghi nhầm, lấy lại' }).click();
	await page.getByText('Đã lấy lại.').waitFor();
	expect(await page.locator('input[name=form]').inputValue()).toBe(form);
	const [row] = await askHouse<{ taken: boolean }>(
		`select taken_back_at is not null as taken from skill_evidence where session_id is null and kind = 'task'`
	);
	expect(row!.taken).toBe(true);
	// Pages that are hers alone, as `every-page` looks at those of others.
	const look = await walker(browser);
	await signIn(look.page, 'nep', null);
	for (const locale of ['vi', 'en', 'hi'] as const) {
		await look.context.addCookies([{ name: 'lang', value: locale, url: origin }]);
		for (const path of [task!, whom!, all!]) {
			await look.page.goto(origin + path);
			expect(await faultsOf(look.page, path, locale, []), `${locale} ${path}`).toEqual([]);
		}
	}
	for (const one of [her, look]) {
		calm(one);
		await one.context.close();
	}
});
