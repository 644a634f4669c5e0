import { expect, test } from 'vitest';
import { end } from '#capabilities/assistance/end.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { recordUnverified } from '#capabilities/residents/record-person.server.ts';
import { eraseNow } from '#tests/support/erase.ts';
import { hearBank, takeCash } from '#capabilities/payments/take-money.server.ts';
import { ofCase } from '#capabilities/payments/of-case.server.ts';
import { setFee } from '#capabilities/payments/set-fee.server.ts';
import { anyone, type Actor } from '#kernel/actor.ts';
import { rightsOf } from '#program/roles.ts';
import { device, listener, refusalOf, scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, handOver, sayYes, sitDown } from '#tests/support/story.ts';
import { answer } from './answer.server.ts';
import { chooseWay } from './choose-way.server.ts';
import { confirm, confirmOnPaper, confirmOwn, makeConfirmLink } from './confirm.server.ts';
import { recordOfficialCode } from '#capabilities/filing/file.server.ts';
import { recordStatus } from '#capabilities/filing/record-status.server.ts';
import { findSlip, follow } from './follow.server.ts';
import { handResult, lookAtPaper, receive } from './receive.server.ts';
import { begun, putAside, resume } from './resume.server.ts';
import { submitCase } from './submit.server.ts';
import { besideCase, inSession, show } from './case-view.server.ts';
import { voidMistake } from './void-mistake.server.ts';

const holder = (row: string): Actor => ({ ...anyone(new Set(rightsOf.slip)), kind: 'slip', id: row, row });
const CODE = '000.16.43.H56-260714-0019';

test(
	'two copies of an extract: from the first question to the result in her hands',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		await setFee(s.as(listener(['payments.set-fee'], sitting.case), 6), { case: sitting.case });
		expect((await ofCase(s.as(sitting.guide, 6), { case: sitting.case })).balance).toMatchObject({
			state: 'due',
			left: 16000
		});

		const { slip } = (await inSession(s.as(sitting.guide, 6), {}))!;
		expect(slip).toMatch(/^\d{12}$/);
		const found = await findSlip(s.as({ ...anyone(new Set(['cases.find-slip'])) }, 7), {
			code: slip!.replace(/(....)/g, '$1 '),
			address: 'home'
		});
		expect(found.case).toBe(sitting.case);

		await receive(s.as(s.mai, 8), { case: sitting.case });
		await recordOfficialCode(s.as(s.mai, 9), { case: sitting.case, code: CODE });
		await takeCash(s.as(s.mai, 10), { id: crypto.randomUUID(), case: sitting.case, amount: 16000 });
		expect(await refusalOf(handResult(s.as(s.mai, 11), { case: sitting.case, against: 'slip' }))).toBe(
			'result-not-ready'
		);
		await recordStatus(s.as(s.mai, 60), {
			case: sitting.case,
			status: 9,
			outsideAt: s.as(s.mai, 60).now.toISOString()
		});
		await handResult(s.as(s.mai, 90), { case: sitting.case, against: 'slip' });

		const seen = await follow(s.as(holder(sitting.case), 91), {});
		expect(seen).toMatchObject({ status: 10, officialCode: CODE, waits: 'nobody' });
		expect(JSON.stringify(seen)).not.toMatch(/Sớm|097150004127|Bến Gió|0900000318/);
	})
);

test(
	'who typed decides how it was done, and no form can say it',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await answer(s.as(sitting.guide), { case: sitting.case, question: 'for-self', raw: 'yes' });
		await handOver(s.as(sitting.guide), { session: sitting.session, to: 'desk' });
		await answer(s.as(sitting.guide), { case: sitting.case, question: 'copies', raw: '2' });
		await answer(s.as(sitting.screen), { case: sitting.case, question: 'record', raw: 'marriage' });
		const view = (await besideCase(s.as(sitting.screen), {}))!;
		expect(view.marks).toMatchObject({ guide: 1, resident: 2 });
		expect(view.how).toBe('guided');
		expect(view.marks.card).toBeGreaterThan(0);
	})
);

test(
	'a wrong answer says what to do and keeps nothing',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		expect(
			await answer(s.as(sitting.guide), { case: sitting.case, question: 'registered-on', raw: '20/13/1972' })
		).toMatchObject({ error: 'month', part: 'month' });
		// The numbers that its sentence names come with it.
		const number = { case: sitting.case, question: 'applicant-id-number', raw: '171234567' };
		expect(await answer(s.as(sitting.guide), number)).toMatchObject({ error: 'id-digits', have: 9 });
		expect(
			(await besideCase(s.as(sitting.screen), {}))!.asked.find(({ question }) => question.id === 'registered-on')
				?.answer
		).toBeNull();
	})
);

test(
	'a word that changes after she read it takes her yes back',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		const before = (await besideCase(s.as(sitting.screen), {}))!.hash;
		await sayYes(s, sitting);
		await answer(s.as(sitting.guide, 6), { case: sitting.case, question: 'copies', raw: '3' });
		expect((await besideCase(s.as(sitting.screen, 6), {}))!).toMatchObject({
			file: { stage: 'draft' },
			confirmation: null
		});
		expect(await refusalOf(confirm(s.as(sitting.screen, 7), { case: sitting.case, hash: before }))).toBe(
			'changed-since'
		);
	})
);

test(
	'a guide cannot say yes for her, and nobody can before everything is answered',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		const hash = (await besideCase(s.as(sitting.screen), {}))!.hash;
		expect(await refusalOf(confirm(s.as(sitting.guide), { case: sitting.case, hash }))).toBe('not-allowed');
		expect(await refusalOf(confirm(s.as(sitting.screen), { case: sitting.case, hash }))).toBe('answers-missing');
		expect(await refusalOf(confirmOnPaper(s.as(sitting.guide), { case: sitting.case, hash }))).toBe('answers-missing');
	})
);

test(
	'an official code is checked, and used twice it is refused',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		expect(await refusalOf(recordOfficialCode(s.as(sitting.guide), { case: sitting.case, code: '123' }))).toBe(
			'code-shape'
		);
		await recordOfficialCode(s.as(sitting.guide), { case: sitting.case, code: CODE });
		await end(s.as(sitting.guide, 5), { session: sitting.session, reason: 'done' });
		const second = await sitDown(s, '2.000635', 6, s.gia);
		expect(await refusalOf(recordOfficialCode(s.as(second.guide), { case: second.case, code: CODE }))).toBe(
			'code-used'
		);
	})
);

test(
	'a status heard twice counts once',
	scene(async (s) => {
		const sitting = await sitDown(s, '1.014027');
		await recordOfficialCode(s.as(sitting.guide), { case: sitting.case, code: CODE });
		const heard = { case: sitting.case, status: 4, outsideAt: '2026-07-15T02:00:00.000Z' } as const;
		const portal = listener(['filing.record-status'], sitting.case);
		expect((await recordStatus(s.as(portal, 10), heard)).news).toBe(true);
		expect((await recordStatus(s.as(portal, 11), heard)).news).toBe(false);
	})
);

test(
	'a status heard late is kept, and the newest one counts',
	scene(async (s) => {
		const sitting = await sitDown(s, '1.014027');
		await recordOfficialCode(s.as(sitting.guide), { case: sitting.case, code: CODE });
		const portal = listener(['filing.record-status'], sitting.case);
		const heard = (status: 4 | 9, at: string, minutes: number) =>
			recordStatus(s.as(portal, minutes), { case: sitting.case, status, outsideAt: `2026-07-15T${at}:00.000Z` });
		await heard(9, '07:15', 1800);
		await heard(4, '07:10', 1801);
		const view = await show(s.as(s.mai, 1802), { case: sitting.case });
		expect(view.file.status).toBe(9);
		expect(view.statuses.map(({ status }) => status)).toEqual([1, 4, 9]);
	})
);

test(
	'a status typed to the minute counts after the code of the same minute, and none of tomorrow is taken',
	scene(async (s) => {
		const sitting = await sitDown(s, '1.014027');
		const write = (minutes: number, outsideAt: string) =>
			recordStatus(s.as(s.mai, minutes), { case: sitting.case, status: 2, outsideAt });
		const now = s.as(s.mai, 0.5).now;
		await recordOfficialCode(s.as(sitting.guide, 0.5), { case: sitting.case, code: CODE });
		expect(await refusalOf(write(1, new Date(now.getTime() + 86_400_000).toISOString()))).toBe('status-future');
		await write(0.9, `${now.toISOString().slice(0, 16)}:00.000Z`);
		expect((await show(s.as(s.mai, 2), { case: sitting.case })).file.status).toBe(2);
	})
);

test(
	'after her erasure nothing more is written about her',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await answer(s.as(sitting.guide), { case: sitting.case, question: 'registered-at', raw: 'xã Mây Trắng' });
		await eraseNow(s.as(s.mai, 1), s.som);
		const late = answer(s.as(sitting.guide, 2), { case: sitting.case, question: 'registered-at', raw: 'xã khác' });
		expect(await refusalOf(late)).toBe('person-unknown');
		const view = await show(s.as(s.mai, 3), { case: sitting.case });
		expect(view.asked.every(({ answer: said }) => said === null)).toBe(true);
	})
);

test(
	'the bank pays twice: the second waits for a person',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		await setFee(s.as(listener(['payments.set-fee'], sitting.case), 6), { case: sitting.case });
		const bank = listener(['payments.hear-bank'], sitting.case);
		const entry = {
			amount: 16000,
			account: '000012345678',
			purpose: 'TN',
			at: '2026-07-14T03:00:00.000Z',
			case: sitting.case,
			centre: 1
		};
		const states = [];
		for (const id of ['B1', 'B1', 'B2']) states.push((await hearBank(s.as(bank, 7), { ...entry, id })).state);
		expect(states).toEqual(['matched', 'matched', 'twice']);
		expect((await ofCase(s.as(sitting.guide, 8), { case: sitting.case })).balance).toMatchObject({
			state: 'paid',
			paid: 16000
		});
	})
);

test(
	'a guide without a session, and the other commune, see nothing of the case',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await end(s.as(sitting.guide, 5), { session: sitting.session, reason: 'done' });
		expect(await inSession(s.as(s.lua, 6), {})).toBeNull();
		expect(await refusalOf(show(s.as(s.lua, 6), { case: sitting.case }))).toBe('not-allowed');
		const stranger: Actor = { ...s.rang, may: s.mai.may };
		expect(await refusalOf(show(s.as(stranger, 6), { case: sitting.case }))).toBe('case-unknown');
		expect(await besideCase(s.as(device('second-screen'), 6), {})).toBeNull();
	})
);

test(
	'a program submits a whole draft in one command, once',
	scene(async (s) => {
		const context = s.as(s.mai);
		const file = crypto.randomUUID();
		const input = {
			id: file,
			person: s.som,
			procedure: '2.000635',
			answers: { copies: '2', 'registered-on': '1972' },
			papers: [{ id: crypto.randomUUID(), paper: 'p', verdict: 'seen' as const, sha256: null }]
		};
		expect(await submitCase(context, input)).toEqual({ case: file });
		expect(await submitCase(context, input)).toEqual({ case: file });
		const view = await show(s.as(s.mai), { case: file });
		expect([view.file.stage, view.papers.length, view.marks.guide]).toEqual(['draft', 1, 2]);
		expect(
			await refusalOf(submitCase(s.as(s.mai), { ...input, id: crypto.randomUUID(), answers: { copies: 'hai' } }))
		).toBe('answer-wrong');
	})
);

test(
	'a status from a far day is kept and holds nothing up',
	scene(async (s) => {
		const sitting = await sitDown(s, '1.014027');
		await recordOfficialCode(s.as(sitting.guide), { case: sitting.case, code: CODE });
		const portal = listener(['filing.record-status'], sitting.case);
		const heard = (status: 4 | 9, outsideAt: string, minutes: number) =>
			recordStatus(s.as(portal, minutes), { case: sitting.case, status, outsideAt });
		await heard(4, '2999-01-01T00:00:00.000Z', 10);
		await heard(9, s.as(portal, 20).now.toISOString(), 20);
		expect((await show(s.as(s.mai, 21), { case: sitting.case })).file.status).toBe(9);
	})
);

test(
	'what is filed online wants an e-ID account of level 2',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await chooseWay(s.as(sitting.guide, 1), { case: sitting.case, way: 'ONLINE', reason: 'thử', receiver: null });
		const { hash } = (await besideCase(s.as(sitting.screen), {}))!;
		const own = (eIdLevel: number): Actor => ({
			...anyone(new Set(['cases.confirm-own'])),
			...{ kind: 'resident', id: s.som, subject: s.som, authority: 'self', eIdLevel }
		});
		const yes = (level: number) => confirmOwn(s.as(own(level), 2), { case: sitting.case, hash });
		expect(await refusalOf(yes(1))).toBe('eid-level-low');
		expect(await yes(2)).toEqual({ confirmed: true });
	})
);

test(
	'whoever was never compared with a card prepares everything and files nothing, on screen, paper or phone',
	scene(async (s) => {
		const stranger = crypto.randomUUID();
		await recordUnverified(s.as(s.lua), { id: stranger, name: 'Lạ Thị Mặt', birthYear: 1950, hamlet: null });
		const sitting = await sitDown(s, '2.000635', 0, stranger);
		await fill(s, sitting, { ...copyAnswers, 'applicant-name': 'Lạ Thị Mặt' });
		const direct = { way: 'DIRECT', reason: 'thử', receiver: s.mai.id } as const;
		await chooseWay(s.as(sitting.guide, 1), { case: sitting.case, ...direct });
		const { hash } = (await besideCase(s.as(sitting.screen), {}))!;
		const yes = { case: sitting.case, hash };
		expect(await refusalOf(confirm(s.as(sitting.screen, 2), yes))).toBe('person-unverified');
		expect(await refusalOf(confirmOnPaper(s.as(sitting.guide, 2), yes))).toBe('person-unverified');
		expect(await refusalOf(makeConfirmLink(s.as(sitting.guide, 2), { case: sitting.case }))).toBe('person-unverified');
	})
);

test(
	'what was begun goes on in the next session of the same person, and only hers',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await answer(s.as(sitting.guide, 1), { case: sitting.case, question: 'registered-at', raw: 'xã Mây Trắng' });
		await putAside(s.as(sitting.guide, 2), {});
		expect(await inSession(s.as(sitting.guide, 3), {})).toBeNull();
		expect((await begun(s.as(sitting.guide, 3), {})).rows.map(({ id }) => id)).toEqual([sitting.case]);
		await end(s.as(sitting.guide, 4), { session: sitting.session, reason: 'went-home' });

		const other = await sitDown(s, '1.014027', 5, s.gia);
		expect(await refusalOf(resume(s.as(other.guide, 6), { case: sitting.case }))).toBe('other-person');
		await end(s.as(other.guide, 7), { session: other.session, reason: 'done' });

		const session = crypto.randomUUID();
		await start(s.as(s.lua, 8), { id: session, person: s.som, ticket: null });
		const guide: Actor = { ...s.lua, session, subject: s.som, authority: 'present' };
		await resume(s.as(guide, 9), { case: sitting.case });
		const view = (await inSession(s.as(guide, 10), {}))!;
		expect(view.asked.find(({ question }) => question.id === 'registered-at')?.answer?.value).toBe('xã Mây Trắng');
	})
);

test(
	'a file that was void asks for no money',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		await setFee(s.as(listener(['payments.set-fee'], sitting.case), 6), { case: sitting.case });
		await voidMistake(s.as(listener(['cases.void-mistake'], sitting.case), 7), { case: sitting.case });
		const bill = await ofCase(s.as(s.mai, 8), { case: sitting.case });
		expect(bill).toMatchObject({ balance: { left: 0 }, payload: null, feeOpen: false });
	})
);

test(
	'what was just answered on the other screen is not written over by a page that had not seen it',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		const [of, question] = [sitting.case, 'registered-at'];
		const say = (who: Actor, minutes: number, raw: string, seen: string | null) =>
			answer(s.as(who, minutes), { case: of, question, raw, seen });
		const stands = async () =>
			(await besideCase(s.as(sitting.screen), {}))!.asked.find((one) => one.question.id === question)!.answer;
		expect((await say(sitting.screen, 1, 'xã Mây Trắng', null)).error).toBeNull();
		expect(await refusalOf(say(sitting.guide, 2, 'xã Mây', null))).toBe('answer-changed');
		const hers = (await stands())!;
		expect(hers).toMatchObject({ value: 'xã Mây Trắng', provenance: 'resident' });
		expect((await say(sitting.guide, 3, 'xã Mây Trắng Xa', hers.at.toISOString())).error).toBeNull();
		expect(await refusalOf(say(sitting.screen, 4, 'xã khác', hers.at.toISOString()))).toBe('answer-changed');
		expect(await stands()).toMatchObject({ value: 'xã Mây Trắng Xa', provenance: 'guide' });
	})
);

test(
	'a paper that the procedure requires and nobody has looked at stops the receiving, and only that',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		// As from a door, or by a program: files lie there, and nobody has opened one.
		await s.base.db`insert into case_paper (id, case_id, paper, verdict, at)
			select gen_random_uuid(), case_id, paper, 'attached', ${s.as(s.mai, 7).now} from case_paper where case_id = ${sitting.case}`;
		const required = (await show(s.as(s.mai, 7), { case: sitting.case })).procedure.papers.filter(
			({ kind }) => kind !== 'conditional'
		);
		expect(required.length).toBeGreaterThan(0);
		const confirmed = (await show(s.as(s.mai, 7), { case: sitting.case })).confirmation;
		for (const [n, paper] of required.entries()) {
			const said = await receive(s.as(s.mai, 8), { case: sitting.case }).catch((no: unknown) => no);
			expect(said).toMatchObject({ code: 'papers-unseen', detail: { count: required.length - n } });
			await lookAtPaper(s.as(s.mai, 8), { case: sitting.case, paper: paper.id });
		}
		expect(await refusalOf(lookAtPaper(s.as(s.mai, 8), { case: sitting.case, paper: 'no-such' }))).toBe(
			'paper-unknown'
		);
		await receive(s.as(s.mai, 9), { case: sitting.case });
		// What they read and said yes to is the same.
		const after = await show(s.as(s.mai, 9), { case: sitting.case });
		expect([after.confirmation, after.file.stage]).toEqual([confirmed, 'received']);
		expect(after.looks.map(({ paper }) => paper)).toEqual(required.map(({ id }) => id));
	})
);
