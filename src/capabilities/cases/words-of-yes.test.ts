import { afterEach, expect, test } from 'vitest';
import { formOf } from '#capabilities/procedures/forms.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import { linesOf } from '#web/portal-lines.server.ts';
import { refusalOf, scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { answer } from './answer.server.ts';
import { besideCase, inSession } from './case-view.server.ts';
import { confirm } from './confirm.server.ts';
import { slip } from './follow.server.ts';
import { judgePaper } from './papers.server.ts';

// A form is put into other words after somebody said yes: what they said yes to stays in the words that they read.

const code = '2.000635';
const question = formOf(code).questions.find(({ id }) => id === 'copies')!;
const paper = getProcedure(code).papers[0]!;
const was = { ask: { ...question.ask }, label: question.portalLabel, name: paper.name };
const reword = (): void => {
	question.ask.vi = 'Bác cho cháu biết bác muốn bán gì?';
	question.portalLabel = 'Điều khác hẳn';
	paper.name = 'Giấy khác hẳn';
};
afterEach(() => {
	Object.assign(question.ask, was.ask);
	question.portalLabel = was.label;
	paper.name = was.name;
});

test(
	'a form in other words changes neither what was said yes to nor its hash; a new yes is to the new words',
	scene(async (s) => {
		const sitting = await sitDown(s, code);
		await fill(s, sitting, copyAnswers);
		await judgePaper(s.as(sitting.guide, 1), {
			...{ id: crypto.randomUUID(), case: sitting.case, paper: paper.id, verdict: 'good', reason: null }
		});
		await sayYes(s, sitting);
		const before = (await inSession(s.as(sitting.guide, 6), {}))!;
		reword();
		const after = (await inSession(s.as(sitting.guide, 7), {}))!;
		expect(after.hash).toBe(before.hash);
		expect(after.asked).toEqual(before.asked);
		expect(linesOf(after)).toEqual(linesOf(before));
		expect(after.procedure.papers[0]!.name).toBe(was.name);
		const printed = await slip(s.as(sitting.guide, 7), { case: sitting.case });
		expect(printed.papers.map(({ name }) => name)).toContain(was.name);
		// Opened again, it is read in the words of today.
		await answer(s.as(sitting.guide, 8), { case: sitting.case, question: 'copies', raw: '3' });
		const again = (await inSession(s.as(sitting.guide, 9), {}))!;
		expect(again.asked.find((one) => one.question.id === 'copies')!.question.ask.vi).toContain('bán gì');
	})
);

test(
	'words that changed since they were read are read again before a yes',
	scene(async (s) => {
		const sitting = await sitDown(s, code);
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		await answer(s.as(sitting.guide, 6), { case: sitting.case, question: 'copies', raw: '3' });
		const { hash } = (await besideCase(s.as(sitting.screen, 7), {}))!;
		reword();
		expect(await refusalOf(confirm(s.as(sitting.screen, 8), { case: sitting.case, hash }))).toBe('changed-since');
	})
);
