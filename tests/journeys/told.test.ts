import { extractText, getDocumentProxy } from 'unpdf';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { faultsByAxe } from './axe.ts';
import { begin, chooseDirect, openSession, readOn, SOM } from './guide.ts';
import {
	answerAll,
	askHouse,
	calm,
	device,
	lever,
	openBrowser,
	origin,
	signIn,
	standIn,
	walker,
	type Walker
} from './walk.ts';

// A word reaches somebody once: on a telephone with keys, and where that is full, by a call and then face to face.

let browser: Browser;
let guide: Walker;
let officer: Walker;
beforeAll(async () => {
	browser = await openBrowser();
	[guide, officer] = await Promise.all([walker(browser), walker(browser)]);
	await signIn(guide.page, 'lua', 'Bàn hướng dẫn 1');
	await signIn(officer.page, 'mai', 'Quầy 2');
});
afterAll(() => browser.close());
beforeEach(async () => {
	await lever('PORTAL_PORT', 'normal');
	await lever('GATEWAY_PORT', 'normal');
});

type Arrived = { line: string; from: string; text: string };
const inPhone = async (number = '0900000318'): Promise<Arrived[]> =>
	((await (await fetch(`${standIn('TELEPHONE_PORT')}/may/${number}`)).json()) as { messages: Arrived[] }).messages;

async function sit(card = SOM): Promise<void> {
	await guide.page.goto(`${origin}/can-bo/quay`);
	await openSession(guide, card);
}

/** Copies are asked for by whoever sits there, who says yes, and an officer takes them in. */
async function receive(): Promise<string> {
	const screen = await walker(browser, { width: 1280, height: 800 });
	await device(screen.page, 'second-screen');
	await guide.page.goto(`${origin}/can-bo/phien`);
	await begin(guide, 'ban sao ket hon', '2.000635');
	await answerAll(guide.page, { 'for-self': 'yes', record: 'marriage', copies: '2' });
	await chooseDirect(guide);
	await readOn(screen.page);
	await screen.page.getByRole('button', { name: /Đúng rồi/ }).click();
	await guide.page.goto(`${origin}/can-bo/phien/phieu`);
	const slip = (await guide.page.locator('.digits').innerText()).replace(/\s/g, '');
	await officer.page.goto(`${origin}/can-bo/ho-so`);
	await officer.page.getByLabel(/phiếu/i).first().fill(slip);
	await officer.page.keyboard.press('Enter');
	await officer.page.waitForURL(/ho-so\/[0-9a-f-]{36}/);
	await officer.page.getByRole('button', { name: /Tiếp nhận/ }).click();
	await screen.context.close();
	return officer.page.url().split('/').at(-1)!;
}

const codeOf = async (file: string): Promise<string | null> =>
	(
		await askHouse<{ code: string | null }>(
			`select official_code as code from case_file where id = '${file.slice(0, 36)}'`
		)
	)[0]!.code;

async function status(file: string, which: number): Promise<void> {
	await expect.poll(() => codeOf(file), { timeout: 20_000 }).not.toBeNull();
	await fetch(`${standIn('PORTAL_PORT')}/ho-so/${await codeOf(file)}/trang-thai`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ status: which })
	});
}

const OWN = '0900000777';
const NEW = 'việc của bác đã xong. Mời bác mang phiếu ra quầy trả kết quả.';
const lastTo = async (number: string): Promise<string> => (await inPhone(number)).at(-1)?.text ?? '';

test('a leader writes a text, tries it out on a telephone that proved to be theirs, and a second person agrees', async () => {
	const [leader, second] = await Promise.all([walker(browser), walker(browser, { width: 360, height: 740 })]);
	await Promise.all([signIn(leader.page, 'thach', null), signIn(second.page, 'khoi', null)]);
	const { page } = leader;
	await page.goto(`${origin}/can-bo/tai-khoan/nhan-tin`);
	await page.locator('#reach-phone').fill(OWN);
	await page
		.getByRole('button', { name: /Ghi, gửi/ })
		.first()
		.click();
	await expect.poll(() => lastTo(OWN), { timeout: 20_000 }).toMatch(/\d{4}\.$/);
	await page.locator('#digits-phone').fill('12');
	await page.getByRole('button', { name: 'Đúng máy tôi' }).click();
	await page.getByText('Chưa khớp.').first().waitFor();
	await page.locator('#digits-phone').fill(/(\d{4})\.$/.exec(await lastTo(OWN))![1]!);
	await page.getByRole('button', { name: 'Đúng máy tôi' }).click();
	await page.getByText('Đã xác nhận.').waitFor();
	await page.goto(`${origin}/can-bo/bao-tin/tien`);
	await page.locator('#sms').fill('300');
	await page.getByRole('button', { name: 'Lưu giá' }).click();
	await page.getByText('Đã lưu.').waitFor();
	await page.goto(`${origin}/can-bo/bao-tin/loi/filing.ready`);
	await page.locator('#words').fill(`${NEW} Xem ở bit.ly/abc`);
	await page.getByRole('button', { name: 'Gửi người thứ hai xem' }).click();
	await page.getByText('Có đường dẫn.').first().waitFor();
	expect(await faultsByAxe(page)).toEqual([]);
	expect(await page.locator('#words').inputValue()).toContain('bit.ly');
	await page.locator('#words').fill(NEW);
	await page.getByRole('button', { name: 'Gửi thử cho chính tôi' }).click();
	await page.getByText('Tin thử đang đi.').waitFor();
	await expect
		.poll(() => lastTo(OWN), { timeout: 20_000 })
		.toBe(`Tin thử. Trung tâm xã Quảng Bình: ${NEW} Mã tin 0000.`);
	expect(await page.locator('#words').inputValue()).toBe(NEW);
	await page.getByRole('button', { name: 'Gửi người thứ hai xem' }).click();
	await page.getByText('Bản này chờ người thứ hai đồng ý.').waitFor();
	await second.page.goto(`${origin}/can-bo/bao-tin/loi/filing.ready`);
	expect(await faultsByAxe(second.page)).toEqual([]);
	await second.page.getByRole('button', { name: 'Tôi đồng ý lời này' }).click();
	await second.page.getByText('Từ giờ tin đi bằng lời này.').waitFor();
	for (const one of [leader, second]) calm(one);
	await Promise.all([leader.context.close(), second.context.close()]);
});

test('whoever said yes is told on a telephone with keys, once; its words are found to be ours by their code', async () => {
	await sit();
	await guide.page.goto(`${origin}/can-bo/phien/dong-y`);
	const ask = guide.page.locator('form', { hasText: 'nhắn tin báo bác' });
	await ask.getByRole('checkbox').check();
	await ask.getByRole('button', { name: 'Bác đồng ý', exact: true }).click();
	await guide.page.goto(`${origin}/can-bo/phien/cach-bao`);
	expect(await faultsByAxe(guide.page)).toEqual([]);
	await guide.page.getByRole('button', { name: 'Ghi cách này' }).click();
	await guide.page.getByText('Đã ghi cách báo tin.').waitFor();
	const file = await receive();
	await expect.poll(async () => (await inPhone()).length, { timeout: 30_000 }).toBe(1);
	const [first] = await inPhone();
	expect(first!.text).toMatch(/^Trung tâm xã Quảng Bình: trung tâm đã nhận giấy của bác.* Mã tin \d{4}\.$/);
	await status(file, 9);
	await expect.poll(async () => (await inPhone()).length, { timeout: 30_000 }).toBe(2);
	const words = (await inPhone()).find(({ text }) => text.includes('đã xong'))!.text;
	expect(words).toContain(NEW);
	const her = await walker(browser, { width: 360, height: 740 });
	await her.page.goto(`${origin}/tin-nay?trung-tam=1`);
	expect(await faultsByAxe(her.page)).toEqual([]);
	const asks = async (code: string) => {
		await her.page.goto(`${origin}/tin-nay?trung-tam=1`);
		await her.page.locator('#ma').fill(code);
		await her.page.locator('#cuoi').fill('318');
		await her.page.getByRole('button', { name: 'Xem' }).click();
	};
	const code = /(\d{4})\.$/.exec(words)![1]!;
	await asks('12');
	await her.page.getByText('Mã tin có bốn số.').first().waitFor();
	expect(await her.page.locator('#cuoi').inputValue()).toBe('318');
	await asks(String((Number(code) + 5000) % 10_000).padStart(4, '0'));
	await her.page.getByText('Cháu không thấy tin này').waitFor();
	await asks(code);
	await her.page.getByText('Đúng, xã gửi tin này').waitFor();
	expect(await her.page.locator('.said').innerText()).toBe(`“${words}”`);
	await guide.page.goto(`${origin}/can-bo/bao-tin/xem`);
	await guide.page.locator('#ma').fill(code);
	await guide.page.locator('#cuoi').fill('318');
	await guide.page.getByRole('button', { name: 'Xem' }).click();
	await guide.page.getByText('Đúng, xã gửi tin này').first().waitFor();
	expect(await guide.page.locator('.said').innerText()).toBe(`“${words}”`);
	await guide.page.goto(`${origin}/can-bo/phien/da-bao`);
	await guide.page.getByText(`mã tin ${code.split('').join(' ')}`).waitFor();
	for (const one of [her, guide]) calm(one);
	await her.context.close();
});

test('what did not arrive is called for; nobody answers, and it is read where she sits, once', async () => {
	const hers = () =>
		officer.page.locator('.to-tell li', { hasText: 'Sương Thị Sớm' }).filter({ hasText: 'cần bác thêm giấy' });
	await lever('GATEWAY_PORT', 'full');
	await guide.page.goto(`${origin}/can-bo/phien`);
	await guide.page.keyboard.press('F10');
	await guide.page.waitForURL(/can-bo\/quay/);
	await sit();
	const file = await receive();
	await status(file, 5);
	await expect
		.poll(
			async () => {
				await officer.page.goto(`${origin}/can-bo/danh-sach-goi?viec=bao-tin`);
				return hers().count();
			},
			{ timeout: 40_000 }
		)
		.toBe(1);
	expect(await faultsByAxe(officer.page)).toEqual([]);
	expect(await hers().locator('q').innerText()).toContain('cần bác thêm giấy');
	const stale = await officer.context.newPage();
	await stale.goto(officer.page.url());
	await hers().getByRole('button', { name: 'Không ai nghe' }).click();
	await officer.page.getByText('đã gọi 1 lần').waitFor();
	await stale
		.locator('.to-tell li', { hasText: 'Sương Thị Sớm' })
		.getByRole('button', { name: 'Đã đọc, bác hiểu' })
		.click();
	await stale.getByText('Tin này vừa đổi').waitFor();
	await guide.page.goto(`${origin}/can-bo/phien`);
	await guide.page.getByRole('link', { name: /\d+ tin phải đọc cho bác nghe/ }).click();
	expect(await faultsByAxe(guide.page)).toEqual([]);
	// Other journeys left words for her too.
	const toRead = guide.page
		.locator('.told > li', { hasText: 'cần bác thêm giấy' })
		.getByRole('button', { name: 'Đã đọc, bác hiểu' });
	await toRead.click();
	await guide.page.getByText('Đã ghi.').waitFor();
	expect(await toRead.count()).toBe(0);
	await officer.page.goto(`${origin}/can-bo/danh-sach-goi?viec=bao-tin`);
	expect(await hers().count()).toBe(0);
	await guide.page.goto(`${origin}/can-bo/phien`);
	await guide.page.keyboard.press('F10');
	calm(guide);
});

test('the son abroad says yes and chooses e-mail on his own page; named by her, he reads of her file in words for him, and she is told of her own', async () => {
	const son = await walker(browser, { width: 360 });
	const { page } = son;
	await page.goto(`${origin}/cua-toi`);
	await page.getByRole('button', { name: /Gió Văn Bền/ }).click();
	await page.waitForURL(`${origin}/cua-toi`);
	await page.goto(`${origin}/cua-toi/cach-bao`);
	await page.getByRole('button', { name: 'Tôi đồng ý nhận tin' }).click();
	await page.getByText('Đã ghi là bác đồng ý nhận tin.').waitFor();
	expect(await faultsByAxe(page)).toEqual([]);
	await page.locator('input[name=channel][value=email]').check();
	await page.locator('#email').fill('ben@vi-du.invalid');
	await page.getByRole('button', { name: 'Ghi cách này' }).click();
	await page.getByText('Đã ghi cách báo tin.').waitFor();
	await lever('GATEWAY_PORT', 'normal');
	await sit();
	await guide.page.goto(`${origin}/can-bo/phien/cach-bao`);
	await guide.page.getByText('Gió Văn Bền').click();
	await guide.page.getByRole('button', { name: 'Ghi cách này' }).click();
	await guide.page.getByText('Đã ghi cách báo tin.').waitFor();
	// That somebody else is told with her now, she hears herself.
	await expect
		.poll(
			async () => (await inPhone()).some(({ text }) => text.includes('cách trung tâm báo tin cho bác vừa được đổi')),
			{ timeout: 30_000 }
		)
		.toBe(true);
	await receive();
	const inbox = async () =>
		(await fetch(`${standIn('GATEWAY_PORT')}/thu/hop/${encodeURIComponent('ben@vi-du.invalid')}`)).text();
	await expect.poll(inbox, { timeout: 30_000 }).toContain('đã nhận giấy của người nhà anh chị');
	await guide.page.goto(`${origin}/can-bo/phien`);
	await guide.page.keyboard.press('F10');
	calm(son);
	await son.context.close();
});

/** A neighbour of hers who has no telephone. */
const PHI = { name: 'Nắng Văn Phi', card: '099061100003|…|Nắng Văn Phi|16041961|Nam|…' };

test('whoever has no telephone is written to: printed, folded with the address outside, given into his hands, and seen on what he was told', async () => {
	await sit(PHI.card);
	const file = await receive();
	await status(file, 9);
	const { page } = officer;
	await expect
		.poll(
			async () => {
				await page.goto(`${origin}/can-bo/bao-tin/thu`);
				return page.locator('li', { hasText: PHI.name }).filter({ hasText: 'Việc của bác đã xong' }).count();
			},
			{ timeout: 40_000 }
		)
		.toBe(1);
	expect(await faultsByAxe(page)).toEqual([]);
	await page.getByRole('button', { name: /^In (\d+ thư|thư này)/ }).click();
	await page.waitForURL(/bao-tin\/thu\/[0-9a-f-]{36}/);
	const batch = page.url();
	const read = async () => {
		const said = await officer.context.request.get(`${batch}/pdf`);
		const { text } = await extractText(await getDocumentProxy(new Uint8Array(await said.body())), { mergePages: true });
		return text.normalize('NFC').replace(/\s+/g, ' ');
	};
	const paper = await read();
	const letter = new RegExp(
		`Kính gửi ${PHI.name} .* Trung tâm xã Quảng Bình: V${NEW.slice(1)} .*?Mã tin (\\d{4}), ba số cuối (\\d{3})\\.`
	);
	const [, code, end] = letter.exec(paper)!;
	expect(await read()).toBe(paper);
	// Nobody else's staff opens it.
	const elsewhere = await walker(browser);
	await signIn(elsewhere.page, 'rang', null);
	for (const path of [batch, `${batch}/pdf`]) expect((await elsewhere.context.request.get(path)).status()).toBe(404);
	expect(await faultsByAxe(page)).toEqual([]);
	await page
		.locator('li', { hasText: PHI.name })
		.last()
		.getByRole('button', { name: /Đã giao tận tay/ })
		.click();
	await page.getByText('Đã ghi.').waitFor();
	await guide.page.goto(`${origin}/can-bo/phien/da-bao`);
	const told = guide.page.locator('.told > li', { hasText: 'iệc của bác đã xong' });
	await told.getByText(/thư giấy: đã giao tận tay/).waitFor();
	await told.getByRole('img', { name: 'đã giao, đã đến, chưa đọc' }).waitFor();
	await guide.page.goto(`${origin}/tin-nay?trung-tam=1`);
	await guide.page.locator('#ma').fill(code!);
	await guide.page.locator('#cuoi').fill(end!);
	await guide.page.getByRole('button', { name: 'Xem' }).click();
	await guide.page.getByText('Đúng, xã gửi tin này').waitFor();
	await guide.page.goto(`${origin}/can-bo/phien`);
	await guide.page.keyboard.press('F10');
	for (const one of [officer, guide]) calm(one);
	await elsewhere.context.close();
});
