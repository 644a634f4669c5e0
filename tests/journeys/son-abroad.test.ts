import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calm, lever, openBrowser, origin, signIn, walker, type Walker } from './walk.ts';

// A son abroad asks for his mother, by her mandate: he is called on a telephone of there, she hears by a call, and he reads nothing else of hers.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
	// Nothing arrives on a telephone with keys that is full.
	await lever('GATEWAY_PORT', 'full');
});
afterAll(async () => {
	await lever('GATEWAY_PORT', 'normal');
	await browser.close();
});

const MOTHER = 'Sương Thị Sớm';
const ask = (one: Walker) => one.page.locator('form[action*="ask"]');

async function home(one: Walker, name: string): Promise<void> {
	await one.page.goto(`${origin}/cua-toi`);
	await one.page.getByRole('button', { name: new RegExp(name) }).click();
	await one.page.waitForURL(`${origin}/cua-toi`);
}

test('asked from abroad, answered to him, called to her; what she asked herself he does not see', async () => {
	const [son, her, lua] = [
		await walker(browser, { width: 360, height: 780, script: false }),
		await walker(browser, { width: 360, height: 780, script: false }),
		await walker(browser)
	];
	await home(her, MOTHER);
	await her.page.goto(`${origin}/cua-toi/ho-tro`);
	await her.page.getByRole('radio', { name: 'Điện thoại' }).check();
	await ask(her).locator('textarea').fill('Máy kêu rè, tôi tự hỏi.');
	await her.page.getByRole('button', { name: 'Nhờ gọi lại' }).click();
	await her.page.getByText('Cháu ghi rồi.').waitFor();

	await home(son, 'Gió Văn Bền');
	const { page } = son;
	await page.getByRole('link', { name: `Thay mặt ${MOTHER}` }).click();
	await page.getByText(`Bác đang thay mặt ${MOTHER}, theo lời nhờ`).waitFor();
	await page.getByRole('radio', { name: 'Đặt khám, thẻ bảo hiểm' }).check();
	await ask(son).locator('textarea').fill('Thẻ bảo hiểm của mẹ tôi không hiện.');
	await page.locator('#phone').fill('49 30 555');
	await page.getByRole('button', { name: 'Nhờ gọi lại' }).click();
	await page.getByText('Số nước khác ghi cả mã nước').first().waitFor();
	expect(await page.locator('#phone').inputValue()).toBe('49 30 555');
	expect(await ask(son).locator('textarea').inputValue()).toContain('Thẻ bảo hiểm của mẹ tôi');
	await page.locator('#phone').fill('0049 (30) 555-0101');
	await page.getByRole('button', { name: 'Nhờ gọi lại' }).click();
	await page.getByText('Cháu ghi rồi. Tổ hỗ trợ sẽ trả lời bác.').waitFor();
	const acting = page.url();
	// Another tab of his is of his own matters, and neither takes one for the other.
	const cards = page.locator('section.card');
	const tab = await son.context.newPage();
	await tab.goto(`${origin}/cua-toi/ho-tro`);
	await tab.getByRole('radio', { name: 'Mạng', exact: true }).check();
	await tab.locator('form[action*="ask"] textarea').fill('Mạng nhà tôi bên này.');
	await tab.getByRole('button', { name: 'Nhờ gọi lại' }).click();
	await tab.getByText('Cháu ghi rồi.').waitFor();
	expect(await tab.locator('main').innerText()).not.toContain('Thẻ bảo hiểm của mẹ tôi');
	await tab.close();
	await page.goto(acting);
	expect(await page.locator('main').innerText()).not.toContain('Mạng nhà tôi');
	expect(await page.locator('main').innerText()).not.toContain('Máy kêu rè');
	const said = (await cards.first().getByRole('heading').innerText()).match(/H (\d+)/)!;

	await signIn(lua.page, 'lua', null);
	await lua.page.goto(`${origin}/can-bo/ho-tro`);
	await lua.page.getByRole('link', { name: `H ${said[1]}`, exact: true }).click();
	await lua.page.getByText('Thẻ bảo hiểm của mẹ tôi không hiện.').waitFor();
	expect(await lua.page.locator('main').innerText()).toMatch(/Sương Thị Sớm[\s\S]*Gió Văn Bền\s*\+49305550101/);
	await lua.page.locator('textarea[name=words]').fill('Mẹ anh mang thẻ ra quầy một lần.');
	await lua.page.getByRole('button', { name: 'Đã trả lời' }).click();
	await lua.page.getByText('Mẹ anh mang thẻ ra quầy một lần.').waitFor();

	await page.goto(acting);
	await cards.first().getByText('Mẹ anh mang thẻ ra quầy một lần.').waitFor();
	await her.page.goto(`${origin}/cua-toi/ho-tro`);
	await her.page.getByText('Mẹ anh mang thẻ ra quầy một lần.').waitFor();
	const hers = lua.page
		.locator('.to-tell li', { hasText: MOTHER })
		.filter({ hasText: 'người nhà đã nhờ tổ hỗ trợ thay bác' });
	await expect
		.poll(
			async () => {
				await lua.page.goto(`${origin}/can-bo/danh-sach-goi?viec=bao-tin`);
				return hers.count();
			},
			{ timeout: 15_000 }
		)
		.toBe(1);
	await hers.getByRole('button', { name: 'Đã đọc, bác hiểu' }).click();
	await expect.poll(() => hers.count()).toBe(0);
	for (const one of [son, her, lua]) calm(one);
});
