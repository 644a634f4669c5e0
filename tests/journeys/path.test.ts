import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findJudgement } from '#capabilities/learning/frame.ts';
import { openSession, SOM } from './guide.ts';
import { faultsOf } from './page-faults.ts';
import { askHouse, calm, openBrowser, origin, signIn, walker } from './walk.ts';

// Bác Sớm says what she wants, on a small phone without script; one thing comes after the other. Lúa looks on, and it stands among what she
// does alone. She chooses to be called.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

/** A page over a weak line in a hamlet (kB). */
const WEIGHS = 20;
const CAN = 'Tôi kiểm tra thuốc/tin ở nơi chính thức.';

/** One card with one lacquer key at most, whatever it is. */
async function oneStep(page: Page): Promise<string> {
	const card = page.locator('[data-next]');
	expect(await card.count()).toBe(1);
	expect(await card.locator('.big').count()).toBeLessThanOrEqual(1);
	expect((await page.content()).length / 1000).toBeLessThan(WEIGHS);
	return (await card.getAttribute('data-next'))!;
}

test('her goal, one sign before it, a look beside Lúa, and what she does alone; then she asks to be called', async () => {
	// Walked once more in the same house she begins anew.
	for (const table of ['gate_sign', 'learning_goal', "skill_evidence where statement = 'T5.9'"])
		await askHouse(`delete from ${table}`);
	const her = await walker(browser, { width: 360, height: 780, script: false });
	const { page } = her;
	await page.goto(`${origin}/cua-toi`);
	await page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
	await page.waitForURL(`${origin}/cua-toi`);
	await page.getByRole('link', { name: 'Mời bác học tiếp' }).click();
	await page.waitForURL(`${origin}/cua-toi/viec-tiep`);
	await oneStep(page);

	await page.goto(`${origin}/cua-toi/viec-hoc/T5.9`);
	await page.getByRole('button', { name: 'Bác muốn tự làm việc này' }).click();
	await page.waitForURL(`${origin}/cua-toi/viec-tiep`);
	expect(await oneStep(page)).toBe('sign');
	expect(await page.locator('audio').getAttribute('src')).toBe('/hoc-tiep/T0.4.ogg');
	expect((await her.context.request.get(`${origin}/hoc-tiep/T0.4.ogg`)).status()).toBe(200);
	await page.getByRole('button', { name: 'Bác làm được rồi' }).click();
	await page.locator('[data-next=goal]').waitFor();
	await oneStep(page);
	await page.locator('a.big').click();
	await page.waitForURL(`${origin}/cua-toi/viec-hoc/T5.9`);

	const guide = await walker(browser);
	const beside = guide.page;
	await signIn(beside, 'lua', 'Bàn hướng dẫn 1');
	await beside.goto(`${origin}/can-bo/quay`);
	await openSession(guide, SOM);
	await beside.keyboard.press('Alt+m');
	await beside.waitForURL(/phien\/viec-tiep$/);
	expect(await oneStep(beside)).toBe('goal');
	// Every page is looked at by `every-page`, but for what only stands once something is wanted.
	expect(await faultsOf(beside, '/can-bo/phien/viec-tiep', 'vi', [])).toEqual([]);
	await beside.locator('a.big').click();
	await beside.waitForURL(/phien\/viec-hoc\/T5\.9/);
	const alone = beside.locator('input[name^="step-"][value=self]');
	for (let n = 0; n < (await alone.count()); n++) await alone.nth(n).check({ force: true });
	await beside.locator('input[name=level][value="2"]').check({ force: true });
	await beside.getByRole('button', { name: 'Lưu lần xem này' }).click();
	await beside.getByText('Đã lưu lần xem này.').waitFor();
	await beside.getByRole('link', { name: 'Mời bác nghe một câu' }).click();
	for (const more = beside.getByRole('link', { name: 'Câu sau' }); ; await more.click()) {
		await beside.locator('form.pick').waitFor();
		const item = await beside.locator('[data-judge]').getAttribute('data-judge');
		await beside.locator(`button[name=choice][value="${findJudgement(item!)!.right}"]`).click();
		await beside.locator('.after').waitFor();
		if ((await more.count()) === 0) break;
	}
	await beside.goto(`${origin}/can-bo/phien/viec-tiep`);
	expect(await beside.locator('main').innerText()).toContain('Đã tự làm được');
	await beside.keyboard.press('F10');
	await beside.waitForURL(/can-bo\/quay/);

	await page.goto(`${origin}/cua-toi/viec-tiep`);
	expect(await oneStep(page)).not.toBe('goal');
	expect(await page.locator('.did').textContent()).toContain(CAN);
	await page.getByRole('button', { name: 'Gọi điện' }).click();
	await page.getByRole('button', { name: 'Thôi, đừng nhắc nữa' }).waitFor();
	expect(await page.locator('button[name=way][value=call]').getAttribute('aria-pressed')).toBe('true');
	await page.getByRole('button', { name: 'Thôi, đừng nhắc nữa' }).click();
	await page.getByText('Việc bác đã tự làm được, lâu không làm thì dễ quên.').waitFor();
	for (const one of [her, guide]) calm(one);
});
