import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { portalApi } from '#adapters/portal-api.server.ts';
import { end } from '#capabilities/assistance/end.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { answer } from '#capabilities/cases/answer.server.ts';
import { confirmOnPaper, confirmOwn } from '#capabilities/cases/confirm.server.ts';
import { chooseWay } from '#capabilities/cases/choose-way.server.ts';
import { giveBackCase } from '#capabilities/cases/give-back.server.ts';
import { worklist } from '#capabilities/cases/lists.server.ts';
import { begun, resume } from '#capabilities/cases/resume.server.ts';
import { casesListen } from '#capabilities/cases/listens.server.ts';
import { tryPortal } from '#capabilities/filing/file.server.ts';
import { portalTroubles } from '#capabilities/filing/troubles.server.ts';
import { filingListens } from '#capabilities/filing/listens.server.ts';
import { pollPortal } from '#capabilities/filing/poll-portal.server.ts';
import type { Portal } from '#capabilities/filing/port.ts';
import { receive } from '#capabilities/cases/receive.server.ts';
import { besideCase, inSession, show } from '#capabilities/cases/case-view.server.ts';
import type { CaseView } from '#capabilities/cases/answers.ts';
import { fromBank } from '#capabilities/payments/bank.server.ts';
import { paymentsListen } from '#capabilities/payments/listens.server.ts';
import { ofCase } from '#capabilities/payments/of-case.server.ts';
import { settle, takeCash, unmatched } from '#capabilities/payments/take-money.server.ts';
import { deliverDue } from '#platform/deliver.server.ts';
import { register } from '#platform/listen.server.ts';
import { listGivenUp, retryDelivery } from '#platform/sql-deliveries.server.ts';
import { signedBody } from '#web/signed.server.ts';
import { beTheWorker, commitHouse, sceneOf, type House } from './support/committed.ts';
import { refusalOf } from './support/scene.ts';
import { startSandbox, type Sandbox } from './support/sandbox.ts';
import { copyAnswers, fill, sitDown } from './support/story.ts';

// The adapters against the stand-ins, over real sockets: the portal slow, refusing, wrong and down and up again; the bank paying twice.

let house: House;
let done: () => Promise<void>;
let sandbox: Sandbox;
let portal: Portal;
let webhook: Server;
let later = 0;

const clock = (): Date => new Date(Date.now() + later);
const drain = async (): Promise<void> => {
	while (await deliverDue({ ...house.base, clock }));
};

/** Two copies, said yes on paper and received: ready for the portal. */
async function ready(): Promise<string> {
	const s = sceneOf(house);
	const sitting = await sitDown(s, '2.000635');
	await fill(s, sitting, copyAnswers);
	await chooseWay(house.as(sitting.guide), {
		case: sitting.case,
		way: 'DIRECT',
		reason: 'thử',
		receiver: house.officer.id
	});
	const { hash } = (await besideCase(house.as(sitting.screen), {}))!;
	await confirmOnPaper(house.as(sitting.guide), { case: sitting.case, hash });
	await end(house.as(sitting.guide), { session: sitting.session, reason: 'done' });
	await receive(house.as(house.officer), { case: sitting.case });
	return sitting.case;
}

const see = (id: string): Promise<CaseView> => show(house.as(house.officer), { case: id });
const count = async (): Promise<number> => (await portal.changesSince('')).changes.length;

beforeAll(async () => {
	done = await beTheWorker();
	const origin = await new Promise<string>((resolve) => {
		webhook = createServer((request, response) => {
			const parts: Buffer[] = [];
			request.on('data', (part: Buffer) => parts.push(part));
			request.on('end', async () => {
				const asked = new Request(`http://x${request.url}`, {
					method: 'POST',
					headers: request.headers as Record<string, string>,
					body: Buffer.concat(parts)
				});
				const body =
					request.url === '/api/bank/webhook'
						? await signedBody(asked, sandbox.secrets.bankWebhookSecret, new Date())
						: null;
				if (body !== null) await fromBank({ ...house.base, now: new Date() }, JSON.parse(body));
				response.writeHead(body === null ? 401 : 200).end();
			});
		}).listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(webhook.address() as { port: number }).port}`));
	});
	sandbox = await startSandbox(origin);
	house = await commitHouse({ portalWay: 'api', bankAccount: '000012345678' });
	portal = portalApi(sandbox.portal, sandbox.secrets.portalKey);
	register([...casesListen, ...filingListens(portal), ...paymentsListen]);
}, 120_000);

beforeEach(() => sandbox.lever('portal', 'normal'));
afterAll(async () => {
	register([]);
	sandbox.end();
	webhook.close();
	await house.db.end();
	await done();
});

test('a file goes through, and its later statuses come back once', async () => {
	const id = await ready();
	await drain();
	const { file } = await see(id);
	expect(file.stage).toBe('filed');
	expect(file.officialCode).toMatch(/^000\.16\.43\.H56-\d{6}-\d{4}$/);
	await fetch(`${sandbox.portal}/ho-so/${file.officialCode}/trang-thai`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ status: 4 })
	});
	const poll = pollPortal(portal);
	await poll.run({ ...house.base, clock });
	await poll.run({ ...house.base, clock });
	const view = await see(id);
	expect(view.file.status).toBe(4);
	expect(view.statuses.filter((one) => one.status === 4)).toHaveLength(1);
});

test('down, then up again: it waits, says since when, and is filed exactly once', async () => {
	await sandbox.lever('portal', 'down');
	const id = await ready();
	await drain();
	expect(await see(id)).toMatchObject({ file: { stage: 'received' }, portal: { lastFault: 'silent' } });
	await sandbox.lever('portal', 'normal');
	const before = await count();
	later += 120_000;
	await drain();
	expect((await see(id)).file.stage).toBe('filed');
	expect(await count()).toBe(before + 1);
});

test('a portal that took the file but whose answer was lost gives the same code to the second asking', async () => {
	const id = await ready();
	await sandbox.lever('portal', 'slow');
	const impatient: Portal = {
		...portal,
		file: (filing) =>
			Promise.race([
				portal.file(filing),
				new Promise<never>((_, no) => setTimeout(() => no(new Error('gave up')), 400))
			])
	};
	register([...casesListen, ...filingListens(impatient), ...paymentsListen]);
	await drain();
	expect((await see(id)).portal).toMatchObject({ lastFault: 'silent' });
	register([...casesListen, ...filingListens(portal), ...paymentsListen]);
	const taken = (await portal.changesSince('')).changes.at(-1)!.code;
	await sandbox.lever('portal', 'normal');
	later += 120_000;
	await drain();
	expect((await see(id)).file.officialCode).toBe(taken);
});

test('refused, it stands with the portal’s own words and is sent no more until an officer gave it back and it was read anew', async () => {
	await sandbox.lever('portal', 'refuse');
	const id = await ready();
	for (let n = 0; n < 5; n++) {
		later += 700_000;
		await drain();
	}
	const said = 'Hệ thống mô phỏng đang từ chối nhận hồ sơ này.';
	expect((await see(id)).portal).toMatchObject({ lastFault: 'refused', tries: 1, reason: said });
	expect(await refusalOf(tryPortal(house.as(house.officer), { case: id }))).toBe('portal-refuses');
	const troubled = async () => (await portalTroubles(house.as(house.officer), {})).some(({ caseId }) => caseId === id);
	expect(await troubled()).toBe(true);

	await giveBackCase(house.as(house.officer), { case: id, why: 'thiếu tên xã cũ' });
	const back = (await see(id)).file;
	expect(back).toMatchObject({ stage: 'draft', confirmedAt: null, receivedAt: null, givenBackWhy: 'thiếu tên xã cũ' });
	expect([await troubled(), (await see(id)).portal]).toEqual([false, null]);
	const { files } = await worklist(house.as(house.officer), { bucket: 'given-back' });
	expect(files.map((one) => one.id)).toContain(id);
	await sandbox.lever('portal', 'normal');
	later += 700_000;
	await drain();
	expect((await see(id)).file.stage).toBe('draft');

	const session = crypto.randomUUID();
	await start(house.as(house.guide), { id: session, person: house.person, ticket: null });
	const guide: Actor = { ...house.guide, session, subject: house.person, authority: 'present' };
	expect((await begun(house.as(guide), { page: 0 })).rows[0]).toMatchObject({ id, givenBack: true });
	await resume(house.as(guide), { case: id });
	await answer(house.as(guide), { case: id, question: 'registered-at', raw: 'xã Quảng Lưu' });
	await confirmOnPaper(house.as(guide), { case: id, hash: (await inSession(house.as(guide), {}))!.hash });
	await end(house.as(guide), { session, reason: 'done' });
	await receive(house.as(house.officer), { case: id });
	await drain();
	expect((await see(id)).file).toMatchObject({ stage: 'filed', givenBackAt: null, givenBackWhy: null });
	expect((await see(id)).portal).toBeNull();
}, 60_000);

test('answering nonsense, it is tried, given up into a list, and a person sends it again', async () => {
	await sandbox.lever('portal', 'wrong');
	const id = await ready();
	for (let n = 0; n < 45; n++) {
		later += 700_000;
		await drain();
	}
	expect((await see(id)).portal).toMatchObject({ lastFault: 'wrong-code' });
	const stuck = (
		await house.db.begin(async (sql) => {
			await sql`select set_config('app.kind', 'system', true)`;
			return listGivenUp(sql);
		})
	).find((one) => one.about === id);
	expect(stuck?.listener).toBe('filing.file-at-portal');
	await sandbox.lever('portal', 'normal');
	await retryDelivery(house.db, stuck!.id, clock());
	await drain();
	expect((await see(id)).file.stage).toBe('filed');
}, 60_000);

test('the bank pays twice: the first is matched, the second waits until a person settles it', async () => {
	const id = await ready();
	await drain();
	const bill = await ofCase(house.as(house.officer), { case: id });
	expect(bill.balance).toMatchObject({ state: 'due', left: 16000 });
	await sandbox.lever('bank', 'twice');
	await fetch(`${sandbox.bank}/pay`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ payload: bill.payload })
	});
	await expect.poll(async () => (await unmatched(house.as(house.officer), {})).length, { timeout: 10_000 }).toBe(1);
	expect((await ofCase(house.as(house.officer), { case: id })).balance).toMatchObject({ state: 'paid', paid: 16000 });
	const [extra] = await unmatched(house.as(house.officer), {});
	expect(extra).toMatchObject({ state: 'twice', caseId: id });
	await settle(house.as(house.officer), { entry: extra!.id, how: 'given-back', words: 'đã trả lại bác tiền mặt' });
	expect(await unmatched(house.as(house.officer), {})).toEqual([]);
}, 20_000);

test('money whose message names no file waits with the centre that has the account', async () => {
	const before = await unmatched(house.as(house.officer), {});
	const entry = { id: crypto.randomUUID(), account: '000012345678', amount: 8000, purpose: 'chuyen tien' };
	expect(await fromBank({ ...house.base, now: clock() }, { ...entry, at: clock().toISOString() })).toEqual({
		state: 'unknown'
	});
	const after = await unmatched(house.as(house.officer), {});
	expect(after.filter((one) => !before.some(({ id }) => id === one.id))).toMatchObject([
		{ id: entry.id, amount: 8000 }
	]);
});

test('cash at the desk and a transfer that meets it: one of them is money for the case, the other waits', async () => {
	const id = await ready();
	await drain();
	const { balance, purpose } = await ofCase(house.as(house.officer), { case: id });
	const entry = {
		id: crypto.randomUUID(),
		account: '000012345678',
		amount: balance.left,
		purpose: purpose!,
		at: clock().toISOString()
	};
	const [cash, transfer] = await Promise.allSettled([
		takeCash(house.as(house.officer), { id: crypto.randomUUID(), case: id, amount: balance.left }),
		fromBank({ ...house.base, now: clock() }, entry)
	]);
	const after = await ofCase(house.as(house.officer), { case: id });
	expect(after.balance).toMatchObject({ state: 'paid', paid: balance.left, left: 0 });
	expect(after.payments).toHaveLength(1);
	const state = transfer.status === 'fulfilled' ? transfer.value.state : 'refused';
	expect([cash.status, state]).toEqual(cash.status === 'fulfilled' ? ['fulfilled', 'twice'] : ['rejected', 'matched']);
});

test('what she changed after her yes is not sent, though it waits for the portal', async () => {
	await sandbox.lever('portal', 'down');
	const s = sceneOf(house);
	const sitting = await sitDown(s, '2.000635');
	await fill(s, sitting, copyAnswers);
	const own = { ...house.guide, kind: 'resident', id: house.person, subject: house.person, machine: null } as Actor;
	const herself: Actor = { ...own, eIdLevel: 2, session: null, authority: 'self', may: new Set(['cases.confirm-own']) };
	await chooseWay(house.as(sitting.guide), { case: sitting.case, way: 'ONLINE', reason: 'thử', receiver: null });
	const { hash } = (await besideCase(house.as(sitting.screen), {}))!;
	await confirmOwn(house.as(herself), { case: sitting.case, hash });
	await drain();
	await answer(house.as(sitting.guide), { case: sitting.case, question: 'copies', raw: '3' });
	await sandbox.lever('portal', 'normal');
	const filesBefore = await count();
	later += 3_600_000;
	await drain();
	expect((await see(sitting.case)).file).toMatchObject({ stage: 'draft', officialCode: null });
	expect(await count()).toBe(filesBefore);
	const again = (await besideCase(house.as(sitting.screen), {}))!.hash;
	await confirmOwn(house.as(herself), { case: sitting.case, hash: again });
	await drain();
	expect([(await see(sitting.case)).file.stage, (await see(sitting.case)).portal]).toEqual(['filed', null]);
	await end(house.as(sitting.guide), { session: sitting.session, reason: 'done' });
});
