import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { smsByHttp } from '#adapters/sms-http.server.ts';
import type { Carrier, Handing } from '#capabilities/notices/port.ts';
import { openPostbox, type Postbox } from './support/receipts.ts';
import { NotSent } from '#kernel/not-sent.ts';
import { startSandbox, type Sandbox } from './support/sandbox.ts';

// Texts over the gateway as it really behaves: its stand-in in a process of its own, over real sockets.

let postbox: Postbox;
let sandbox: Sandbox;
let sms: Carrier;

const marked = 'UBND xã Quảng Bình: hồ sơ của bác đã xong, mời bác tới nhận. Mã tin 7K2M';
const handing = (given: Partial<Handing> = {}): Handing => ({
	id: crypto.randomUUID(),
	to: '+84900000318',
	text: marked,
	template: { name: 'x', blanks: {} },
	standsFor: 3600,
	...given
});
const inPhone = async (number = '0900000318'): Promise<{ from: string; text: string }[]> => {
	const said = await fetch(`${sandbox.telephone}/may/${number}`);
	return ((await said.json()) as { messages: { from: string; text: string }[] }).messages;
};
const gatewayAt = (origin: string, patience?: number): Carrier => {
	const { smsKey: key, smsSecret: password, smsBrand: brand } = sandbox.secrets;
	const set = { url: sandbox.sms, key, password, brand, secret: 'a-secret-of-the-house' };
	return smsByHttp({ ...set, origin }, patience);
};

beforeAll(async () => {
	postbox = await openPostbox();
	sandbox = await startSandbox(postbox.origin);
	sms = gatewayAt(postbox.origin, 1500);
}, 60_000);
beforeEach(() => sandbox.lever('gateway', 'normal'));
afterAll(() => {
	sandbox.end();
	postbox.end();
});

test('taken, it lies in her telephone as it was written, and its receipt names the try', async () => {
	const one = handing();
	const answer = await sms.hand(one);
	expect(answer).toEqual({ ref: expect.stringMatching(/^[0-9a-f]{32}$/), parts: 2 });
	await expect
		.poll(() => postbox.read(sms, one.id), { timeout: 5000 })
		.toEqual([[{ id: one.id, ref: (answer as { ref: string }).ref, said: 'arrived', why: null }]]);
	expect((await inPhone()).at(-1)).toMatchObject({ from: 'TUNGNHA', text: marked });
});

test('each text is paid for as its alphabet says, and arrives whole', async () => {
	const texts: [string, number][] = [
		['Ho so cua bac da xong.', 1],
		['a'.repeat(160), 1],
		['a'.repeat(161), 2],
		['ă'.repeat(70), 1],
		['ă'.normalize('NFD').repeat(70), 1],
		['ă'.repeat(71), 2],
		['गाँव '.repeat(14), 1]
	];
	for (const [text, parts] of texts)
		expect(await sms.hand(handing({ text, to: '+84900000999' }))).toMatchObject({ parts });
	const sent = texts.map(([text]) => text.normalize('NFC'));
	await expect.poll(async () => (await inPhone('0900000999')).map(({ text }) => text), { timeout: 5000 }).toEqual(sent);
});

test('handed twice under one name it goes once, and the second answer is no refusal', async () => {
	const before = (await inPhone('0900000327')).length;
	const one = handing({ to: '+84900000327' });
	await sms.hand(one);
	expect(await sms.hand(one)).toEqual({ ref: one.id, parts: 2 });
	await new Promise((done) => setTimeout(done, 2600));
	expect(await inPhone('0900000327')).toHaveLength(before + 1);
});

test('silent, it is not known whether it went; asked again it had been taken, and she has it once', async () => {
	const before = (await inPhone('0900000336')).length;
	const one = handing({ to: '+84900000336' });
	await sandbox.lever('gateway', 'silent');
	const fault: unknown = await sms.hand(one).catch((thrown: unknown) => thrown);
	expect([fault instanceof Error, fault instanceof NotSent]).toEqual([true, false]);
	await sandbox.lever('gateway', 'normal');
	expect(await sms.hand(one)).toMatchObject({ parts: 2 });
	await expect.poll(() => inPhone('0900000336'), { timeout: 5000 }).toHaveLength(before + 1);
	await expect
		.poll(() => postbox.read(sms, one.id), { timeout: 5000 })
		.toMatchObject([[{ id: one.id, said: 'arrived' }]]);
});

test('down it throws, and so does a gateway that is not there or has a fault', async () => {
	await sandbox.lever('gateway', 'down');
	await expect(sms.hand(handing())).rejects.toThrow(NotSent);
	await sandbox.lever('gateway', 'normal');
	expect(await sms.hand(handing())).toMatchObject({ parts: 2 });
	let status = 500;
	const server = createServer((_, response) => response.writeHead(status).end('{}'));
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const broken = smsByHttp({ url, key: 'k', password: 'p', brand: 'b', secret: 's', origin: postbox.origin });
	// With what it has nobody knows.
	const fault: unknown = await broken.hand(handing()).catch((one: unknown) => one);
	expect([String(fault), fault instanceof NotSent]).toEqual(['Error: gateway 500', false]);
	status = 200;
	await expect(broken.hand(handing())).rejects.toThrow();
	status = 401;
	expect(await broken.hand(handing())).toEqual({ refused: 'http 401', forgets: false });
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
	await expect(broken.hand(handing())).rejects.toThrow();
});

test('a number that is none, an empty account and a wrong key are refusals', async () => {
	expect(await sms.hand(handing({ to: '+8490' }))).toEqual({ refused: 'number', forgets: false });
	await sandbox.lever('gateway', 'broke');
	expect(await sms.hand(handing())).toEqual({ refused: 'balance', forgets: false });
	const { smsKey: key, smsBrand: brand } = sandbox.secrets;
	const set = { url: sandbox.sms, key, password: 'another', brand, secret: 's' };
	expect(await smsByHttp({ ...set, origin: postbox.origin }).hand(handing())).toEqual({
		refused: 'settings',
		forgets: false
	});
});

test('receipts: doubled, backwards, of a full telephone, and none at all', async () => {
	const become = async (mode: string, said: object[]): Promise<void> => {
		await sandbox.lever('gateway', mode);
		const one = handing();
		await sms.hand(one);
		await expect.poll(() => postbox.read(sms, one.id), { timeout: 6000 }).toMatchObject(said.map((each) => [each]));
	};
	await become('twice', [{ said: 'arrived' }, { said: 'arrived' }]);
	await become('backwards', [{ said: 'arrived' }, { said: 'failed' }]);
	await become('full', [{ said: 'failed', why: 'status 5' }]);

	await sandbox.lever('gateway', 'mute');
	const before = (await inPhone('0900000995')).length;
	const one = handing({ to: '+84900000995' });
	await sms.hand(one);
	await expect.poll(() => inPhone('0900000995'), { timeout: 5000 }).toHaveLength(before + 1);
	await new Promise((done) => setTimeout(done, 500));
	expect(postbox.of(one.id)).toEqual([]);
}, 30_000);

test('a receipt is believed for one try: changed, or with the secret of another, it is nobody’s', async () => {
	const [one, other] = [handing(), handing()];
	await sms.hand(one);
	await sms.hand(other);
	await expect.poll(() => [one, other].map(({ id }) => postbox.of(id).length), { timeout: 5000 }).toEqual([1, 1]);
	const [came] = postbox.of(one.id);
	const read = (given: object) => sms.receipts!({ ...came!, ...given });
	expect(read({})).toHaveLength(1);
	expect(read({ secret: came!.secret.replace(one.id, other.id) })).toBeNull();
	expect(read({ secret: `${one.id}.` })).toBeNull();
	expect(read({ secret: 'x' })).toBeNull();
	expect(gatewayAt(postbox.origin).receipts!(postbox.of(other.id)[0]!)).toHaveLength(1);
	const query = new URLSearchParams(came!.query);
	query.set('RequestId', other.id);
	expect(read({ query })).toBeNull();
	const elsewhere = smsByHttp({ url: 'x', key: '', password: '', brand: '', secret: 'another', origin: '' });
	expect(elsewhere.receipts!(came!)).toBeNull();
	// As a form or as JSON in a POST it says the same; on the way it says nothing.
	const facts = Object.fromEntries(came!.query);
	const none = new URLSearchParams();
	expect(read({ query: none, body: `${came!.query}` })).toEqual(read({}));
	expect(read({ query: none, body: JSON.stringify(facts) })).toEqual(read({}));
	expect(read({ query: new URLSearchParams({ ...facts, SendStatus: '7' }) })).toEqual([]);
	expect(read({ query: new URLSearchParams({ ...facts, SendStatus: '4' }) })).toMatchObject([{ said: 'failed' }]);
	expect(read({ query: none, body: '[1]' })).toEqual([]);
});

test('nothing goes over plain http to another machine, and no redirect is followed', async () => {
	const set = { key: 'k', password: 'p', brand: 'b', secret: 's', origin: postbox.origin };
	await expect(smsByHttp({ ...set, url: 'http://gateway.example/gui' }).hand(handing())).rejects.toThrow('https');
	const asked: string[] = [];
	const server = createServer((request, response) => {
		asked.push(request.url!);
		response.writeHead(307, { location: '/there' }).end();
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/here`;
	await expect(smsByHttp({ ...set, url }).hand(handing())).rejects.toThrow();
	expect(asked).toEqual(['/here']);
	server.close();
});
