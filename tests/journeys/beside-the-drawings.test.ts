import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHouse, calm, device, openBrowser, origin, signIn, walker, type Walker } from './walk.ts';

// What the drawings of the board, the desk, the troubles and the kiosk have, and two people who press at once.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

async function at(login: string, desk: string | null, path: string): Promise<Walker> {
	const one = await walker(browser);
	await signIn(one.page, login, desk);
	await one.page.goto(origin + path);
	return one;
}

/** A number for something that everybody does, taken at the kiosk by whoever is old. */
async function takeNumber(): Promise<string> {
	const kiosk = await walker(browser, { width: 1080, height: 1920 });
	await device(kiosk.page, 'kiosk');
	await kiosk.page.goto(`${origin}/may-lay-so?buoc=uu-tien&viec=certification`);
	await kiosk.page.locator('button[value=elder]').click();
	await kiosk.page.waitForURL(/phieu/);
	const number = (await kiosk.page.locator('main').innerText()).match(/A \d+/)![0];
	calm(kiosk);
	await kiosk.context.close();
	return number;
}

test('at the board whoever comes is greeted by one guide; the second is told who went, and a press is put back', async () => {
	const number = await takeNumber();
	const guide = await at('lua', 'Bàn hướng dẫn 1', '/can-bo/bang');
	const other = await at('mai', 'Quầy 2', '/can-bo/bang');
	const key = (one: Walker) => one.page.getByRole('button', { name: new RegExp(`^Đón ${number}( D)?$`) });
	const greeted = (one: Walker) => one.page.locator('.line tr', { hasText: number });
	expect(await greeted(guide).count()).toBe(0);
	await key(guide).click();
	expect(await greeted(guide).innerText()).toContain('Lúa');
	expect(await key(guide).count()).toBe(0);
	// The other page still shows the key.
	await key(other).click();
	await other.page.getByRole('alert').getByText(`${number} đã có Hoa Thị Lúa đón lúc`).waitFor();
	expect(await greeted(other).innerText()).toContain('Lúa');
	await guide.page.goto(`${origin}/can-bo/bang`);
	await guide.page.getByRole('button', { name: 'Hoàn tác' }).click();
	await key(guide).waitFor();
	// The ground of a head start is nobody's to read before it is asked for.
	await key(guide).click();
	const row = greeted(guide);
	const ground = row.getByText('Bác đã chọn: Người cao tuổi.');
	expect(await ground.isVisible()).toBe(false);
	await row.locator('summary').click();
	expect(await ground.isVisible()).toBe(true);
	await row.getByRole('button', { name: 'Người cao tuổi' }).click();
	await guide.page.getByText(`Vừa đổi ưu tiên của ${number}`).waitFor();
	for (const one of [guide, other]) {
		calm(one);
		await one.context.close();
	}
});

test('a figure of the desk opens exactly what it counts, and the ground stands one touch away', async () => {
	await takeNumber();
	const desk = await at('mai', 'Quầy 2', '/can-bo/quay');
	const { page } = desk;
	for (let n = 0; n < 2; n++) {
		await page.locator('[data-key=F2]').click();
		await page.waitForLoadState();
	}
	const served = page.locator('.today details').first();
	const count = Number(await served.locator('summary b').innerText());
	expect(count).toBeGreaterThan(0);
	expect(await served.locator('tbody tr').first().isVisible()).toBe(false);
	await served.locator('summary').click();
	expect(await served.locator('tbody tr').count()).toBe(count);
	expect(await served.locator('tbody tr').first().isVisible()).toBe(true);
	for (const figure of await page.locator('.today details').all())
		expect(await figure.locator('tbody tr').count()).toBe(Number(await figure.locator('summary b').innerText()));
	const ground = page.locator('.ground').first();
	if ((await ground.count()) > 0) {
		expect(await ground.locator('p').isVisible()).toBe(false);
		await ground.locator('summary').click();
		expect(await ground.locator('p').innerText()).toMatch(/^Diện: /);
	}
	calm(desk);
	await desk.context.close();
});

test('what is stuck is taken by one; the second is told who has it now, takes it over knowingly, and lets it go', async () => {
	await askHouse(`insert into bank_entry (id, centre_id, amount, account, purpose, paid_at, heard_at, state)
		values ('journey-stuck', 1, 8000, '0000', 'CHUYEN TIEN', now() - interval '9 minutes', now() - interval '8 minutes', 'unknown')`);
	const [officer, leader] = await Promise.all([
		at('mai', 'Quầy 2', '/can-bo/truc-trac'),
		at('thach', null, '/can-bo/truc-trac')
	]);
	const row = (one: Walker) => one.page.locator('#khoan-journey-stuck');
	const key = (one: Walker, name: RegExp) => row(one).getByRole('button', { name });
	expect(await row(officer).innerText()).toContain('Chưa ai nhận');
	await key(officer, /^Nhận việc/).click();
	await key(officer, /^Thôi nhận/).waitFor();
	expect(await row(officer).innerText()).toContain('Nắng Thị Mai');
	await key(leader, /^Nhận việc/).click();
	await leader.page.getByRole('alert').getByText('Nắng Thị Mai đã nhận việc này lúc').waitFor();
	await key(leader, /^Nhận thay/).click();
	await key(leader, /^Thôi nhận/).waitFor();
	expect(await row(leader).innerText()).toContain('Núi Văn Thạch');
	// Whose page is older is told that it is no longer theirs.
	await key(officer, /^Thôi nhận/).click();
	await officer.page.getByRole('alert').getByText('Việc này nay không do bạn giữ.').waitFor();
	await key(leader, /^Thôi nhận/).click();
	await key(leader, /^Nhận việc/).waitFor();
	await askHouse(
		`update bank_entry set state = 'settled', settled_how = 'not-ours', settled_at = now() where id = 'journey-stuck'`
	);
	for (const one of [officer, leader]) {
		calm(one);
		await one.context.close();
	}
});

test('more papers are asked for by one key of the file, and what comes back wrong stands in the form of that key', async () => {
	const [{ id }] = (await askHouse<{ id: string }>(
		`update case_file set status = 4, handed_over_at = null where id = (select id from case_file where stage = 'filed' and receiving_centre_id = 1
			order by made_at limit 1) returning id`
	)) as [{ id: string }];
	const officer = await at('mai', 'Quầy 2', `/can-bo/ho-so/${id}`);
	const { page } = officer;
	const form = page.locator('details', { hasText: 'Yêu cầu bổ sung' }).first();
	await page.keyboard.press('b');
	await form.locator('input[type=datetime-local]').evaluate((box) => box.removeAttribute('max'));
	await form.locator('input[type=datetime-local]').fill('2099-01-01T08:00');
	await form.getByRole('button', { name: 'Ghi: đã yêu cầu bổ sung' }).click();
	await page.getByRole('alert').first().waitFor();
	expect(await page.locator('h1').innerText()).toContain('4 · ');
	await page.goto(`${origin}/can-bo/ho-so/${id}`);
	await page.keyboard.press('b');
	await form.getByRole('button', { name: 'Ghi: đã yêu cầu bổ sung' }).click();
	await page.locator('h1', { hasText: '5 · Yêu cầu bổ sung giấy tờ' }).waitFor();
	await page.getByText('Báo bác nộp bổ sung giấy tờ').waitFor();
	// It is asked for; the key for it goes.
	expect(await page.locator('summary', { hasText: 'Yêu cầu bổ sung' }).count()).toBe(0);
	calm(officer);
	await officer.context.close();
});

test.each([
	[1080, 1920],
	[1440, 900]
])('no hole stands among the cards of the kiosk at %i × %i', async (width, height) => {
	const kiosk = await walker(browser, { width, height });
	await device(kiosk.page, 'kiosk');
	await kiosk.page.goto(`${origin}/may-lay-so`);
	const [cards, last] = await Promise.all([
		kiosk.page.locator('.four').boundingBox(),
		kiosk.page.locator('.four > li').last().boundingBox()
	]);
	expect(Math.abs(cards!.x + cards!.width - (last!.x + last!.width))).toBeLessThan(2);
	calm(kiosk);
	await kiosk.context.close();
});
