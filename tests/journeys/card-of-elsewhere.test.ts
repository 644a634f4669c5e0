import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { begin as choose, chooseDirect, readOn } from './guide.ts';
import { answerAll, askHouse, calm, device, openBrowser, signIn, walker } from './walk.ts';

// Somebody whom the register does not have brings a card of another commune: nothing that the card said is typed again, and no answer says
// that it stands in a register where it does not.

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

const ADDRESS = 'Thôn Lau Thưa, Lưu Vệ, Quảng Xương, Thanh Hóa';
/** Another at each run: a house may be walked through twice. */
const RUN = String(Date.now()).slice(-5);
const NAME = `Lau Văn ${[...RUN].map((digit) => 'AĂÂBCDĐEÊG'[Number(digit)]).join('')}`;
const two = (n: number): string => String(n).padStart(2, '0');
const BIRTH = [two(1 + (Number(RUN) % 28)), two(1 + (Number(RUN) % 12)), String(1930 + (Number(RUN) % 60))];
const NUMBER = `0971610${RUN}`;
const CARD = `${NUMBER}||${NAME}|${BIRTH.join('')}|Nam|${ADDRESS}|10052022`;

const HAMLET = `thôn Mưa Rào ${RUN}`;

/** By each answer on a page, the words of its mark. */
const marks = async (page: Page, rows: string): Promise<Record<string, string>> =>
	Object.fromEntries(
		await page.locator(rows).evaluateAll((all) =>
			all.flatMap((one) => {
				const mark = one.querySelector('.prov');
				const said = mark?.textContent?.trim() ?? '';
				return mark ? [[one.textContent!.replace(said, '').replace('Sửa', '').trim(), said]] : [];
			})
		)
	);

async function begin(page: Page): Promise<void> {
	await page.goto('/can-bo/mo-phien');
	const left = page.getByRole('button', { name: 'Kết thúc phiên ấy' });
	if ((await left.count()) > 0) await left.click();
}

test('a scanned card fills the page of somebody new, and each answer says whose it is, at the desk and on their screen', async () => {
	const [guide, screen] = await Promise.all([walker(browser), walker(browser, { width: 1280, height: 800 })]);
	const { page } = guide;
	await signIn(page, 'lua', 'Bàn hướng dẫn 1');
	await device(screen.page, 'second-screen');
	await begin(page);
	await page.locator('#card').fill(CARD);
	await page.locator('#card').press('Enter');
	await page.locator('#new-name').waitFor();
	expect(await page.locator('main').innerText()).toMatch(new RegExp(`${BIRTH.join('/')}[^]*Nam[^]*Lưu Vệ`));
	expect(await page.locator('#new-hamlet').inputValue()).toBe('@');
	expect(await page.locator('#new-address').inputValue()).toBe(ADDRESS);
	// A name that is no name is said, and the card is still there.
	await page.locator('#new-name').fill('Lau 123');
	await page
		.getByRole('button', { name: /Ghi và bắt đầu/ })
		.last()
		.click();
	await page.getByText('Tên chỉ có chữ').first().waitFor();
	expect(await page.locator('#new-address').inputValue()).toBe(ADDRESS);
	await page.locator('#new-name').fill(NAME);
	await page
		.getByRole('button', { name: /Ghi và bắt đầu/ })
		.last()
		.click();
	await page.waitForURL(/can-bo\/phien/);
	expect(
		await askHouse(
			`select elsewhere, hamlet, verified from person where name = '${NAME}' order by made_at desc limit 1`
		)
	).toEqual([{ elsewhere: true, hamlet: ADDRESS, verified: true }]);
	await choose(guide, 'ban sao khai sinh', '2.000635');
	const own = { [NAME]: 'từ thẻ', [BIRTH.join('/')]: 'từ thẻ', [ADDRESS]: 'từ thẻ' };
	expect(await marks(page, '.answers dd')).toMatchObject(own);
	expect((await page.locator('.answers').innerText()).includes('sổ dân cư')).toBe(false);
	await answerAll(page);
	await page.waitForURL(/xem-lai/);
	expect(await page.locator('main').innerText()).not.toContain('sổ dân cư');
	for (const said of [NAME, ADDRESS])
		expect(await page.locator('.check > div', { hasText: said }).first().locator('.prov').innerText()).toContain(
			'từ thẻ'
		);
	await chooseDirect(guide);
	const read = await readOn(screen.page);
	expect(read).toContain(ADDRESS);
	expect(read).not.toContain('sổ dân cư');
	calm(guide);
	calm(screen);
	await guide.context.close();
	await screen.context.close();
});

test('a hamlet is chosen; a new one is added by whoever keeps the register, and from then on everybody has it', async () => {
	const [guide, leader] = await Promise.all([walker(browser), walker(browser)]);
	await signIn(guide.page, 'lua', 'Bàn hướng dẫn 1');
	await begin(guide.page);
	await guide.page.locator('main details summary').click();
	const choices = () => guide.page.locator('#hamlet option').allInnerTexts();
	expect(await choices()).not.toContain(HAMLET);
	await signIn(leader.page, 'thach', null);
	await leader.page.goto('/can-bo/dan-cu/thon');
	await leader.page.locator('#name').fill(HAMLET);
	await leader.page.getByRole('button', { name: 'Thêm một thôn' }).click();
	await leader.page.waitForURL(/them=1/);
	expect(await leader.page.locator('main [role=status]').innerText()).toContain('Đã thêm thôn');
	await begin(guide.page);
	await guide.page.locator('main details summary').click();
	expect(await choices()).toContain(HAMLET);
	// Written by hand into the page, it is no choice and is refused in words that say who can.
	await guide.page.locator('#name').fill(`Mây Thị ${NAME}`);
	await guide.page
		.locator('#hamlet option')
		.last()
		.evaluate((one) => one.setAttribute('value', 'thôn Tự Đặt'));
	await guide.page.locator('#hamlet').selectOption('thôn Tự Đặt');
	await guide.page.getByRole('button', { name: /Ghi và bắt đầu/ }).click();
	expect(await guide.page.getByRole('alert').first().innerText()).toMatch(/thôn Tự Đặt[\s\S]*người giữ sổ dân cư/);
	expect(await guide.page.locator('#name').inputValue()).toBe(`Mây Thị ${NAME}`);
	await guide.page.locator('#hamlet').selectOption(HAMLET);
	await guide.page.getByRole('button', { name: /Ghi và bắt đầu/ }).click();
	await guide.page.waitForURL(/can-bo\/phien/);
	await choose(guide, 'giay khai sinh cho chau', '1.001193');
	expect(await marks(guide.page, '.answers dd')).toMatchObject({ [HAMLET]: 'Lúa nhập hộ' });
	await guide.page.keyboard.press('F10');
	await guide.page.waitForURL(/can-bo\/quay/);
	calm(guide);
	calm(leader);
	await guide.context.close();
	await leader.context.close();
});
