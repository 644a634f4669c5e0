import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { begin, openSession, SOM } from './guide.ts';
import { answerAll, calm, openBrowser, origin, signIn, walker } from './walk.ts';

// A grandmother registers the birth of a grandchild who has no number yet.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

test('the file stands in the child’s name, she submits it, and it says by what right', async () => {
	const guide = await walker(browser);
	const { page } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await page.goto(`${origin}/can-bo/quay`);
	await openSession(guide, SOM);
	await begin(guide, 'giay khai sinh cho chau', '1.001193');
	await page.getByRole('link', { name: 'Đổi chủ hồ sơ' }).click();
	await page.locator('#words').fill('thong van gia');
	await page.locator('#words').press('Enter');
	await page.getByRole('button', { name: 'Để người này là chủ hồ sơ' }).first().click();
	expect(await page.getByRole('alert').innerText()).toContain('vì sao nộp thay');

	await page.getByText('Người ấy chưa có trong sổ').click();
	await page.locator('#name').fill('Mây Nhỏ 2');
	const record = page.locator('details form');
	await record.locator('select[name=basis]').selectOption('guardian');
	await record.getByRole('button').click();
	await page.getByText('Tên chỉ có chữ').waitFor();
	expect(await record.locator('select[name=basis]').inputValue()).toBe('guardian');
	await page.locator('#name').fill('Mây Nhỏ');
	await page.locator('#year').fill('2026');
	await record.getByRole('button').click();
	await page.waitForURL(/da=1/);
	expect(await page.locator('h1').innerText()).toBe('Chủ hồ sơ là Mây Nhỏ');
	expect(await page.locator('main').innerText()).toContain(
		'Sương Thị Sớm nộp thay Mây Nhỏ: cha, mẹ hoặc người giám hộ'
	);

	await page.goto(`${origin}/can-bo/phien`);
	const year = String(new Date().getFullYear());
	await answerAll(page, {
		'child-birth': `2/1/${year}`,
		'child-ethnicity': 'muong',
		'mother-birth': '1999',
		'mother-id-number': '',
		'mother-ethnicity': 'Kinh',
		'father-named': 'no'
	});
	await page.waitForURL(/xem-lai/);
	const review = await page.locator('main').innerText();
	expect(review).toContain('Mây Nhỏ');
	expect(review).toContain('Mường');

	// A wrong correction stays with its question and says why.
	await page.goto(`${origin}/can-bo/phien?cau=mother-birth`);
	await page.locator('#y').fill(year);
	await page.locator('#y').press('Enter');
	expect(await page.getByRole('alert').innerText()).toContain('trước ngày sinh của cháu bé');
	expect(await page.locator('#y').inputValue()).toBe(year);
	// Everything is answered: she corrects one herself, and her answer gives the keyboard back.
	await page.goto(`${origin}/can-bo/phien?cau=child-birthplace`);
	await page.keyboard.press('F8');
	await page.getByText('Bàn phím đang là của bác').waitFor();
	await page.locator('#raw').fill('trạm xá Gò Nắng');
	await page.getByRole('button', { name: 'Xong, đi tiếp' }).click();
	await page.waitForURL(/xem-lai/);
	expect(await page.locator('main').innerText()).toContain('trạm xá Gò Nắng');

	// Ended and begun again on another day: nothing is typed twice.
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	await openSession(guide, SOM);
	await page.locator('li', { hasText: '1.001193' }).getByRole('button', { name: 'Làm tiếp' }).first().click();
	await page.waitForURL(/xem-lai/);
	expect(await page.locator('main').innerText()).toContain('trạm xá Gò Nắng');
	await page.getByRole('button', { name: 'Để đó, làm việc khác' }).click();
	await page.locator('#q').waitFor();
	await page.keyboard.press('F10');
	await page.waitForURL(/can-bo\/quay/);
	calm(guide);
	await guide.context.close();
});
