import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { zaloByTemplate, type ZaloAccount } from '#adapters/zalo.server.ts';
import type { TokenKeeper, Tokens } from '#adapters/zalo-tokens.server.ts';
import type { Carrier, Handing } from '#capabilities/notices/port.ts';
import { openPostbox, type Postbox } from './support/receipts.ts';
import { startSandbox, type Sandbox } from './support/sandbox.ts';

// Words by approved templates, and tokens of which each works once, against an account in a process of its own.

let postbox: Postbox;
let sandbox: Sandbox;
let account: ZaloAccount;
let zalo: Carrier;
/** What the house has committed, in its order. */
const kept: Tokens[] = [];
let keeping: () => Promise<void> = async () => {};

const keeper: TokenKeeper = {
	read: async () => kept.at(-1)!,
	keep: async (next) => {
		await keeping();
		kept.push(next);
	}
};
const handing = (given: Partial<Handing> = {}): Handing => ({
	id: crypto.randomUUID(),
	to: '+84900000354',
	text: 'UBND xã Quảng Bình: hồ sơ của bác đã xong. Mã tin 7K2M',
	template: { name: 'file-done', blanks: { ma_tin: '7K2M', ngay: '30/11' } },
	standsFor: 3600,
	...given
});
const inPhone = async (number: string): Promise<{ line: string; text: string }[]> => {
	const said = await fetch(`${sandbox.telephone}/may/${number}`);
	return ((await said.json()) as { messages: { line: string; text: string }[] }).messages;
};
/** As if an hour had gone by: what is kept is over. */
const lapse = (): void => void kept.push({ ...kept.at(-1)!, until: new Date(0) });

beforeAll(async () => {
	postbox = await openPostbox();
	sandbox = await startSandbox(postbox.origin);
	account = {
		...{ url: `${sandbox.gateway}/zalo/message/template`, tokenUrl: `${sandbox.gateway}/zalo/token` },
		...{ appId: sandbox.secrets.zaloAppId, appSecret: sandbox.secrets.zaloAppSecret },
		...{ oaSecret: sandbox.secrets.zaloOaSecret, templates: 'file-done=4711, called-off=4712' }
	};
	kept.push({ access: null, refresh: sandbox.secrets.zaloRefreshToken, until: null });
	zalo = zaloByTemplate(account, keeper, 1500);
}, 60_000);
beforeEach(async () => {
	keeping = async () => {};
	await sandbox.lever('zalo', 'normal');
});
afterAll(() => {
	sandbox.end();
	postbox.end();
});

test('taken by its template, it arrives with its blanks, and the receipt names the try', async () => {
	const one = handing();
	const answer = (await zalo.hand(one)) as { ref: string };
	expect(answer).toEqual({ ref: expect.stringMatching(/^[0-9a-f]{32}$/), parts: 1 });
	await expect
		.poll(() => postbox.read(zalo, one.id), { timeout: 5000 })
		.toEqual([[{ id: one.id, ref: answer.ref, said: 'arrived', why: null }]]);
	expect((await inPhone('0900000354')).at(-1)).toMatchObject({ line: 'zalo', text: 'ma_tin: 7K2M\nngay: 30/11' });
});

test('a word without an approved template is refused here, unless there is one for all', async () => {
	const one = handing({ template: { name: 'another', blanks: {} } });
	expect(await zalo.hand(one)).toEqual({ refused: 'template', forgets: false });
	const all = zaloByTemplate({ ...account, templates: 'file-done=4711,*=4713' }, keeper);
	expect(await all.hand(one)).toMatchObject({ parts: 1 });
});

test('the next token is committed before it is used, and no refresh token is used twice', async () => {
	lapse();
	const before = kept.length;
	const was = kept.at(-1)!;
	// Kept so slowly that whatever was sent before would be there by now.
	let sentThen = -1;
	keeping = async () => {
		await new Promise((done) => setTimeout(done, 2500));
		sentThen = (await inPhone('0900000990')).length;
	};
	await Promise.all([1, 2, 3].map(() => zalo.hand(handing({ to: '+84900000990' }))));
	expect([kept.length, sentThen]).toEqual([before + 1, 0]);
	const next = kept.at(-1)!;
	expect(next.access).not.toBe(was.access);
	expect(next.refresh).not.toBe(was.refresh);
	expect(next.until!.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
	await expect.poll(() => inPhone('0900000990'), { timeout: 5000 }).toHaveLength(3);
}, 15_000);

test('a pair that could not be kept is kept later, asked for no second time, and used by nothing before', async () => {
	lapse();
	keeping = () => Promise.reject(new Error('the database is away'));
	const one = handing({ to: '+84900000991' });
	expect(await zalo.hand(one)).toEqual({ refused: 'not-now token', forgets: false });
	expect(await zalo.hand(one)).toEqual({ refused: 'not-now token', forgets: false });
	keeping = async () => {};
	expect(await zalo.hand(one)).toMatchObject({ parts: 1 });
	await expect.poll(() => inPhone('0900000991'), { timeout: 5000 }).toHaveLength(1);
});

test('a token that is turned away is got anew once, and the word goes once', async () => {
	await sandbox.lever('zalo', 'expired');
	const before = kept.length;
	expect(await zalo.hand(handing({ to: '+84900000992' }))).toMatchObject({ parts: 1 });
	expect(kept).toHaveLength(before + 1);
	await expect.poll(() => inPhone('0900000992'), { timeout: 5000 }).toHaveLength(1);
});

test('silent though it took it, and down: it throws; whom Zalo does not know is refused', async () => {
	await sandbox.lever('zalo', 'silent');
	await expect(zalo.hand(handing())).rejects.toThrow();
	await sandbox.lever('zalo', 'down');
	await expect(zalo.hand(handing())).rejects.toThrow();
	await sandbox.lever('zalo', 'unreachable');
	expect(await zalo.hand(handing())).toEqual({ refused: 'no-account', forgets: false });
	expect(await zalo.hand(handing({ to: '+8490' }))).toEqual({ refused: 'code -108', forgets: false });
});

test('a receipt that is doubled is read twice; one that is changed or signed by another is nobody’s', async () => {
	await sandbox.lever('zalo', 'twice');
	const one = handing();
	await zalo.hand(one);
	await expect.poll(() => postbox.of(one.id).length, { timeout: 5000 }).toBe(2);
	expect(postbox.read(zalo, one.id)).toMatchObject([[{ id: one.id }], [{ id: one.id }]]);
	const [came] = postbox.of(one.id);
	const read = (given: object) => zalo.receipts!({ ...came!, ...given });
	expect(read({ body: came!.body.replace(one.id, crypto.randomUUID()) })).toBeNull();
	expect(read({ headers: new Headers() })).toBeNull();
	expect(read({ headers: new Headers({ 'x-zevent-signature': `mac=${'0'.repeat(64)}` }) })).toBeNull();
	expect(read({ body: 'x' })).toBeNull();
	expect(zaloByTemplate({ ...account, oaSecret: 'another' }, keeper).receipts!(came!)).toBeNull();
	// Another event of the same account is heard and says nothing of ours.
	const event = { app_id: account.appId, timestamp: '1', event_name: 'user_send_text', message: { msg_id: 'm' } };
	const body = JSON.stringify(event);
	const mac = createHash('sha256').update(`${account.appId}${body}1${account.oaSecret}`).digest('hex');
	expect(read({ body, headers: new Headers({ 'x-zevent-signature': `mac=${mac}` }) })).toEqual([]);
});

test('nothing goes over plain http to another machine, and no redirect is followed', async () => {
	const plain = zaloByTemplate({ ...account, url: 'http://zalo.example/message/template' }, keeper);
	await expect(plain.hand(handing())).rejects.toThrow('https');
	const asked: string[] = [];
	const server = createServer((request, response) => {
		asked.push(request.url!);
		response.writeHead(307, { location: '/there' }).end();
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/here`;
	await expect(zaloByTemplate({ ...account, url }, keeper).hand(handing())).rejects.toThrow();
	expect(asked).toEqual(['/here']);
	server.close();
});

test('lost on the way, the token is lost for good, and that is said as a setting', async () => {
	lapse();
	await sandbox.lever('zalo', 'lost');
	expect(await zalo.hand(handing())).toEqual({ refused: 'not-now token', forgets: false });
	await sandbox.lever('zalo', 'normal');
	expect(await zalo.hand(handing())).toEqual({ refused: 'settings', forgets: false });
	expect(await zalo.hand(handing())).toEqual({ refused: 'settings', forgets: false });
});
