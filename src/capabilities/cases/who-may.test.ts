import { expect, test } from 'vitest';
import { rightsOf } from '#program/roles.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { giveMandate } from '#capabilities/mandates/mandates.server.ts';
import { anyone, type Actor } from '#kernel/actor.ts';
import { eraseFor } from '#tests/support/erase.ts';
import { listener, refusalOf, scene, self } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { answer } from './answer.server.ts';
import { chooseWay } from './choose-way.server.ts';
import { confirmByLink, confirmTokenOf, linkBeside, makeConfirmLink } from './confirm.server.ts';
import { queueForPortal } from '#capabilities/filing/file.server.ts';
import { findCaseOfLink } from './find-slip.server.ts';
import { addPaper, keepUpload } from './keep-upload.server.ts';
import { mineCases, worklist } from './lists.server.ts';
import { portalTroubles } from '#capabilities/filing/troubles.server.ts';
import { paperFile } from './papers.server.ts';
import { receive } from './receive.server.ts';
import { submitCase } from './submit.server.ts';
import { inSession, showMine } from './case-view.server.ts';
import { tokenHash } from '#platform/keys.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';

const id = (): string => crypto.randomUUID();
const byLink = (row: string): Actor => ({ ...anyone(new Set(rightsOf.public)), kind: 'slip', id: row, row });
const direct = (receiver: string) => ({ way: 'DIRECT', reason: 'Bác chưa có tài khoản mức 2', receiver }) as const;

test(
	'a link for her phone is good for half an hour, once, and for exactly what she read',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await chooseWay(s.as(sitting.guide, 1), { case: sitting.case, ...direct(s.mai.id) });
		const made = await makeConfirmLink(s.as(sitting.guide, 2), { case: sitting.case });
		const { hash } = (await inSession(s.as(sitting.guide, 2), {}))!;
		const token = confirmTokenOf(s.base, sitting.case, hash);
		const leadsTo = (minutes: number) => findCaseOfLink(s.base.db, tokenHash(token), s.as(sitting.guide, minutes).now);
		expect(await leadsTo(3)).toMatchObject({ id: sitting.case, hash, used: false });
		expect(await leadsTo(33)).toBeNull();
		// Whoever asked for it is answered until when it lives, and nothing by which it opens.
		expect(Object.keys(made)).toEqual(['expires']);
		expect(await linkBeside(s.as(sitting.screen, 3), {})).toEqual({ token });
		expect(await refusalOf(linkBeside(s.as(sitting.guide, 3), {}))).toBe('not-allowed');
		const yes = (minutes: number, row = sitting.case, lastFour = '4127') =>
			confirmByLink(s.as(byLink(row), minutes), { token, hash, lastFour, browser: 'Chrome · Android' });
		expect(await refusalOf(yes(33))).toBe('link-expired');
		// Asked for again, the same link lives again.
		await makeConfirmLink(s.as(sitting.guide, 34), { case: sitting.case });
		expect(await leadsTo(60)).toMatchObject({ used: false });
		expect(await refusalOf(yes(3, id()))).toBe('link-expired');
		await answer(s.as(sitting.guide, 4), { case: sitting.case, question: 'copies', raw: '3' });
		expect(await refusalOf(yes(5))).toBe('changed-since');
		await answer(s.as(sitting.guide, 6), { case: sitting.case, question: 'copies', raw: '2' });
		expect(await yes(7, sitting.case, '0000')).toEqual({ confirmed: false, why: 'last-four-wrong' });
		expect(await yes(7)).toEqual({ confirmed: true, why: null });
		expect(await s.base.db`select way, proof, browser from confirmation where case_id = ${sitting.case}`).toMatchObject(
			[{ way: 'phone', proof: 'card', browser: 'Chrome · Android' }]
		);
		expect(await linkBeside(s.as(sitting.screen, 8), {})).toBeNull();
		expect(await refusalOf(yes(8))).toBe('link-expired');
		expect(await leadsTo(8)).toMatchObject({ used: true });
	})
);

test(
	'an officer finds a file by what is to be done, and another commune nothing',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		const list = async (bucket: 'to-receive' | 'to-file', minutes: number, who = s.mai) =>
			(await worklist(s.as(who, minutes), { bucket })).files.map((file) => file.id);
		expect(await list('to-receive', 6)).toEqual([sitting.case]);
		await receive(s.as(s.mai, 7), { case: sitting.case });
		expect([await list('to-receive', 8), await list('to-file', 8)]).toEqual([[], [sitting.case]]);
		expect(await list('to-file', 8, { ...s.mai, centres: [2] })).toEqual([]);
		await queueForPortal(s.as(listener(['filing.queue-for-portal'], sitting.case), 9), { case: sitting.case });
		expect(await portalTroubles(s.as(s.thach, 10), {})).toMatchObject([{ caseId: sitting.case }]);
	})
);

test(
	'she sees her own files after her sign-in, and whoever she lets follow sees them too',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		const seenBy = async (who: string) => (await mineCases(s.as(self(who), 5), {})).rows.map((file) => file.id);
		expect([await seenBy(s.som), await seenBy(s.gia)]).toEqual([[sitting.case], []]);
		const lets = (from: string, to: string | null) =>
			giveMandate(s.as({ ...s.mai, may: new Set(['mandates.give-mandate']) }, 6), {
				id: id(),
				principal: s.som,
				agent: s.gia,
				kind: 'mandate',
				scope: 'follow-and-pay',
				from,
				to
			});
		await lets('2020-01-01', '2020-02-01');
		await lets('2999-01-01', '2999-12-31');
		expect(await seenBy(s.gia)).toEqual([]);
		await lets('2026-07-14', null);
		expect(await seenBy(s.gia)).toEqual([sitting.case]);
		// He follows and pays: what she answered is not his to read, and she can read that he looked.
		const seen = await showMine(s.as(self(s.gia), 7), { case: sitting.case });
		expect([seen.asked, seen.papers]).toEqual([[], []]);
		const looks = (await myLooks(s.as(self(s.som), 8), {})).rows;
		expect(looks.map(({ purpose }) => purpose)).toContain('stands-for');
		expect((await showMine(s.as(self(s.som), 8), { case: sitting.case })).asked.length).toBeGreaterThan(5);
	})
);

test(
	'a paper opens for its own centre and for nobody else',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		const { file, procedure } = (await inSession(s.as(sitting.guide), {}))!;
		const pdf = new File(['%PDF-1.4\n%%\nstartxref\n0\n%%EOF\n'], 'to-khai.pdf');
		const kept = await keepUpload(s.as(sitting.guide, 1), file, pdf);
		const paper = id();
		await addPaper(s.as(sitting.guide, 2), { id: paper, case: file.id, paper: procedure.papers[0]!.id, ...kept });
		const { mime, bytes } = await paperFile(s.as(s.mai, 3), { paper });
		expect([mime, bytes.toString('latin1').slice(0, 8)]).toEqual(['application/pdf', '%PDF-1.4']);
		expect(await refusalOf(paperFile(s.as({ ...s.mai, centres: [2] }, 3), { paper }))).toBe('paper-unknown');
	})
);

test(
	'a paper sent again because its answer was lost is the same paper',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		const { file, procedure } = (await inSession(s.as(sitting.guide), {}))!;
		const context = s.as(sitting.guide, 1);
		const send = async () => {
			const kept = await keepUpload(context, file, new File(['%PDF-1.4\n%%\nstartxref\n0\n%%EOF\n'], 'to-khai.pdf'));
			return addPaper(context, { id: context.request, case: file.id, paper: procedure.papers[0]!.id, ...kept });
		};
		expect(await send()).toEqual(await send());
		const rows = await s.base.db`select 1 from case_paper where case_id = ${file.id}`;
		expect(rows).toHaveLength(1);
	})
);

test(
	'a program submits for people of its own place, who can read of it',
	scene(async (s) => {
		const file = { id: id(), paper: 'id-card', verdict: 'seen' as const, sha256: 'a'.repeat(64) };
		const submit = (who: Actor, person: string, papers: (typeof file)[] = []) =>
			submitCase(s.as(who, 1), { id: id(), person, procedure: '2.000635', answers: { copies: '2' }, papers });
		const stranger = { ...s.mai, centres: [2] };
		expect(await refusalOf(submit(stranger, s.som))).toBe('person-unknown');
		// Nor does it say whether there is a file of theirs.
		expect(await refusalOf(submit(stranger, s.som, [file]))).toBe('person-unknown');
		expect(await refusalOf(submit(s.mai, s.som, [file]))).toBe('paper-file-missing');
		await submit(s.mai, s.som);
		expect((await myLooks(s.as(self(s.som), 2), {})).rows.map(({ purpose }) => purpose)).toEqual(['handle']);
		// Whoever was erased has no key, and gets none.
		await eraseFor(s, s.som);
		expect(await refusalOf(submit(s.mai, s.som))).toBe('person-unknown');
		expect(await findKey(s.as(s.mai, 3), s.som)).toBeNull();
	})
);

test(
	'five wrong ends of a card close a link, even to the right one',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await chooseWay(s.as(sitting.guide, 1), { case: sitting.case, ...direct(s.mai.id) });
		await makeConfirmLink(s.as(sitting.guide, 2), { case: sitting.case });
		const { hash } = (await inSession(s.as(sitting.guide, 2), {}))!;
		const token = confirmTokenOf(s.base, sitting.case, hash);
		const yes = async (lastFour: string) =>
			(await confirmByLink(s.as(byLink(sitting.case), 3), { token, hash, lastFour })).why;
		for (const wrong of ['0000', '1111', '2222', '3333', '5555']) expect(await yes(wrong)).toBe('last-four-wrong');
		expect(await yes('4127')).toBe('last-four-slowed');
	})
);
