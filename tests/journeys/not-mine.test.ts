import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsByAxe } from './axe.ts';
import { owedSlip } from './pages.ts';
import { askHouse, calm, openBrowser, origin, signIn, walker } from './walk.ts';

// Whoever holds the slip of a file that they never made says so: they are thanked and told what happens; the leader finds it under
// "Cần quyết" with who has it, decides with what was found, and the slip reads that.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

test('“Tôi không làm hồ sơ này”: said on a phone without script, decided by the leader, read by the slip', async () => {
	await askHouse("delete from case_claim where way <> 'own-page'");
	const her = await walker(browser, { width: 360, height: 740, script: false });
	const leader = await walker(browser);
	const slip = `/theo-doi/${encodeURIComponent(await owedSlip())}`;
	await her.page.goto(slip);
	await her.page.locator('details.deny summary').click();
	expect(await her.page.locator('details.deny').innerText()).toContain('hồ sơ vẫn để nguyên');
	await her.page.getByRole('button', { name: 'Đúng, tôi không làm hồ sơ này' }).click();
	await her.page.getByText('Cảm ơn bác đã báo.').waitFor();
	expect(await her.page.locator('main').innerText()).toContain('Lãnh đạo trung tâm đang xem');
	expect(await her.page.locator('details.deny').count()).toBe(0);

	await signIn(leader.page, 'thach', null);
	await leader.page.goto('/can-bo/hom-nay');
	const row = leader.page.locator('section[aria-labelledby=decide] tr', { hasText: 'Người dân nói không làm hồ sơ' });
	expect(await row.innerText()).toMatch(/Núi Văn Thạch giữ, từ \d/);
	await row.getByRole('link').click();
	await leader.page.waitForURL(/truc-trac#ho-so-/);
	const trouble = leader.page.locator('tr', { hasText: 'không nhận hồ sơ' });
	await trouble.getByText('Quyết', { exact: true }).click();
	await trouble.getByRole('button', { name: 'Ghi và trả lời bác' }).click();
	await leader.page.getByText('Mời chọn điều đã thấy.').first().waitFor();
	await trouble.getByLabel('Trung tâm ghi nhầm người').check();
	expect(await faultsByAxe(leader.page)).toEqual([]);
	await trouble.getByRole('button', { name: 'Ghi và trả lời bác' }).click();
	await leader.page.waitForURL(/da=go/);
	expect(await leader.page.locator('tr', { hasText: 'không nhận hồ sơ' }).count()).toBe(0);
	await leader.page.goto('/can-bo/hom-nay');
	expect(await row.count()).toBe(0);

	for (const [lang, words] of [
		['vi', 'Trung tâm đã xem lời bác báo.'],
		['en', 'The centre has looked into what you said.'],
		['hi', 'केंद्र ने आपकी बात देख ली है।']
	] as const) {
		await her.context.addCookies([{ name: 'lang', value: lang, url: origin }]);
		await her.page.goto('/theo-doi/ho-so');
		expect(await her.page.locator('main').innerText()).toContain(words);
	}
	for (const one of [her, leader]) {
		calm(one);
		await one.context.close();
	}
});
