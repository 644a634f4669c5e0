import postgres from 'postgres';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { embeddedUrls } from '../../house/lib/database-access.mjs';
import { personId } from '../../seed/house.ts';
import { askHouse, calm, openBrowser, origin, ports, signIn, walker } from './walk.ts';

// Bác Sớm was away from the first lesson; Lúa gives her the same one in another class, and she reads it at home. She comes with a friend. A sheet of
// names that was handed in becomes places.

const SOM = personId('Sương Thị Sớm1950-03-14');
let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

/** Somebody who needs to be safe online; a class of which the first lesson began today and the second is in two days, with bác Sớm in it; and one that begins in three days. */
async function twoClasses(): Promise<{ run: string; other: string; need: string }> {
	const { ownerUrl } = embeddedUrls(inject('dataDir'), ports()['DATABASE_PORT'])!;
	const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { search_path: 'thanh_hoa,public' } });
	const [run, other, need] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
	try {
		for (const [id, venue] of [
			[run, 'Nhà văn hoá Sương Tan'],
			[other, 'Nhà văn hoá Nắng Mới']
		] as const)
			await sql`insert into class_run (id, centre_id, template, venue, step_free, power, capacity, helpers, trainer_id, trainer_name, starts, minutes, given_up, made_by, made_at)
				select ${id}, 1, 'self-protection', ${venue}, true, true, 4, 1, id, name, '00:00', 90, '[]', id, now() - interval '3 days' from staff where login = 'lua'`;
		await sql`insert into class_session (run_id, no, day) select r.id, r.no, (now() at time zone 'Asia/Ho_Chi_Minh')::date + r.days
			from (values (${run}::uuid, 1, 0), (${run}::uuid, 2, 2), (${other}::uuid, 1, 3), (${other}::uuid, 2, 5)) r (id, no, days)`;
		await sql`insert into class_seat (id, run_id, centre_id, person_id, number, source, state, asked_at, by_staff)
			select gen_random_uuid(), ${run}, 1, ${SOM}, 1, 'phone', 'taken', now() - interval '2 days', id from staff where login = 'lua'`;
		await sql`insert into need (id, centre_id, person_id, kind, urgency, source, made_at)
			select ${need}, 1, id, 'safety-online', 'this-month', 'phone', now() from person where name = 'Thông Văn Già' limit 1`;
		return { run, other, need };
	} finally {
		await sql.end();
	}
}

test('a lesson is made up for in another class, read and given back at home; somebody comes along; a sheet becomes places; a need leads there', async () => {
	const { run, other, need } = await twoClasses();
	const guide = await walker(browser);
	const her = await walker(browser, { width: 360, height: 740, script: false });
	const { page } = guide;
	await signIn(page, 'lua', null);
	await page.goto(`${origin}/can-bo/lop-hoc/${run}/1`);
	await page.getByRole('button', { name: 'Lưu và kết thúc buổi' }).click();
	await page.getByText('Buổi học đã kết thúc.').waitFor();
	await page.goto(`${origin}/can-bo/lop-hoc/${run}`);
	await page.locator('summary', { hasText: 'Học bù' }).click();
	await page.locator(`button[name=fit][value="${other}.1"]`).click();
	await page.getByText('Đã giữ chỗ học bù.').waitFor();
	await page.goto(`${origin}/can-bo/lop-hoc/${other}/1`);
	await page.locator('.roll li', { hasText: 'Sương Thị Sớm' }).getByText('học bù').waitFor();

	await her.page.goto(`${origin}/cua-toi`);
	await her.page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
	await her.page.waitForURL(`${origin}/cua-toi`);
	await her.page.goto(`${origin}/cua-toi/lop-hoc`);
	const mine = her.page.locator('section', { hasText: 'Nhà văn hoá Sương Tan' });
	await mine.locator('summary', { hasText: 'Tôi muốn đi cùng một người' }).click();
	await mine.getByRole('button', { name: 'bạn bè' }).click();
	await her.page.getByText('Đã ghi có người đi cùng.').waitFor();
	const guest = her.page.locator('section', { hasText: 'Học bù buổi 1' });
	await guest.getByText('Nhà văn hoá Nắng Mới').waitFor();
	expect(await her.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
	await guest.getByRole('button', { name: 'Tôi không đi được' }).click();
	await her.page.getByText('Đã thôi.').waitFor();
	expect(await her.page.getByText('Học bù buổi 1').count()).toBe(0);
	// She chooses it herself, and gives it back again.
	await mine.getByText('bác chưa học').waitFor();
	await mine.locator(`button[name=fit][value="${other}.1"]`).click();
	await her.page.getByText('Đã giữ chỗ học bù.').waitFor();
	expect(await her.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
	await guest.getByRole('button', { name: 'Tôi không đi được' }).click();
	await her.page.getByText('Đã thôi.').waitFor();

	await page.goto(`${origin}/can-bo/lop-hoc/${run}/2`);
	await page.locator('.roll li', { hasText: 'Sương Thị Sớm' }).getByText('có bạn ngồi cùng').waitFor();
	await page.goto(`${origin}/can-bo/lop-hoc/${other}`);
	await page.getByRole('link', { name: 'Ghi tên theo giấy' }).click();
	await page.locator('#sheet').fill('1. Sương Thị Sớm 1950\n2. Quýt Văn Không Có');
	await page.getByRole('button', { name: 'Tìm trong sổ' }).click();
	await page.getByText('sổ không có ai như vậy').waitFor();
	await page.getByRole('button', { name: 'Giữ chỗ cho những người đã chọn' }).click();
	await page.getByText('1 người có chỗ').waitFor();
	expect(await page.locator('#sheet').inputValue()).toBe('Quýt Văn Không Có');
	const seats = await askHouse<{ source: string }>(`select source from class_seat where run_id = '${other}'`);
	expect(seats).toMatchObject([{ source: 'paper' }]);

	// She sits there herself now, and somebody of the register beside her.
	await page.goto(`${origin}/can-bo/lop-hoc/${other}`);
	await page.getByRole('link', { name: 'Đi cùng ai?' }).click();
	await page.locator('#words').fill('Thông');
	await page.locator('#cung').getByRole('button', { name: 'Tìm', exact: true }).click();
	await page.locator('#cung').getByRole('button', { name: 'Đi cùng bác' }).first().click();
	await page.getByText('Đã ghi có người đi cùng.').waitFor();
	await page.getByText('có người nhà ngồi cùng').first().waitFor();

	// What somebody was written down to need leads them there by one key, and its first lesson is promised.
	await page.goto(`${origin}/can-bo/nhu-cau/${need}`);
	await page.locator(`button[name=run][value="${other}"]`).click();
	await page.getByText('Đã có chỗ trong lớp.').waitFor();
	await page.locator('.history').getByText('xếp lớp', { exact: false }).waitFor();
	const promised = await askHouse<{ plan: string; kept: boolean }>(
		`select n.plan, n.promised_on = s.day as kept from need n join class_session s on s.run_id = '${other}' and s.no = 1 where n.id = '${need}'`
	);
	expect(promised).toMatchObject([{ plan: 'class', kept: true }]);
	for (const one of [guide, her]) {
		calm(one);
		await one.context.close();
	}
});
