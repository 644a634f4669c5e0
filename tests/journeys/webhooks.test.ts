import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { signedBody } from '#web/signed.server.ts';
import { faultsByAxe } from './axe.ts';
import { calm, openBrowser, origin, signIn, walker } from './walk.ts';

// Whoever connects a bank, an operator of messages or the portal has one page to go by: what it shows is replayed.

let browser: Browser;
beforeAll(async () => {
	browser = await openBrowser();
});
afterAll(() => browser.close());

type Call = { path: string; secret: string; body: string; headers: Record<string, string> };

const send = ({ path, body, headers }: Pick<Call, 'path' | 'body' | 'headers'>) =>
	fetch(origin + path, { method: 'POST', headers, body });

/** The secrets that the demo's stand-ins share with the house. */
const secrets = () =>
	JSON.parse(readFileSync(join(inject('dataDir'), 'sandbox.json'), 'utf8')) as Record<string, string>;
const SECRET: Record<string, string> = {
	'/api/bank/webhook': 'bankWebhookSecret',
	'/api/messages/inbound': 'messagesSecret',
	'/api/portal/status': 'portalKey'
};

/** Signed as the page says, by nothing of ours: seconds, a full stop, the body as it is sent. */
function signedAsTold({ path, body }: Call): Record<string, string> {
	const stamp = String(Math.floor(Date.now() / 1000));
	const signature = createHmac('sha256', secrets()[SECRET[path]!]!).update(`${stamp}.${body}`, 'utf8').digest('hex');
	return { 'content-type': 'application/json', 'x-timestamp': stamp, 'x-signature': signature };
}

test('the page of an administrator shows each call with an example that the house’s own check takes', async () => {
	const keeper = await walker(browser);
	const { page } = keeper;
	await signIn(page, 'khoi', null);
	await page.goto(`${origin}/can-bo/trung-tam`);
	await page.getByRole('link', { name: 'Nối với hệ thống khác' }).click();
	await page.waitForURL(/ket-noi/);
	for (const summary of await page.locator('details.example summary').all()) await summary.click();
	const calls = (await page
		.locator('[data-call]')
		.evaluateAll((all) => all.map((one) => JSON.parse((one as HTMLElement).dataset['call']!)))) as Call[];
	expect(calls.map(({ path }) => path)).toEqual(Object.keys(SECRET));
	for (const call of calls) {
		const asked = new Request(origin + call.path, { method: 'POST', headers: call.headers, body: call.body });
		expect(await signedBody(asked, call.secret, new Date())).toBe(call.body);
		expect(await page.locator('main').innerText()).toContain(origin + call.path);
		// Its secret opens nothing; signed as the page says with the one that both sides hold, it is heard.
		const refused = await send(call);
		expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([401, 'wrong-signature']);
		const heard = await send({ ...call, headers: signedAsTold(call) });
		expect([call.path, heard.status]).toEqual([call.path, 200]);
	}
	const text = await page.locator('main').innerText();
	for (const said of [
		'x-timestamp',
		'x-signature',
		'300 giây',
		'256 kB',
		'/dang-nhap/ve',
		'openid profile eid',
		'personal_no'
	])
		expect(text).toContain(said);
	expect(await faultsByAxe(page)).toEqual([]);
	await page.setViewportSize({ width: 360, height: 740 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	calm(keeper);
	await keeper.context.close();
});

test('it is nobody else’s page', async () => {
	const guide = await walker(browser);
	await signIn(guide.page, 'lua', null);
	expect((await guide.page.goto(`${origin}/can-bo/trung-tam/ket-noi`))!.status()).toBe(403);
	await guide.context.close();
});

test('a forged receipt of a text is refused; one of no text of ours is taken, counted and shown', async () => {
	const id = crypto.randomUUID();
	const proof = createHmac('sha256', secrets()['messagesSecret']!).update(`sms-receipt\0${id}`).digest('base64url');
	const facts = 'SMSID=x&SendStatus=5&SendSuccess=1&SendFailed=0';
	const say = async (secret: string, as: RequestInit = {}) =>
		(await fetch(`${origin}/api/notices/receipts/sms/${secret}?${facts}`, as)).status;
	const forged = createHmac('sha256', 'another').update(`sms-receipt\0${id}`).digest('base64url');
	expect([await say(`${id}.${forged}`), await say(`${id}.`), await say(`${crypto.randomUUID()}.${proof}`)]).toEqual([
		...[401, 401, 401]
	]);
	const leader = await walker(browser);
	const { page } = leader;
	await signIn(page, 'thach', null);
	const count = async (): Promise<number> => {
		await page.goto(`${origin}/can-bo/bao-tin`);
		const said = /(\d+) báo kết quả không của tin nào ở đây/.exec(await page.locator('main').innerText());
		return Number(said?.[1] ?? 0);
	};
	const before = await count();
	expect([await say(`${id}.${proof}`), await say(`${id}.${proof}`, { method: 'POST' })]).toEqual([204, 204]);
	expect(await count()).toBe(before + 2);
	expect(await faultsByAxe(page)).toEqual([]);
	await page.setViewportSize({ width: 360, height: 740 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	calm(leader);
});
