import postgres from 'postgres';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { embeddedUrls } from '../../house/lib/database-access.mjs';
import { openSession, SOM } from './guide.ts';
import { askHouse, calm, openBrowser, origin, ports, signIn, walker } from './walk.ts';

// Lúa opens a class around the market, keeps a place for bác Sớm, who gives it back on her own page; and calls a roll of forty.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

test('days are tried, seen and opened on; a place is kept at the desk, given back at home, and offered to whoever waits', async () => {
	const guide = await walker(browser);
	const her = await walker(browser, { width: 360, height: 740, script: false });
	const { page } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await page.goto(`${origin}/can-bo/lop-hoc`);
	await page.locator('#venue').fill('Nhà văn hoá Sương Mai');
	await page.locator('#capacity').fill('200');
	await page.getByRole('button', { name: 'Thử xếp ngày' }).click();
	await page.getByRole('button', { name: 'Mở lớp vào các ngày này' }).click();
	await page.getByText('Từ 4 đến 60 người.').first().waitFor();
	expect(await page.locator('#venue').inputValue()).toBe('Nhà văn hoá Sương Mai');
	await page.locator('#capacity').fill('4');
	await page.locator('#helpers').fill('1');
	await page.getByRole('button', { name: 'Thử xếp ngày' }).click();
	await page.getByRole('button', { name: 'Mở lớp vào các ngày này' }).click();
	await page.waitForURL(/lop-hoc\/[0-9a-f-]{36}/);
	const run = /lop-hoc\/([0-9a-f-]{36})/.exec(page.url())![1]!;
	await page.getByText('Chưa ai giữ chỗ.').waitFor();

	await page.goto(`${origin}/can-bo/quay`);
	await openSession(guide, SOM);
	await page.keyboard.press('Alt+l');
	await page.waitForURL(/phien\/lop-hoc/);
	await page.locator(`button[name=run][value="${run}"]`).click();
	await page.getByText('Đã giữ chỗ.').waitFor();
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);

	await her.page.goto(`${origin}/cua-toi`);
	await her.page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
	await her.page.waitForURL(`${origin}/cua-toi`);
	await her.page.getByRole('link', { name: 'Lớp học', exact: true }).click();
	const mine = her.page.locator('section', { hasText: 'Nhà văn hoá Sương Mai' });
	await mine.getByRole('button', { name: 'Tôi không đi được' }).click();
	await her.page.getByText('Đã thôi.').waitFor();
	await her.page
		.locator('section', { hasText: 'Nhà văn hoá Sương Mai' })
		.getByRole('button', { name: 'Giữ một chỗ' })
		.waitFor();
	const [seat] = await askHouse<{ state: string }>(`select state from class_seat where run_id = '${run}'`);
	expect(seat!.state).toBe('left');
	await page.goto(`${origin}/can-bo/lop-hoc/${run}`);
	await page.locator('summary', { hasText: 'Không mở lớp này nữa' }).click();
	await page.getByRole('button', { name: 'Dừng lớp' }).click();
	await page.getByText('không mở nữa').first().waitFor();
	for (const one of [guide, her]) {
		calm(one);
		await one.context.close();
	}
});

/** A lesson of today with forty people: written below the commands, which would look up each of them by telephone. */
async function fortyToday(): Promise<string> {
	const { ownerUrl } = embeddedUrls(inject('dataDir'), ports()['DATABASE_PORT'])!;
	const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { search_path: 'thanh_hoa,public' } });
	const run = crypto.randomUUID();
	try {
		await sql`insert into class_run (id, centre_id, template, venue, step_free, power, capacity, helpers, trainer_id, trainer_name, starts, minutes, given_up, made_by, made_at)
			select ${run}, 1, 'beginners', 'Nhà văn hoá Bốn Mươi', true, true, 40, 8, id, name, '00:00', 90, '[]', id, now() from staff where login = 'lua'`;
		await sql`insert into class_session (run_id, no, day) select ${run}, 1, (now() at time zone 'Asia/Ho_Chi_Minh')::date`;
		await sql`insert into class_seat (id, run_id, centre_id, person_id, number, source, state, asked_at, by_staff)
			select gen_random_uuid(), ${run}, 1, p.id, row_number() over (order by p.id), 'phone', 'taken', now() - interval '2 days', s.id
			from (select id from person where commune_id = (select parent_id from place where id = 1) and merged_into is null and erased_at is null order by id limit 40) p, staff s where s.login = 'lua'`;
		return run;
	} finally {
		await sql.end();
	}
}

test('forty are on the roll by what is read aloud, in fewer than five minutes of touches and keys', async () => {
	const guide = await walker(browser);
	const { page } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	const run = await fortyToday();
	await page.goto(`${origin}/can-bo/lop-hoc/${run}/1`);
	await page.locator('[data-number]').waitFor();
	let acts = 0;
	const type = async (words: string): Promise<void> => {
		await page.locator('[data-number]').pressSequentially(words);
		await page.keyboard.press('Enter');
		acts += words.length + 1;
	};
	for (let n = 1; n <= 40; n++)
		if (![7, 18, 37].includes(n)) await type(n === 11 || n === 24 ? `${n}m` : n === 29 ? `${n}p` : `${n}`);
	await type('99');
	expect(await page.locator('[data-number]').inputValue()).toBe('99');
	await page.getByRole('button', { name: 'Lưu điểm danh' }).click();
	await page.getByText('Đã lưu điểm danh.').waitFor();
	acts += 1;
	expect(await page.locator('h1').innerText()).toBe('36 người có mặt, 3 chưa gọi, trong 40');
	// A number is heard, found and typed: the keystroke-level model gives 1.35 s to think before each person and 0.28 s to a key.
	expect(40 * 1.35 + acts * 0.28).toBeLessThan(300);
	await page.locator('[data-row="7"] input[value=late]').check({ force: true });
	await page.getByRole('button', { name: 'Lưu và kết thúc buổi' }).click();
	await page.getByText('Buổi học đã kết thúc.').waitFor();
	expect(await page.locator('h1').innerText()).toBe('37 người có mặt, 0 chưa gọi, trong 40');
	const met = async () => {
		const [row] = await askHouse<{ n: number }>(
			`select count(*)::int as n from encounter where channel = 'class' and day = (now() at time zone 'Asia/Ho_Chi_Minh')::date and person_id in (select person_id from class_mark where run_id = '${run}' and how in ('here', 'late'))`
		);
		return row!.n;
	};
	await expect.poll(met, { timeout: 20_000 }).toBeGreaterThanOrEqual(37);
	await page.goto(`${origin}/can-bo/lop-hoc`);
	await page.getByText('Nhà văn hoá Cầu Mây').first().waitFor();
	calm(guide);
	await guide.context.close();
});

test('a class that is wished for wrongly keeps all that was typed and ticked, and says what is to be put right', async () => {
	const guide = await walker(browser, { width: 360, height: 780, script: false });
	const { page } = guide;
	await signIn(page, 'lua', null);
	await page.goto(`${origin}/can-bo/lop-hoc/hoc-ky`);
	await page.locator('summary', { hasText: 'Thêm lớp muốn mở' }).click();
	const form = page.locator('form[action="?/wish"]', { has: page.locator('#learners') });
	for (const box of await form.locator('input[name=weekdays]').all()) await box.uncheck();
	await form.locator('input[name=starts]').first().uncheck();
	await form.locator('#learners').fill('abc');
	await form.getByRole('button', { name: 'Thêm lớp muốn mở' }).click();
	await page.getByText('Chọn ít nhất một thứ.').first().waitFor();
	expect(await form.locator('#learners').inputValue()).toBe('abc');
	expect(await form.locator('input[name=weekdays]:checked').count()).toBe(0);
	expect(await form.locator('input[name=starts]:checked').count()).toBe(2);
	await form.locator('#learners').fill('9');
	await form.locator('input[name=weekdays]').nth(2).check();
	await form.getByRole('button', { name: 'Thêm lớp muốn mở' }).click();
	await page.getByText('Đã ghi.').waitFor();
	await guide.context.close();
});
