import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { begin, beginWith, chooseDirect, readOn } from './guide.ts';
import { answerAll, askHouse, calm, device, openBrowser, origin, signIn, walker } from './walk.ts';

// One sitting, two screens: what is pressed and typed on the one is seen on the other without a press.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

/** Two seconds from one screen to the other, and what a busy machine of ours takes on top. */
const SOON = { timeout: 6000 };
const said = (page: Page, what: string) => page.locator(`[data-line-says="${what}"]`);
/** Where words or a year are typed. */
const BOX = 'input[name=raw], textarea[name=raw], #y';
const question = (page: Page) => page.locator('form.question input[name=question]').inputValue();

test('what she types and answers is at the desk without a press, what is typed at the desk stays, and a lost line is said', async () => {
	const [guide, screen] = await Promise.all([walker(browser), walker(browser, { width: 1280, height: 800 })]);
	await signIn(guide.page, 'lua', 'Bàn hướng dẫn 1');
	await device(screen.page, 'second-screen');
	await beginWith(guide.page, 'Sương Thị Sớm');
	// The session that begins is heard by the screen of that desk.
	await screen.page.locator('.who').waitFor(SOON);
	await begin(guide, 'ban sao ket hon', '2.000635');
	await guide.page.locator('form.question').waitFor();
	const first = await question(guide.page);
	// While the other screen has nothing to say, it takes no room at the desk.
	const gap = await guide.page.evaluate(() => {
		const edge = (of: string) => document.querySelector(of)!.getBoundingClientRect();
		return edge('main').top - edge('.helping > .who').bottom;
	});
	expect(gap).toBeLessThan(8);

	await guide.page.getByRole('button', { name: 'Mời bác nhập trên màn hình' }).click();
	await screen.page.locator('form.question').waitFor(SOON);
	expect(await question(screen.page)).toBe(first);
	await guide.page.getByText('Câu này đang mở trên màn hình của bác').waitFor();
	await screen.page.locator('form.question .option').first().click();
	await expect.poll(() => question(guide.page), SOON).not.toBe(first);

	// Until a question with a box: what goes into it is told as typing, and nothing of what.
	const asksForWords = async (): Promise<boolean> => {
		await screen.page.waitForLoadState();
		await screen.page.locator(`form.question :is(.option, ${BOX})`).first().waitFor();
		return (await screen.page.locator(`form.question :is(${BOX})`).count()) > 0;
	};
	while (!(await asksForWords())) {
		const was = await question(screen.page);
		await screen.page.locator('form.question .option').first().click();
		await expect.poll(() => question(screen.page), SOON).not.toBe(was);
	}
	const box = screen.page.locator(`form.question :is(${BOX})`);
	const asked = await question(screen.page);
	await expect.poll(() => question(guide.page), SOON).toBe(asked);
	await box.pressSequentially('1988', { delay: 30 });
	await said(guide.page, 'typing-screen').waitFor({ state: 'visible', ...SOON });
	await said(guide.page, 'typing-screen').waitFor({ state: 'hidden', timeout: 8000 });

	// The guide has begun to type as well: her answer takes nothing of it away, and the old page answers nothing.
	await guide.page.locator(`form.question :is(${BOX})`).fill('77');
	await box.press('Enter');
	await said(guide.page, 'changed').waitFor({ state: 'visible', ...SOON });
	expect(await guide.page.locator(`form.question :is(${BOX})`).inputValue()).toBe('77');

	// Pressed all the same it is refused, and both answers stand side by side with whose they are; neither is taken by itself.
	await guide.page.locator(`form.question :is(${BOX})`).press('Enter');
	const both = guide.page.locator('.two');
	await both.waitFor();
	expect(await both.innerText()).toMatch(/Đang ghi:\s+(bác tự nhập|tự nhập)?[\s\S]*1988[\s\S]*chưa ghi:\s+77/);
	await both.getByRole('link', { name: 'Giữ câu đang ghi' }).click();
	await both.waitFor({ state: 'detached' });

	await screen.page.getByRole('button', { name: 'Gọi người giúp' }).click();
	await guide.page.getByText('Bác bấm “Gọi người giúp” lúc').waitFor(SOON);
	await guide.page.getByRole('button', { name: 'Tôi biết rồi' }).click();
	await expect.poll(() => guide.page.getByText('Bác bấm “Gọi người giúp” lúc').count(), SOON).toBe(0);

	// The line carries a word and nothing else, and is kept nowhere.
	const line = await guide.page.evaluate(async () => {
		const stop = new AbortController();
		const answer = await fetch('/can-bo/phien/duong-day', { signal: stop.signal });
		const begun = new TextDecoder().decode((await answer.body!.getReader().read()).value);
		stop.abort();
		return [answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control'), begun];
	});
	expect(line).toEqual([200, 'text/event-stream', expect.stringContaining('no-store'), 'retry: 1000\n\n']);

	// The guide takes it back: her screen shows no box of hers any more.
	await guide.page.getByRole('button', { name: 'Lấy lại từ màn hình của bác' }).click();
	await expect.poll(() => screen.page.locator('form.question').count(), SOON).toBe(0);

	await guide.context.setOffline(true);
	await said(guide.page, 'lost').waitFor({ state: 'visible', timeout: 20_000 });
	await guide.context.setOffline(false);
	await said(guide.page, 'lost').waitFor({ state: 'hidden', timeout: 20_000 });
	await Promise.all([guide.context.close(), screen.context.close()]);
});

test('“Chưa đúng, sửa lại” is said at the desk until something was answered anew', async () => {
	const [guide, screen] = await Promise.all([walker(browser), walker(browser, { width: 1280, height: 800 })]);
	await signIn(guide.page, 'lua', 'Bàn hướng dẫn 1');
	await device(screen.page, 'second-screen');
	await beginWith(guide.page, 'Sương Thị Sớm');
	await begin(guide, 'ban sao ket hon', '2.000635');
	await answerAll(guide.page, { record: 'marriage', copies: '2' });
	await chooseDirect(guide);
	await readOn(screen.page);
	await screen.page.getByRole('button', { name: /Chưa đúng/ }).click();
	const told = guide.page.getByText('Bác xem lại và bảo chưa đúng');
	await told.waitFor(SOON);
	await screen.page.getByText('Bác chưa ưng chỗ nào').or(screen.page.locator('.calm h1')).first().waitFor();
	await guide.page.goto(`${origin}/can-bo/phien?cau=copies`);
	await told.waitFor();
	await guide.page.locator(`form.question :is(${BOX})`).fill('3');
	await guide.page.locator('form.question button.button').click();
	await guide.page.waitForURL(/xem-lai/);
	expect(await told.count()).toBe(0);
	calm(guide);
	// Whose shift is over signs in, and comes back to this page and not to what it asked.
	await guide.page.goto(`${origin}/can-bo/phien`);
	await guide.context.clearCookies();
	// Where the page finds out by itself at this moment, it is gone before it hears of the line.
	await guide.page.evaluate(() => dispatchEvent(new Event('online'))).catch(() => undefined);
	await guide.page.waitForURL(/dang-nhap/);
	expect(new URL(guide.page.url()).searchParams.get('ve') ?? '/can-bo/phien').toMatch(/^\/can-bo\/phien(\/xem-lai)?$/);
	await Promise.all([guide.context.close(), screen.context.close()]);
});

test('what they answer on their own telephone is at the desk without a press; typed beside it, both stand there', async () => {
	const [guide, phone] = await Promise.all([
		walker(browser),
		walker(browser, { width: 360, height: 740, script: false })
	]);
	await signIn(guide.page, 'lua', 'Bàn hướng dẫn 1');
	await beginWith(guide.page, 'Sương Thị Sớm');
	await begin(guide, 'ban sao ket hon', '2.000635');
	await answerAll(guide.page, { record: 'marriage', copies: '2' });
	await guide.page.locator('form[action="?/way"] [value="ONLINE"]').check();
	await Promise.all([
		guide.page.waitForEvent('load'),
		guide.page.getByRole('button', { name: 'Chọn cách này' }).click()
	]);

	await phone.page.goto(`${origin}/cua-toi`);
	await phone.page.getByRole('button', { name: /Sương Thị Sớm/ }).click();
	await phone.page.waitForURL(`${origin}/cua-toi`);
	const file = (await askHouse<{ id: string }>('select id from case_file order by made_at desc limit 1'))[0]!.id;
	await phone.page.goto(`${origin}/cua-toi/ho-so/${file}?cau=copies`);
	await guide.page.goto(`${origin}/can-bo/phien?cau=copies`);
	const copies = guide.page.locator('form.question [name=raw]');
	const answer = async (text: string): Promise<void> => {
		await phone.page.locator('[name=raw]').fill(text);
		await phone.page.locator('form.question button.button').click();
		await phone.page.waitForLoadState();
	};
	await answer('4');
	await expect.poll(() => copies.inputValue(), SOON).toBe('4');
	// The guide types meanwhile: neither answer is taken by itself.
	await copies.fill('5');
	await phone.page.goto(`${origin}/cua-toi/ho-so/${file}?cau=copies`);
	await answer('6');
	await said(guide.page, 'changed').waitFor({ state: 'visible', ...SOON });
	await copies.press('Enter');
	await guide.page.locator('.two').waitFor();
	expect(await guide.page.locator('.two').innerText()).toMatch(/Đang ghi:[\s\S]*\b6\b[\s\S]*chưa ghi:\s+5/);
	await phone.page.goto(`${origin}/cua-toi/ho-so/${file}?cau=copies`);
	await guide.page.getByRole('button', { name: 'Đổi thành câu vừa gõ' }).click();
	await guide.page.waitForURL(/xem-lai/);
	await guide.page.goto(`${origin}/can-bo/phien?cau=copies`);
	expect(await copies.inputValue()).toBe('5');
	// And the other way: a page of theirs that stood open meanwhile says both too.
	await answer('7');
	expect(await phone.page.locator('.two').innerText()).toMatch(/Đang ghi:[\s\S]*\b5\b[\s\S]*chưa ghi:\s+7/);
	await guide.page.keyboard.press('F10');
	await guide.page.waitForURL(/can-bo\/quay/);
	calm(guide);
	await Promise.all([guide.context.close(), phone.context.close()]);
});
