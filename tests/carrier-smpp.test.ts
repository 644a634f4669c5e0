import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { smsBySmpp, type Lined } from '#adapters/sms-smpp.server.ts';
import type { Handing, Receipt } from '#capabilities/notices/port.ts';
import { NotSent } from '#kernel/not-sent.ts';
import { startSandbox, type Sandbox } from './support/sandbox.ts';

// Texts by SMPP 3.4: a bound line to a centre in a process of its own, and what comes back by it.

let sandbox: Sandbox;
let sms: Lined;
const heard: Receipt[] = [];
let deaf = false;

const text = 'UBND xã Quảng Bình: hồ sơ của bác đã xong, mời bác tới nhận. Mã tin 7K2M';
const handing = (given: Partial<Handing> = {}): Handing => ({
	id: crypto.randomUUID(),
	to: '+84900000345',
	text,
	template: { name: 'x', blanks: {} },
	standsFor: 7265,
	...given
});
const inPhone = async (number: string): Promise<{ line: string; from: string; text: string }[]> => {
	const said = await fetch(`${sandbox.telephone}/may/${number}`);
	return ((await said.json()) as { messages: { line: string; from: string; text: string }[] }).messages;
};
const refOf = async (given: Partial<Handing> = {}): Promise<string> =>
	((await sms.hand(handing(given))) as { ref: string }).ref;
const ofRef = (ref: string): string[] => heard.filter((one) => one.ref === ref).map(({ said }) => said);

beforeAll(async () => {
	sandbox = await startSandbox('http://127.0.0.1:1');
	const hear = async (receipts: Receipt[]): Promise<void> => {
		if (deaf) throw new Error('not kept');
		heard.push(...receipts);
	};
	sms = smsBySmpp({ url: sandbox.smpp, brand: 'TUNGNHA' }, 1500);
	sms.listen(hear);
}, 60_000);
beforeEach(() => sandbox.lever('smpp', 'normal'));
afterAll(() => sandbox.end());

test('taken, short and long, marked and not, it lies in her telephone as it was written', async () => {
	const texts: [string, number][] = [
		['Ho so cua bac da xong {x}', 1],
		['a'.repeat(400), 3],
		['ế'.repeat(60), 1],
		[text, 2],
		['गाँव '.repeat(30), 3]
	];
	for (const [one, parts] of texts)
		expect(await sms.hand(handing({ text: one, to: '+84900000998' }))).toEqual({ ref: expect.any(String), parts });
	await expect
		.poll(async () => (await inPhone('0900000998')).map((one) => one.text), { timeout: 5000 })
		.toEqual(texts.map(([one]) => one));
	expect((await inPhone('0900000998'))[0]).toMatchObject({ line: 'sms-2', from: 'TUNGNHA' });
});

test('its receipt comes by the line; kept by nobody it comes again', async () => {
	const first = await refOf();
	await expect.poll(() => ofRef(first), { timeout: 5000 }).toEqual(['arrived']);
	deaf = true;
	const second = await refOf();
	await new Promise((done) => setTimeout(done, 2600));
	expect(ofRef(second)).toEqual([]);
	deaf = false;
	await expect.poll(() => ofRef(second), { timeout: 5000 }).toEqual(['arrived']);
}, 20_000);

test('receipts doubled, backwards, of a full telephone', async () => {
	for (const [mode, said] of [
		['twice', ['arrived', 'arrived']],
		['backwards', ['arrived', 'failed']],
		['full', ['failed']]
	] as const) {
		await sandbox.lever('smpp', mode);
		const ref = await refOf();
		await expect.poll(() => ofRef(ref), { timeout: 6000 }).toEqual(said);
	}
}, 30_000);

test('it keeps no ids: the same try twice is two texts, and says so', async () => {
	const one = handing({ to: '+84900000997' });
	await sms.hand(one);
	await sms.hand(one);
	expect(sms.keepsIds).toBe(false);
	await expect.poll(() => inPhone('0900000997'), { timeout: 5000 }).toHaveLength(2);
});

test('silent it throws though it went, and the next text finds a new line', async () => {
	await sandbox.lever('smpp', 'silent');
	await expect(sms.hand(handing({ to: '+84900000996' }))).rejects.toThrow('silent');
	await sandbox.lever('smpp', 'normal');
	await refOf({ to: '+84900000996' });
	await expect.poll(() => inPhone('0900000996'), { timeout: 5000 }).toHaveLength(2);
});

test('down, not there, or not a centre at all: it throws; up again it goes on', async () => {
	await sandbox.lever('smpp', 'down');
	// Hung up in the middle it is not known; where no line is to be had, it is.
	const fault: unknown = await sms.hand(handing()).catch((one: unknown) => one);
	expect([String(fault), fault instanceof NotSent]).toEqual(['Error: the centre of texts hung up', false]);
	await expect(sms.hand(handing())).rejects.toThrow(NotSent);
	await sandbox.lever('smpp', 'normal');
	expect(await refOf()).toMatch(/^[0-9a-f]{32}$/);
	const mute = createServer((socket) => void socket.resume());
	await new Promise<void>((ready) => mute.listen(0, '127.0.0.1', ready));
	const url = `smpp://a:b@127.0.0.1:${(mute.address() as AddressInfo).port}`;
	await expect(smsBySmpp({ url, brand: 'X' }, 300).hand(handing())).rejects.toThrow('silent');
	await new Promise((done) => mute.close(done));
	await expect(smsBySmpp({ url, brand: 'X' }, 300).hand(handing())).rejects.toThrow(NotSent);
});

test('a number that is none, a full account and a wrong password are refusals', async () => {
	expect(await sms.hand(handing({ to: '+8490' }))).toEqual({ refused: 'number', forgets: false });
	await sandbox.lever('smpp', 'broke');
	expect(await sms.hand(handing())).toEqual({ refused: 'status 69', forgets: false });
	const url = new URL(sandbox.smpp);
	url.password = 'another';
	const other = smsBySmpp({ url: url.href, brand: 'TUNGNHA' });
	expect(await other.hand(handing())).toEqual({ refused: 'settings', forgets: false });
});

test('nothing on the web is a receipt of it; where nobody listens, none is asked for', async () => {
	expect(sms.receipts).toBeUndefined();
	const quiet = smsBySmpp({ url: sandbox.smpp, brand: 'TUNGNHA' });
	const { ref } = (await quiet.hand(handing())) as { ref: string };
	await new Promise((done) => setTimeout(done, 2600));
	expect(ofRef(ref)).toEqual([]);
});

test('plain SMPP is for this machine alone', async () => {
	const at = (url: string) => smsBySmpp({ url, brand: 'X' }).hand(handing());
	await expect(at('smpp://a:b@sms.example')).rejects.toThrow('ssmpp');
	await expect(at('http://127.0.0.1')).rejects.toThrow('ssmpp');
});
