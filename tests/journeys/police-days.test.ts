import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { faultsByAxe } from './axe.ts';
import { openSession, SOM } from './guide.ts';
import { askHouse, calm, openBrowser, origin, signIn, walker, type Walker } from './walk.ts';

// The police open a day, somebody books it, and they call it off by mistake: nothing is ticked for them, the name stands there, it is
// taken back; called off in earnest, who had it stands on the call list at once.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const page = '/can-bo/lich-cong-an';
const workday = (from: string): string => (isDayOff(from) ? workday(addDays(from, 1)) : from);
/** Far enough that no other journey has it. */
const day = workday(addDays(dayOf(new Date()), 40));

async function open({ page: tab }: Walker, on: string, from = '08:00', until = '09:00'): Promise<void> {
	await tab.goto(page);
	await tab.locator('summary[data-key=G]').click();
	await tab.locator('#day').fill(on);
	await tab.locator('#from').fill(from);
	await tab.locator('#until').fill(until);
	await tab.locator('form[action="?/open"] button.button').click();
	await tab.waitForLoadState();
}

/** The form by which times of our day are called off, unfolded. */
async function callingOff({ page: tab }: Walker) {
	await tab.goto(page);
	for (let n = 0; n < 9 && (await tab.locator(`#hoan-${day}`).count()) === 0; n++)
		await tab.goto(`${origin}${page}?trang=${n + 1}`);
	const form = tab.locator('details', { has: tab.locator(`#hoan-${day}`) });
	await form.locator('summary').click();
	return form;
}

async function bookFirst(guide: Walker): Promise<void> {
	await guide.page.goto('/can-bo/quay');
	await openSession(guide, SOM);
	await guide.page.goto('/can-bo/phien/san-sang?hoi=1');
	const ready = { want: 'level-2', card: 'chip', sim: 'own', phone: 'able', fingers: 'readable' };
	for (const [name, value] of Object.entries(ready))
		await guide.page.locator(`input[name=${name}][value=${value}]`).check();
	await guide.page.getByRole('button', { name: 'Xem cửa tiếp theo' }).click();
	const [slot] = await askHouse<{ id: string }>(
		`select id from police_slot where day = '${day}' and withdrawn_at is null order by starts limit 1`
	);
	await guide.page.locator('#slot').selectOption(slot!.id);
	await guide.page.getByRole('button', { name: 'Hẹn giờ này' }).click();
	await guide.page.getByText('Đã hẹn. Mời in phiếu cho bác.').waitFor();
	await guide.page.goto('/can-bo/phien');
	await guide.page.keyboard.press('F10');
	await guide.page.waitForURL(/can-bo\/quay/);
}

test('a day that is over is told by its box, in the words of whoever reads, and what was typed stays', async () => {
	const police = await walker(browser);
	await signIn(police.page, 'sam', null);
	for (const [lang, words] of [
		['vi', 'Ngày này đã qua. Mời chọn ngày khác.'],
		['en', 'This day has passed. Choose another.'],
		['hi', 'यह दिन बीत गया। दूसरा चुनें।']
	] as const) {
		await police.context.addCookies([{ name: 'lang', value: lang, url: origin }]);
		await open(police, '2026-01-05', '09:15', '10:45');
		expect(await police.page.locator('#day-error').innerText()).toContain(words);
		expect(await police.page.locator('#day').inputValue()).toBe('2026-01-05');
		expect(await police.page.locator('#from').inputValue()).toBe('09:15');
		expect(await police.page.locator('#until').inputValue()).toBe('10:45');
	}
	calm(police);
	await police.context.close();
});

test('nothing is ticked, names stand under each time, a minute takes it back; in earnest, the call list has her', async () => {
	const [police, guide, leader] = [await walker(browser), await walker(browser), await walker(browser)];
	await signIn(police.page, 'sam', null);
	await open(police, day);
	await signIn(guide.page, 'lua', 'Bàn hướng dẫn 1');
	await askHouse(
		`update police_booking set state = 'cancelled', settled_on = current_date where state = 'booked' and person_id = (select id from person where name = 'Sương Thị Sớm' and merged_into is null order by made_at limit 1)`
	);
	await bookFirst(guide);
	await signIn(leader.page, 'thach', null);
	/** On the call list, whatever else there is to call her for. */
	const toCall = async (): Promise<number> => {
		await leader.page.goto('/can-bo/danh-sach-goi');
		return leader.page.locator('tbody tr', { hasText: 'Sương Thị Sớm' }).count();
	};
	const before = await toCall();

	let form = await callingOff(police);
	expect(await form.locator('input[type=checkbox]:checked').count()).toBe(0);
	expect(await form.locator('.who').allInnerTexts()).toEqual(['Sương Thị Sớm', 'Chưa ai hẹn giờ này.']);
	expect(await faultsByAxe(police.page)).toEqual([]);
	await form.getByRole('button', { name: 'Hoãn những giờ đã chọn' }).click();
	await police.page.locator(`#hoan-${day}-error`, { hasText: 'Chưa chọn giờ nào' }).waitFor();

	form = police.page.locator('details', { has: police.page.locator(`#hoan-${day}`) });
	await form.locator('input[type=checkbox]').first().check();
	await form.getByRole('button', { name: 'Hoãn những giờ đã chọn' }).click();
	await police.page.getByText('Đã hoãn 1 lượt giờ.').waitFor();
	const [tab, other] = [police.page, await police.context.newPage()];
	await other.goto(tab.url());
	await tab.getByRole('button', { name: 'Hoàn tác' }).click();
	await tab.getByText('Đã hoàn tác: 1 lượt giờ lại như cũ.').waitFor();
	// The other tab still shows the key: it is told that this was done.
	await other.getByRole('button', { name: 'Hoàn tác' }).click();
	await other.getByText('Lần hoãn này đã hoàn tác rồi').waitFor();
	await other.close();

	expect(await toCall()).toBe(before);
	form = await callingOff(police);
	for (const box of await form.locator('input[type=checkbox]').all()) await box.check();
	await form.getByRole('button', { name: 'Hoãn những giờ đã chọn' }).click();
	await police.page.getByText('Trung tâm gọi lại 1 người.').waitFor();
	expect(await toCall()).toBe(before + 1);
	const hers = leader.page.locator('tbody tr', { hasText: 'Sương Thị Sớm' });
	await hers.getByText('0900000318').first().waitFor();
	await leader.page.goto('/can-bo/nhu-cau?goi=1');
	await leader.page.locator('tbody tr', { hasText: 'Sương Thị Sớm' }).filter({ hasText: 'VNeID' }).first().waitFor();
	for (const one of [police, guide, leader]) {
		calm(one);
		await one.context.close();
	}
});
