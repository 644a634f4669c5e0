import { afterAll, beforeAll, expect, test } from 'vitest';
import { smsByHttp } from '#adapters/sms-http.server.ts';
import { smsBySmpp } from '#adapters/sms-smpp.server.ts';
import { myTold } from '#capabilities/notices/told.server.ts';
import { listenOnLines } from '#program/lines.server.ts';
import { scene, self, type Scene } from './support/scene.ts';
import { startSandbox, type Sandbox } from './support/sandbox.ts';
import { copyAnswers, fill, sayYes, seeAndReceive, sitDown } from './support/story.ts';
import { hearFacts, sayYesToWords, sendDue } from './support/told.ts';

// A word of the house through two real gateways in a process of their own: the first refuses, the second carries, and its receipt comes back.

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox('http://127.0.0.1:1');
}, 60_000);
afterAll(() => sandbox.end());

const lines = async (): Promise<string[]> => {
	const said = await fetch(`${sandbox.telephone}/may/0900000318`);
	return ((await said.json()) as { messages: { line: string }[] }).messages.map(({ line }) => line);
};

async function received(s: Scene): Promise<void> {
	const sitting = await sitDown(s, '2.000635');
	await fill(s, sitting, copyAnswers);
	await sayYes(s, sitting);
	await seeAndReceive((actor) => s.as(actor, 20), s.mai, sitting.case);
}

test(
	'refused by the first, it goes by the second once, and arrives there: what came back by the line is her second dot',
	scene(async (s) => {
		const { smsKey: key, smsSecret: password, smsBrand: brand } = sandbox.secrets;
		const origin = 'http://127.0.0.1:1';
		const first = smsByHttp({ url: sandbox.sms, key, password, brand, secret: 'a-secret', origin });
		const second = smsBySmpp({ url: sandbox.smpp, brand });
		listenOnLines(s.base, [first, second]);
		await sandbox.lever('gateway', 'broke');
		await sayYesToWords(s);
		await received(s);
		await hearFacts(s, 21);
		for (const minutes of [21, 22, 23]) await sendDue(s, minutes, [first, second]);
		const told = async () => (await myTold(s.as(self(s.som), 30), {})).rows;
		expect(await told()).toMatchObject([
			{ mark: 1, tries: [{ said: 'refused' }, { channel: 'sms-2', said: 'taken' }] }
		]);
		await expect.poll(lines, { timeout: 6000 }).toEqual(['sms-2']);
		// The scene is one connection: nobody else asks while the receipt is heard.
		await new Promise((done) => setTimeout(done, 1500));
		expect(await told()).toMatchObject([{ state: 'told', mark: 2, tries: [{}, { said: 'arrived' }] }]);
	}),
	30_000
);
