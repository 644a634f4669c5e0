import { expect, test } from 'vitest';
import { confirmOnPaper } from '#capabilities/cases/confirm.server.ts';
import { chooseWay } from '#capabilities/cases/choose-way.server.ts';
import { show } from '#capabilities/cases/case-view.server.ts';
import { paperFile } from '#capabilities/cases/papers.server.ts';
import { submitCase } from '#capabilities/cases/submit.server.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { copyAnswers, seeAndReceive } from '#tests/support/story.ts';
import { takePaper } from './take-paper.server.ts';

const pdf = (): File => new File(['%PDF-1.4\n%%\nstartxref\n0\n%%EOF\n'], 'to-khai.pdf');
const sent = (of: string, file: File | string = pdf(), paper = 'form-1'): FormData => {
	const form = new FormData();
	form.append('case', of);
	form.append('paper', paper);
	form.append('file', file);
	return form;
};
const applicant = {
	'applicant-name': 'Sương Thị Sớm',
	'applicant-id-number': '097150004127',
	'applicant-birth': '1950-03-14',
	'applicant-address': 'thôn Bến Gió',
	'applicant-phone': '0900000318'
};

async function draft(s: Scene): Promise<string> {
	const id = crypto.randomUUID();
	const answers = { ...applicant, ...copyAnswers, receive: 'desk' };
	await submitCase(s.as(s.mai), { id, person: s.som, procedure: '2.000635', answers, papers: [] });
	return id;
}

test(
	'a paper that a program brings lies in its case, sealed as one from a page; sent again it is the same',
	scene(async (s) => {
		const file = await draft(s);
		const context = s.as(s.mai, 1);
		const kept = await takePaper(context, sent(file));
		expect(kept).toEqual({ id: context.request });
		expect(await takePaper(context, sent(file))).toEqual(kept);
		const { papers } = await show(s.as(s.mai, 2), { case: file });
		expect(papers).toMatchObject([{ id: kept.id, paper: 'form-1', verdict: 'attached', mime: 'application/pdf' }]);
		expect((await paperFile(s.as(s.mai, 3), { paper: kept.id })).bytes.toString('latin1')).toContain('%PDF-1.4');
	})
);

test(
	'nothing is kept for whoever may not add papers, for another place, for no file, and once it was received',
	scene(async (s) => {
		const file = await draft(s);
		const writes = (): Promise<string> => Promise.reject(new Error('something was kept'));
		const closed = (actor: typeof s.mai, minutes: number) => ({
			...s.as(actor, minutes),
			store: { ...s.base.store, put: writes }
		});
		const none = { ...s.mai, may: new Set(['cases.submit']) };
		expect(await refusalOf(takePaper(closed(none, 1), sent(file)))).toBe('not-allowed');
		expect(await refusalOf(takePaper(closed({ ...s.mai, centres: [2] }, 2), sent(file)))).toBe('case-unknown');
		await expect(takePaper(closed(s.mai, 3), sent(file, 'words'))).rejects.toThrow(/file/i);
		expect(await refusalOf(takePaper(closed(s.mai, 3), sent(file, pdf(), 'declaration')))).toBe('paper-unlisted');
		const kind = sent(file, new File(['GIF89a'], 'x.gif'));
		expect(await refusalOf(takePaper(closed(s.mai, 4), kind))).toBe('file-kind');
		await chooseWay(s.as(s.mai, 5), { case: file, way: 'DIRECT', reason: 'Bác chưa có tài khoản', receiver: s.mai.id });
		const { hash } = await show(s.as(s.mai, 6), { case: file });
		await confirmOnPaper(s.as(s.mai, 7), { case: file, hash });
		await seeAndReceive((actor) => s.as(actor, 8), s.mai, file);
		expect(await refusalOf(takePaper(closed(s.mai, 9), sent(file)))).toBe('case-stage');
	})
);
