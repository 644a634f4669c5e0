import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsByAxe } from './axe.ts';
import { openSession, SOM } from './guide.ts';
import { calm, openBrowser, origin, signIn, walker, type Walker } from './walk.ts';

// Before the e-ID: with another's SIM she is shown the telecom shop and no time at the police; ready, she gets one, with
// somebody along and a paper in large type, and reads it on her own page.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

async function ask({ page }: Walker, answers: Record<string, string>): Promise<void> {
	await page.goto(`${origin}/can-bo/phien/san-sang?hoi=1`);
	for (const [name, value] of Object.entries(answers))
		await page.locator(`input[name=${name}][value=${value}]`).check();
	await page.getByRole('button', { name: 'Xem cửa tiếp theo' }).click();
	await page.getByRole('heading', { name: 'Cửa tiếp theo' }).waitFor();
}

/** The day of the first booking on the calendar of the police, cancelled so that the journey can run again. */
async function cancelHers({ page }: Walker): Promise<void> {
	await page.goto(`${origin}/can-bo/lich-cong-an`);
	const hers = page.locator('.person', { hasText: 'Sương Thị Sớm' }).getByRole('button', { name: 'Huỷ hẹn' });
	if ((await hers.count()) > 0) await hers.first().click();
	await page.waitForLoadState();
}

test('one next door at a time; a time at the police only for who is ready; paper, own page, calendar', async () => {
	const [guide, police] = [await walker(browser), await walker(browser)];
	const her = await walker(browser, { width: 360, height: 740, script: false });
	await signIn(police.page, 'sam', null);
	expect(new URL(police.page.url()).pathname).toBe('/can-bo/lich-cong-an');
	expect(await police.page.locator('header .words .word').allInnerTexts()).toEqual(['Lịch công an']);
	await police.page.locator('header summary').click();
	// Their days, and what they are told.
	const doors = await police.page
		.locator('header .door:not(.own) a')
		.evaluateAll((all) => all.map((one) => one.getAttribute('href')));
	expect(doors.toSorted()).toEqual(['/can-bo/bao-cho-toi', '/can-bo/lich-cong-an']);
	await police.page.keyboard.press('Escape');
	await signIn(guide.page, 'lua', 'Bàn hướng dẫn 1');
	await cancelHers(guide);
	await guide.page.goto(`${origin}/can-bo/quay`);
	await openSession(guide, SOM);
	await guide.page.keyboard.press('Alt+v');
	await guide.page.waitForURL(/san-sang/);
	const ready = { want: 'level-2', card: 'chip', sim: 'own', phone: 'able', fingers: 'worn' };
	await ask(guide, { ...ready, card: 'expired', sim: 'other' });
	await guide.page.getByText('Công an xã: làm lại thẻ căn cước').waitFor();
	await ask(guide, { ...ready, sim: 'other' });
	await guide.page.getByText('Sim phải đứng tên bác').waitFor();
	expect(await guide.page.locator('#slot').count()).toBe(0);
	await ask(guide, ready);
	await guide.page.getByText('công an xem và quyết định').waitFor();
	expect(await faultsByAxe(guide.page)).toEqual([]);
	await guide.page.locator('#companion').selectOption({ label: 'Nắng Thị Mai' });
	await guide.page.getByRole('button', { name: 'Hẹn giờ này' }).click();
	await guide.page.getByText('Đã hẹn. Mời in phiếu cho bác.').waitFor();

	await guide.page.goto(`${origin}/can-bo/phien/san-sang/in`);
	const paper = await guide.page.locator('main.slip').innerText();
	expect(paper).toContain('Phiếu hẹn với công an');
	expect(paper).toContain('Thẻ căn cước có chip');
	expect(paper).toContain('Nắng Thị Mai');
	expect(paper).toMatch(/Không ai được hỏi bác mật khẩu/);
	// Asked again, with a card that is over: the time that was booked fits no more, and no paper says to go.
	await ask(guide, { ...ready, card: 'expired' });
	await guide.page.getByText('Hẹn này không còn hợp').waitFor();
	await guide.page.goto(`${origin}/can-bo/phien/san-sang/in`);
	expect(await guide.page.locator('main.slip').innerText()).not.toContain('Phiếu hẹn với công an');
	await ask(guide, ready);
	expect(await guide.page.getByText('Hẹn này không còn hợp').count()).toBe(0);
	await guide.page.goto(`${origin}/can-bo/phien`);
	await guide.page.keyboard.press('F10');
	await guide.page.waitForURL(/can-bo\/quay/);

	await her.page.goto(`${origin}/cua-toi`);
	await her.page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
	await her.page.waitForURL(`${origin}/cua-toi`);
	const mine = her.page.locator('section', { has: her.page.locator('#hen') });
	expect(await mine.innerText()).toContain('Nắng Thị Mai đi cùng bác.');
	expect(await her.page.locator('#nho ~ ul').innerText()).toContain('VNeID, mức 2');

	await police.page.goto(`${origin}/can-bo/lich-cong-an`);
	const line = police.page.locator('.person', { hasText: 'Sương Thị Sớm' });
	expect(await line.innerText()).toContain('VNeID mức 2');
	expect(await line.innerText()).toContain('cần chữ to');
	// The police write days; the register and the board of needs are not theirs.
	for (const closed of ['/can-bo/dan-cu', '/can-bo/nhu-cau', '/can-bo/bang', '/can-bo/hom-nay'])
		expect((await police.page.goto(`${origin}${closed}`))?.status(), closed).toBe(403);
	await police.page.goto(`${origin}/can-bo/lich-cong-an`);
	expect(await faultsByAxe(police.page)).toEqual([]);
	expect(await line.getByRole('button', { name: 'Huỷ hẹn' }).count()).toBe(0);
	await cancelHers(guide);
	await her.page.goto(`${origin}/cua-toi`);
	expect(await mine.innerText()).toContain('Hẹn này đã huỷ');
	for (const one of [guide, police, her]) {
		calm(one);
		await one.context.close();
	}
});
