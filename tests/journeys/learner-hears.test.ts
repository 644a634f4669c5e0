import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { practiceCopies } from '#capabilities/errands/copies.ts';
import { judgements } from '#capabilities/learning/frame.ts';
import { calm, openBrowser, origin, signIn, walker } from './walk.ts';

// Whoever cannot read: each screen on which somebody learns has something to hear and something to see. And where to see a doctor.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

/** A voice that is really there, not fetched before it is wanted, and a picture. */
async function heardAndSeen(page: Page, where: string): Promise<void> {
	const voices = page.locator('main audio');
	expect(await voices.count(), `${where}: voices`).toBe(1);
	expect(await voices.getAttribute('preload'), where).toBe('none');
	const src = (await voices.getAttribute('src'))!;
	const clip = await page.context().request.get(`${origin}${src}`);
	expect([clip.status(), clip.headers()['content-type']], `${where}: ${src}`).toEqual([
		200,
		expect.stringMatching(/ogg/)
	]);
	expect(await page.locator('main svg.picto').count(), `${where}: pictures`).toBeGreaterThan(0);
}

test('scams, errands, statements and the first hour: no screen without a voice and a picture', async () => {
	const her = await walker(browser, { width: 360, height: 780, script: false });
	const { page } = her;
	await page.goto(`${origin}/cua-toi`);
	await page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
	await page.waitForURL(`${origin}/cua-toi`);
	const seen = async (path: string): Promise<void> => {
		await page.goto(`${origin}${path}`);
		await heardAndSeen(page, path);
	};
	for (const path of ['/cua-toi/viec-hoc', '/cua-toi/tap', '/cua-toi/tap/gio-dau', '/cua-toi/tap/viec'])
		await seen(path);

	await page.goto(`${origin}/cua-toi/tap`);
	await page.locator('a.button.wide').click();
	await page.locator('[data-try]').waitFor();
	await heardAndSeen(page, 'a scam, asked');
	await page.locator('.deeds button').first().click();
	await page.locator('[data-tried]').waitFor();
	await heardAndSeen(page, 'a scam, tried');

	for (const { id, choices } of judgements.filter((one) => /^T[1-5]\.1-A1$/.test(one.id)))
		for (const more of ['', `?nghe=${id}&chon=${choices[0]!.id}`])
			await seen(`/cua-toi/viec-hoc/${id.split('-')[0]!}${more}`);

	// Where nothing is left to judge today it is said aloud too.
	await page.goto(`${origin}/cua-toi/viec-hoc/T2.9`);
	for (let n = 0; n < 8 && (await page.locator('form.pick').count()) > 0; n++) {
		await page.locator('form.pick button').first().click();
		await page.locator('.after').waitFor();
		await page.goto(`${origin}/cua-toi/viec-hoc/T2.9`);
	}
	expect(await page.locator('form.pick').count()).toBe(0);
	await heardAndSeen(page, 'nothing left to judge');

	for (const { id, screens } of practiceCopies) {
		await page.goto(`${origin}/cua-toi/tap/viec/${id}?lai=dau`);
		// Another journey may have left it half way.
		const from = Number(await page.locator('[data-screen]').getAttribute('data-screen'));
		for (const [n, { choices }] of screens.entries()) {
			if (n + 1 < from) continue;
			await heardAndSeen(page, `${id} ${n + 1}`);
			const again = choices.find((one) => one.again)!.id;
			await page.locator(`.deeds button[value=${again}]`).click();
			await heardAndSeen(page, `${id} ${n + 1} again`);
			await page.locator('a.wide').click();
			await page.locator(`.deeds button[value=${choices.find((one) => !one.again)!.id}]`).click();
		}
		await page.locator('[data-screen=end]').waitFor();
		await heardAndSeen(page, `${id} end`);
		await page.locator('.lay a').first().click();
		await heardAndSeen(page, `${id} then`);
		await page.locator('.lay button').first().click();
		await page.locator('.told').waitFor();
		await heardAndSeen(page, `${id} told`);
	}
	calm(her);
});

test('where to see a doctor: by a picture to the place and its own channel; where nothing is written the counter', async () => {
	const her = await walker(browser, { width: 360, height: 780, script: false });
	const { page } = her;
	await page.goto(`${origin}/kham-benh?trung-tam=1`);
	await heardAndSeen(page, '/kham-benh');
	await page.locator('a[href*="can=eyes"]').click();
	await page.locator('section h2[lang=vi]').first().waitFor();
	expect(await page.locator('main').innerText()).toContain('Cách đặt khám');
	expect(await page.locator('section h2[lang=vi]').allInnerTexts()).toEqual([
		'Phòng khám Cây Đa (bịa)',
		'Bệnh viện Đồi Sim (bịa)'
	]);
	await heardAndSeen(page, '/kham-benh eyes');
	await page.goto(`${origin}/kham-benh?trung-tam=2`);
	await page.getByText('Bác hỏi ở quầy').waitFor();
	expect(await page.locator('a[href="/cua-toi/tap/viec/book"]').count()).toBe(1);
	calm(her);
});

test('a leader writes where to see a doctor, and a sheet with a line that cannot be read writes nothing', async () => {
	const leader = await walker(browser);
	const { page } = leader;
	await signIn(page, 'thach', null);
	await page.goto(`${origin}/can-bo/noi-kham`);
	const rows = page.locator('tbody tr');
	const before = await rows.count();
	const paste = async (text: string): Promise<void> => {
		await page.locator('textarea').fill(text);
		await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Đọc bảng' }).click()]);
	};
	const head = 'Tên;Loại;Khám;Địa chỉ;Giờ;Cách đặt;Lối bằng;Xem lại';
	const row = 'Trạm Gốc Gạo (bịa);trạm y tế;răng;Gốc gạo;Buổi sáng;Đến trạm lấy số;có;1/12/2030';
	await paste(`${head}\n${row}\nTrạm Hai;chợ;răng;Đâu đó;Sáng;Đến;có;1/12/2030`);
	await page.getByText('Chưa ghi gì. Xem lại các dòng: 3.').waitFor();
	expect(await rows.count()).toBe(before);
	expect(await page.locator('textarea').inputValue()).toContain('Trạm Gốc Gạo');
	await paste(`${head}\n${row}`);
	await page.getByText('Đã đọc cả bảng.').waitFor();
	const own = rows.filter({ hasText: 'Trạm Gốc Gạo' });
	await own.getByRole('link', { name: 'Sửa' }).click();
	await page.locator('#hours').fill('Cả tuần');
	await page.getByRole('button', { name: 'Ghi lại' }).click();
	await page.waitForURL(/da=sua/);
	const her = await walker(browser, { width: 360, height: 780, script: false });
	await her.page.goto(`${origin}/kham-benh?trung-tam=1&can=teeth`);
	expect(await her.page.locator('main').innerText()).toContain('Cả tuần');
	await own.getByRole('button', { name: 'Thôi hiện' }).click();
	await page.waitForURL(/da=thoi/);
	await her.page.reload();
	expect(await her.page.locator('main').innerText()).not.toContain('Trạm Gốc Gạo');
	for (const one of [leader, her]) calm(one);
});
