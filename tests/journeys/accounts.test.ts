import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { addDays, dayOf } from '#kernel/day.ts';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { personId, staffId } from '#seed/house.ts';
import { beginOwn, makeSomebody, onPaper, signInByPaper } from './accounts.ts';
import type { Demo } from '../support/house.ts';
import { openSession, SOM } from './guide.ts';
import { askHouse, calm, openBrowser, origin, signIn, walker } from './walk.ts';

// Somebody's account from the first day to the last: made on paper, begun by them, a role more, reset by two people, a key that
// comes and goes, and the last day, on which everything that lets them in ends and what lies open is somebody else's.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

const send = (key: string, name: string, body: unknown = {}) =>
	fetch(`${origin}/api/${name}`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${key}`,
			'content-type': 'application/json',
			'idempotency-key': crypto.randomUUID()
		},
		body: JSON.stringify(body)
	});

const login = `sau-non-${Date.now() % 100_000}`;

test('an account from its first day to its last', async () => {
	const [chief, leader, other] = await Promise.all([
		walker(browser),
		walker(browser),
		walker(browser, { width: 1024 })
	]);
	const theirs = other.page;
	await signIn(chief.page, 'khoi', null);
	const paper = await makeSomebody(chief.page, login, 'Sấu Văn Non');
	const account = `${origin}/can-bo/can-bo-xa/${paper.id}`;
	// The paper is at no address: the page of the account says nothing of it.
	expect(await chief.page.locator('body').innerText()).not.toContain(paper.password);

	await signInByPaper(theirs, paper);
	expect(theirs.url()).toBe(`${origin}/can-bo/lan-dau`);
	for (const path of ['/can-bo/bang', '/can-bo/tai-khoan', '/can-bo']) {
		await theirs.goto(origin + path);
		expect(theirs.url()).toBe(`${origin}/can-bo/lan-dau`);
	}
	await beginOwn(theirs, 'mot cau rat dai cua toi');
	expect(theirs.url()).toBe(`${origin}/can-bo/cho-ngoi`);

	await chief.page.goto(account);
	await chief.page.getByText('Giao thêm vai trò').click();
	await chief.page.locator('#grant').selectOption('receiving-officer@1');
	await chief.page.getByRole('button', { name: 'Giao vai trò' }).click();
	await chief.page.getByText('Đã đổi vai trò').waitFor();

	// Two people: whoever asks prints the password, whoever agrees the authenticator.
	await chief.page.getByRole('button', { name: /Đề nghị cấp lại/ }).click();
	const password = await onPaper(chief.page, 'password');
	expect(await chief.page.locator('[data-once=letters]').count()).toBe(0);
	await signIn(leader.page, 'thach', null);
	await leader.page.goto(account);
	await leader.page.getByRole('button', { name: 'Tôi đồng ý, in phiếu mã' }).click();
	const letters = await onPaper(leader.page, 'letters');
	expect(await leader.page.locator('[data-once=password]').count()).toBe(0);
	await theirs.goto(`${origin}/can-bo/cho-ngoi`);
	expect(theirs.url()).toContain('/can-bo/dang-nhap');
	await signInByPaper(theirs, { login, password, letters });
	await beginOwn(theirs, 'mot cau khac cung rat dai');

	const key = await keyUsed(chief.page, account);
	await theirs.goto(`${origin}/can-bo/cho-ngoi`);
	await theirs.getByRole('button', { name: 'Bàn hướng dẫn 1' }).click();
	await theirs.waitForURL(/\/can-bo\/(bang|quay)/);
	await theirs.goto(`${origin}/can-bo/quay`);
	await openSession(other, SOM);
	const need = crypto.randomUUID();
	const wish = {
		id: need,
		person: personId('Sương Thị Sớm1950-03-14'),
		kind: 'safety-online',
		urgency: 'this-week',
		source: 'phone',
		note: null
	};
	// A key that somebody else made does nothing before people: what lies open comes from colleagues.
	expect((await send(key, 'commands/assistance.record-need', wish)).status).toBe(403);
	expect((await send(keyOf('lua'), 'commands/assistance.record-need', wish)).status).toBe(200);
	// A promise is kept on a day when somebody is there, whatever day this is run on.
	const days = Array.from({ length: 15 }, (_, n) => addDays(dayOf(new Date()), n));
	const planned = { need, helper: paper.id, plan: 'by-phone', promisedOn: days.find((day) => !isDayOff(day))! };
	expect((await send(keyOf('thach'), 'commands/assistance.plan-need', planned)).status).toBe(200);

	await chief.page.goto(account);
	await chief.page.locator('#to').selectOption({ label: 'Nắng Thị Mai' });
	await chief.page.locator('summary', { hasText: 'Đóng tài khoản' }).click();
	await chief.page.getByRole('button', { name: /Đóng tài khoản của Sấu Văn Non/ }).click();
	await chief.page.getByText('phiên đăng nhập và khoá hết hiệu lực').waitFor();
	await theirs.goto(`${origin}/can-bo/phien`);
	expect(theirs.url()).toContain('/can-bo/dang-nhap');
	expect((await send(key, 'queries/counter.board', { centre: 1 })).status).toBe(401);
	await vi.waitFor(async () => {
		const [open] = await askHouse<{ n: number }>(
			`select count(*)::int as n from assisted_session where helper_id = '${paper.id}' and ended_at is null`
		);
		expect(open!.n).toBe(0);
		const [owned] = await askHouse<{ owner: string }>(`select owner_id as owner from need where id = '${need}'`);
		expect(owned!.owner).toBe(staffId('mai'));
	}, 20_000);
	const roles = await askHouse<{ role: string }>(
		`select detail ->> 'role' as role from journal where about = '${paper.id}' and command in ('access.make-staff', 'access.close-staff')`
	);
	expect(roles.map(({ role }) => role)).toEqual(['administrator', 'administrator']);
	for (const one of [chief, leader, other]) calm(one);
	for (const { context } of [chief, leader, other]) await context.close();
}, 120_000);

/** The key that the demo gave one of the cast. */
function keyOf(login: string): string {
	const demo = JSON.parse(readFileSync(join(inject('dataDir'), 'demo.json'), 'utf8')) as Demo;
	return demo.staff.find((one) => one.login === login)!.apiKey;
}

/** A key for what was ticked and nothing of accounts; turned, ended; answers the one that stands in its place. */
async function keyUsed(page: Awaited<ReturnType<typeof walker>>['page'], account: string): Promise<string> {
	const make = async (...groups: string[]) => {
		await page.goto(account);
		const form = page.locator('details', { has: page.locator('input[name=grant][value^="guide@"]') }).last();
		await form.locator('summary').click();
		await form.locator('#name').fill('Máy của xã');
		for (const group of groups) await form.locator(`input[name=groups][value=${group}]`).check();
		await form.getByRole('button', { name: 'Lập khoá', exact: true }).click();
		return onPaper(page, 'key');
	};
	const first = await make('hall');
	const board = (key: string) => send(key, 'queries/counter.board', { centre: 1 }).then(({ status }) => status);
	expect(await board(first)).toBe(200);
	expect((await send(first, 'queries/residents.find', { words: 'x' })).status).toBeGreaterThan(400);
	expect((await send(first, 'queries/access.own-account')).status).toBe(403);
	await page.goto(account);
	await page.getByText('dùng lần cuối').waitFor();
	await page.getByRole('button', { name: 'Đổi khoá' }).click();
	const second = await onPaper(page, 'key');
	expect([await board(first), await board(second)]).toEqual([200, 200]);
	await page.goto(account);
	await page.getByText('khoá cũ còn dùng đến').waitFor();
	await page.locator('summary', { hasText: 'Chấm dứt' }).click();
	await page.getByRole('button', { name: 'Chấm dứt khoá này ngay?' }).click();
	await page.getByText('Khoá đã hết hiệu lực').waitFor();
	expect([await board(first), await board(second)]).toEqual([401, 401]);
	return make('hall');
}
