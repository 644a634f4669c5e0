import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emailBySmtp } from '#adapters/email.server.ts';
import type { Carrier, Handing } from '#capabilities/notices/port.ts';
import { NotSent } from '#kernel/not-sent.ts';
import { startSandbox, type Sandbox } from './support/sandbox.ts';

// Letters over SMTP, to a mail server in a process of its own.

let sandbox: Sandbox;
let email: Carrier;

const from = 'Trung tâm Quảng Bình <tin@xa-may.example>';
const text = 'UBND xã Quảng Bình: hồ sơ của mẹ anh đã xong, mời gia đình tới quầy nhận kết quả.\nMã tin 7K2M';
const handing = (given: Partial<Handing> = {}): Handing => ({
	id: crypto.randomUUID(),
	to: `ben-${crypto.randomUUID().slice(0, 8)}@xa.example`,
	text,
	template: { name: 'x', blanks: {} },
	standsFor: 3600,
	...given
});
type Letter = Record<'messageId' | 'from' | 'to' | 'subject' | 'text', string> & { hasHtml: boolean };
const inbox = async (address: string): Promise<Letter[]> => {
	const said = await fetch(`${sandbox.gateway}/thu/hop/${encodeURIComponent(address)}`);
	return ((await said.json()) as { letters: Letter[] }).letters;
};

beforeAll(async () => {
	sandbox = await startSandbox('http://127.0.0.1:1');
	email = emailBySmtp({ url: sandbox.mail, from }, 1500);
}, 60_000);
beforeEach(() => sandbox.lever('mail', 'normal'));
afterAll(() => sandbox.end());

test('taken, it lies in the inbox as it was written: plain text, named by its try', async () => {
	const one = handing();
	expect(await email.hand(one)).toEqual({ ref: `<${one.id}@xa-may.example>`, parts: 1 });
	const [letter, ...more] = await inbox(one.to);
	expect(more).toEqual([]);
	expect(letter).toMatchObject({ messageId: `<${one.id}@xa-may.example>`, from, to: one.to, text, hasHtml: false });
	expect(letter!.subject).toBe('UBND xã Quảng Bình: hồ sơ của mẹ anh đã xong, mời gia đình tới quầy…');
});

test('a word that goes twice is two letters of one name: this channel keeps no ids', async () => {
	const one = handing();
	await email.hand(one);
	await email.hand(one);
	const letters = await inbox(one.to);
	expect(letters.map(({ messageId }) => messageId)).toEqual([letters[0]!.messageId, letters[0]!.messageId]);
	expect([letters.length, email.keepsIds, email.receipts]).toEqual([2, false, undefined]);
});

test('a mailbox that nobody knows is forgotten, a full one is not, a wrong password is of the settings', async () => {
	await sandbox.lever('mail', 'unknown');
	expect(await email.hand(handing())).toEqual({ refused: 'mailbox', forgets: true });
	await sandbox.lever('mail', 'full');
	expect(await email.hand(handing())).toEqual({ refused: 'not-now 452', forgets: false });
	await sandbox.lever('mail', 'normal');
	const url = new URL(sandbox.mail);
	url.password = 'another';
	expect(await emailBySmtp({ url: url.href, from }).hand(handing())).toEqual({ refused: 'settings', forgets: false });
});

test('silent, down, and not there: it throws, and says nobody’s address', async () => {
	const one = handing();
	for (const mode of ['silent', 'down']) {
		await sandbox.lever('mail', mode);
		const fault: unknown = await email.hand(one).catch((one: unknown) => one);
		expect(String(fault)).toMatch(/^Error: mail E[A-Z]+$/);
	}
	// What it took in silence is there all the same.
	expect(await inbox(one.to)).toHaveLength(1);
	const nowhere = createServer();
	await new Promise<void>((ready) => nowhere.listen(0, '127.0.0.1', ready));
	const { port } = nowhere.address() as AddressInfo;
	await new Promise((done) => nowhere.close(done));
	await expect(emailBySmtp({ url: `smtp://127.0.0.1:${port}`, from }).hand(one)).rejects.toThrow(NotSent);
});

test.each([
	'a@xa.example\r\nBcc: kia@xa.example',
	'a@xa.example, kia@xa.example',
	'Ai <a@xa.example>',
	'a b@xa.example',
	'a@xa.example>',
	'@xa.example',
	'a'
])('%j is no address, and goes nowhere', async (to) => {
	expect(await email.hand(handing({ to }))).toEqual({ refused: 'address', forgets: false });
});

test('nothing in the words or in the try becomes a header', async () => {
	const one = handing({
		text: 'Dòng một\r\nBcc: kia@xa.example\r\n\r\n.\r\nDòng hai',
		id: 'x>\r\nBcc: kia@xa.example'
	});
	await email.hand(one);
	const [letter] = await inbox(one.to);
	expect(letter).toMatchObject({ to: one.to, messageId: '<xBcckiaxaexample@xa-may.example>' });
	expect(letter!.subject).toBe('Dòng một Bcc: kia@xa.example . Dòng hai');
	expect(letter!.text.split(/\r?\n/).at(-1)).toBe('Dòng hai');
	expect(await inbox('kia@xa.example')).toEqual([]);
});

test('plain SMTP is for this machine alone, and nothing in the address loosens TLS', () => {
	expect(() => emailBySmtp({ url: 'smtp://mail.example:587', from })).toThrow('smtps');
	expect(() => emailBySmtp({ url: 'http://127.0.0.1:25', from })).toThrow('smtps');
	expect(() => emailBySmtp({ url: 'smtps://mail.example', from: 'a@b\r\nX: y' })).toThrow('EMAIL_FROM');
	expect(emailBySmtp({ url: 'smtps://a:b@mail.example?tls.rejectUnauthorized=false', from }).channel).toBe('email');
});
