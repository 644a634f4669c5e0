import { expect, test } from 'vitest';
import { end } from '#capabilities/assistance/end.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { recordUnverified } from '#capabilities/residents/record-person.server.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown, type Sitting } from '#tests/support/story.ts';
import { answer } from './answer.server.ts';
import { addPaper, keepUpload } from './keep-upload.server.ts';
import { mineCases } from './lists.server.ts';
import { paperFile } from './papers.server.ts';
import { peopleInSession, namePeople } from './three-people.server.ts';
import { inSession, people } from './case-view.server.ts';

const id = (): string => crypto.randomUUID();
const answers = async (s: Scene, { guide }: Sitting): Promise<Record<string, string | undefined>> =>
	Object.fromEntries(
		(await inSession(s.as(guide, 9), {}))!.asked.map(({ question, answer: said }) => [question.id, said?.value])
	);

test(
	'a grandmother asks for a newborn: what was typed and attached goes along, and each can see it',
	scene(async (s) => {
		const sitting = await sitDown(s, '1.001193');
		const child = id();
		await recordUnverified(s.as(s.lua), { id: child, name: 'Mây Nhỏ', birthYear: 2026, hamlet: 'thôn Bến Gió' });
		await answer(s.as(sitting.guide, 1), { case: sitting.case, question: 'child-birthplace', raw: 'trạm xá Gò Nắng' });
		const { file, procedure } = (await inSession(s.as(sitting.guide), {}))!;
		const pdf = new File(['%PDF-1.4\n%%\nstartxref\n0\n%%EOF\n'], 'chung-sinh.pdf');
		const kept = await keepUpload(s.as(sitting.guide, 2), file, pdf);
		await addPaper(s.as(sitting.guide, 3), { id: id(), case: file.id, paper: procedure.papers[0]!.id, ...kept });

		const name = (basis: 'guardian' | null) =>
			namePeople(s.as(sitting.guide, 4), { case: file.id, owner: child, submitter: 'helped', basis });
		expect(await refusalOf(name(null))).toBe('basis-missing');
		await name('guardian');
		expect(await answers(s, sitting)).toMatchObject({
			'applicant-name': 'Sương Thị Sớm',
			'child-name': 'Mây Nhỏ',
			'child-birthplace': 'trạm xá Gò Nắng'
		});
		const own = { case: file.id, owner: child, submitter: 'owner' } as const;
		expect(await refusalOf(namePeople(s.as(sitting.guide, 4), { ...own, basis: null }))).toBe('basis-missing');
		await namePeople(s.as(sitting.guide, 4), { ...own, basis: 'guardian' });
		const asChild = await answers(s, sitting);
		expect(asChild).toMatchObject({ 'applicant-name': 'Mây Nhỏ', 'child-birthplace': 'trạm xá Gò Nắng' });
		// What the register said of the grandmother is nothing about the child: it is asked.
		for (const box of ['applicant-id-number', 'applicant-phone']) expect([box, asChild[box]]).toEqual([box, undefined]);
		expect(JSON.stringify(asChild)).not.toMatch(/097150004127|1950|0900000318/);
		await name('guardian');
		const paper = (await inSession(s.as(sitting.guide, 5), {}))!.papers.find(({ sha256 }) => sha256 !== null)!;
		expect(paper.sha256).not.toBe(kept.sha256);
		expect((await paperFile(s.as(s.mai, 5), { paper: paper.id })).bytes.toString('latin1')).toContain('%PDF-1.4');
		expect(await people(s.as(s.mai, 6), { case: file.id })).toMatchObject({
			helped: { name: 'Sương Thị Sớm' },
			submitter: { name: 'Sương Thị Sớm' },
			owner: { name: 'Mây Nhỏ' },
			basis: 'guardian'
		});
		expect((await mineCases(s.as(self(s.som), 7), {})).rows.map((one) => one.id)).toEqual([file.id]);
		expect((await myLooks(s.as(self(child), 7), {})).rows.map(({ purpose }) => purpose)).toContain('session');
	})
);

test(
	'a copy of somebody else’s record says so in its answers, and comes back to herself',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		const name = (owner: string, submitter: 'helped' | 'owner') =>
			namePeople(s.as(sitting.guide, 2), { case: sitting.case, owner, submitter, basis: 'authorised' });
		await name(s.gia, 'helped');
		expect(await answers(s, sitting)).toMatchObject({
			'for-self': 'no',
			'owner-name': 'Thông Văn Già',
			'applicant-name': 'Sương Thị Sớm'
		});
		await name(s.gia, 'owner');
		expect(await answers(s, sitting)).toMatchObject({ 'for-self': 'yes', 'applicant-name': 'Thông Văn Già' });
		expect(await peopleInSession(s.as(sitting.guide, 3), {})).toMatchObject({
			helped: { id: s.som },
			submitter: { id: s.gia },
			owner: { id: s.gia },
			basis: 'authorised'
		});
		// He does not sit here: of him the register says the name alone.
		expect(JSON.stringify(await answers(s, sitting))).not.toContain('097048000204');
		await name(s.som, 'helped');
		expect(await answers(s, sitting)).toMatchObject({ 'for-self': 'yes', 'applicant-name': 'Sương Thị Sớm' });
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		expect((await inSession(s.as(sitting.guide, 6), {}))!.file.stage).toBe('confirmed');
		await name(s.gia, 'helped');
		expect((await inSession(s.as(sitting.guide, 7), {}))!).toMatchObject({
			file: { stage: 'draft' },
			confirmation: null
		});
	})
);

test(
	'nobody of another place can be named, and nobody outside the session names anybody',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		const other = id();
		await recordUnverified(s.as({ ...s.rang, may: new Set(['residents.record-unverified']) }), {
			id: other,
			name: 'Xa Văn Lạ',
			birthYear: 1960,
			hamlet: null
		});
		const input = { case: sitting.case, owner: other, submitter: 'helped', basis: 'family' } as const;
		expect(await refusalOf(namePeople(s.as(sitting.guide, 2), input))).toBe('person-unknown');
		expect(await refusalOf(namePeople(s.as(s.lua, 2), { ...input, owner: s.gia }))).toBe('no-session');
	})
);

test(
	'what she typed stays when somebody else is named, and a form without a place for another refuses',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await answer(s.as(sitting.guide, 1), { case: sitting.case, question: 'applicant-phone', raw: '0912345678' });
		const name = (owner: string, to = sitting) =>
			namePeople(s.as(to.guide, 2), { case: to.case, owner, submitter: 'helped', basis: 'family' });
		await name(s.gia);
		expect(await answers(s, sitting)).toMatchObject({ 'applicant-phone': '0912345678', 'owner-name': 'Thông Văn Già' });
		await name(s.som);
		expect(await answers(s, sitting)).toMatchObject({ 'applicant-phone': '0912345678', 'for-self': 'yes' });
		await end(s.as(sitting.guide, 3), { session: sitting.session, reason: 'done' });
		const pension = await sitDown(s, '1.014027', 4);
		expect(await refusalOf(name(s.gia, pension))).toBe('owner-not-in-form');
	})
);
