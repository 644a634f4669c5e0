import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { begin, beginWith, chooseDirect, readOn } from './guide.ts';
import { faultsOf } from './page-faults.ts';
import { answerAll, askHouse, calm, device, openBrowser, origin, signIn, walker } from './walk.ts';

// A grandparent registers twins: their mother stands in the register and is not typed, the second begins from the first, and the fee
// is what its text says of a birth in time.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

/** Somebody who lives with another one, of whom the house has all that a form asks for. */
const PAIR = `
	select h.name as head, m.name as mother, m.birth_year as year from household_member a
	join person h on h.id = a.person_id join household_member b on b.household_id = a.household_id and b.person_id <> a.person_id
	join person m on m.id = b.person_id
	where a.relation = 'head' and a.until is null and b.until is null and h.verified and m.birth_year between 1960 and 2000
	order by h.name limit 1`;

test('twins, with a mother from the register', async () => {
	const [pair] = await askHouse<{ head: string; mother: string; year: number }>(PAIR);
	expect(pair).toBeDefined();
	const [guide, screen] = await Promise.all([walker(browser), walker(browser, { width: 1280, height: 800 })]);
	const { page } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await device(screen.page, 'second-screen');
	await beginWith(page, pair!.head);
	await begin(guide, 'khai sinh cho chau moi sinh', '1.001193');

	// The register fills in the mother; nobody types her.
	await page.goto(`${origin}/can-bo/phien?cau=mother-name`);
	await page.getByRole('link', { name: 'Tìm mẹ cháu trong sổ dân cư' }).click();
	for (const lang of ['en', 'hi', 'vi']) {
		await page.context().addCookies([{ name: 'lang', value: lang, url: origin }]);
		await page.reload();
		expect([lang, await faultsOf(page, '/can-bo/phien/cha-me', lang, [])]).toEqual([lang, []]);
	}
	await page.locator('li', { hasText: pair!.mother }).getByRole('button', { name: 'Là mẹ cháu' }).first().click();
	await page.waitForURL(/can-bo\/phien$/);
	const day = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('/');
	const given = {
		...{ relation: 'relative', 'child-name': 'Mây Nhỏ', 'child-birth': day, 'child-ethnicity': 'Thái' },
		...{ 'mother-ethnicity': 'Thái', 'father-named': 'no', 'applicant-phone': '', receive: 'desk' }
	};
	await answerAll(page, given);
	await chooseDirect(guide);
	const first = await readOn(screen.page);
	expect(first).toContain(pair!.mother);
	expect(first).toContain('Nộp đúng hạn nên được miễn');
	await screen.page.getByRole('button', { name: /Đúng rồi/ }).click();
	await screen.page.waitForLoadState();

	// The second begins from the first: three questions are left, and both children stand apart in their files.
	await page.goto(`${origin}/can-bo/phien/phieu`);
	await page.getByRole('button', { name: 'Sinh đôi' }).click();
	await page.waitForURL(/giay-to/);
	const rows = await page.locator('tbody tr').count();
	for (let n = 0; n < rows; n++)
		await page.locator('tbody tr').nth(n).locator('form').first().locator('button').first().click();
	await page.goto(`${origin}/can-bo/phien`);
	const asked: string[] = [];
	for (const raw of ['Mây Lớn', '', '']) {
		asked.push(await page.locator('h1').innerText());
		if (raw) {
			await page.locator('#raw').fill(raw);
			await Promise.all([page.waitForEvent('load'), page.locator('#raw').press('Enter')]);
		} else await Promise.all([page.waitForEvent('load'), page.locator('.option').first().click()]);
	}
	expect(asked).toEqual(['Cháu bé tên là gì?', 'Cháu là trai hay gái?', 'Cháu có giấy chứng sinh không?']);
	await page.waitForURL(/xem-lai/);
	const check = await page.locator('main').innerText();
	expect(check).toContain('Mây Lớn');
	expect(check).toContain(pair!.mother);
	expect(check).not.toContain('Mây Nhỏ');
	expect(check).not.toContain('vừa nộp');
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	calm(guide);
	calm(screen);
});
