import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { markOf } from '#capabilities/assistance/rules-how.ts';
import { openSession } from '#capabilities/assistance/session.server.ts';
import { samePerson } from '#capabilities/residents/people.server.ts';
import type { Answers } from '#capabilities/procedures/form.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { follow } from '#capabilities/procedures/rules-same.ts';
import { checkAnswer } from '#capabilities/procedures/rules-answer.ts';
import { AnswerQuestion } from './inputs.ts';
import { bindOf, caseToChange, keyOf, readAnswers } from './read.server.ts';
import { insertAnswer, listAnswers, revokeConfirmations, updateToDraft, withdrawAnswer } from './sql.server.ts';
import { Judged, type CaseRow } from './answers.ts';

/**
 * Keeps one answer. Who typed it is decided by whose keyboard it is, never by the form. Refuses one that was typed beside
 * another answer than stands there now (`answer-changed`): two screens write at once. A wrong one is answered with
 * what to do (`error`), so that what was typed can be shown again. A change after the resident's yes takes the yes back.
 */
export const answer = command(
	{
		name: 'cases.answer',
		byPerson: true,
		group: ['second-screen', 'sit-beside', 'own-page'],
		input: AnswerQuestion,
		answer: Judged
	},
	async (context, input) => {
		const file = await caseToChange(context, input.case, 'answer');
		const question = formOf(file.procedureCode).questions.find((one) => one.id === input.question);
		if (!question) throw new Refusal('question-unknown');
		await sameAsSeen(context, file, input);
		const before = await valuesOf(context, file);
		const checked = checkAnswer(question, input.raw, dayOf(context.now), before);
		if ('error' in checked)
			return {
				answer: { error: checked.error, part: checked.part ?? null, warning: null, ...checked.slots },
				about: file.id,
				person: file.ownerId,
				detail: { question: question.id, refused: checked.error }
			};
		const provenance = await markFor(context, file);
		const key = await keyOf(context, file);
		await insertAnswer(context.db, file.id, {
			question: question.id,
			valueSealed: key.seal(checked.value, bindOf(file.id, question.id)),
			provenance,
			typedBy: provenance === 'guide' ? context.actor.id : null,
			at: context.now
		});
		await followOthers(context, file, { ...before, [question.id]: checked.value }, before);
		await takeYesBack(context, file);
		return {
			answer: { error: null, part: null, warning: checked.warning ?? null },
			about: file.id,
			person: file.ownerId,
			detail: { question: question.id, provenance }
		};
	}
);

async function sameAsSeen(
	{ db }: Context,
	file: CaseRow,
	{ question, seen }: { question: string; seen?: string | null | undefined }
): Promise<void> {
	if (seen === undefined) return;
	const there = (await listAnswers(db, file.id)).find((one) => one.question === question);
	if ((there?.at.toISOString() ?? null) !== seen) throw new Refusal('answer-changed');
}

/** What was answered so far, by question. */
export const valuesOf = async (context: Context, file: CaseRow): Promise<Answers> =>
	Object.fromEntries((await readAnswers(context, file)).map((one) => [one.question, one.value]));

/** Boxes about the same person say the same, with the mark of whoever said it there. */
export async function followOthers(context: Context, file: CaseRow, after: Answers, before: Answers): Promise<void> {
	const { set, unset } = follow(formOf(file.procedureCode), before, after);
	for (const question of unset) await withdrawAnswer(context.db, file.id, question, context.now);
	if (set.length === 0) return;
	const [key, rows] = await Promise.all([keyOf(context, file), listAnswers(context.db, file.id)]);
	for (const [question, from] of set) {
		const said = rows.find((one) => one.question === from)!;
		await insertAnswer(context.db, file.id, {
			...{ question, valueSealed: key.seal(after[from]!, bindOf(file.id, question)), at: context.now },
			...{ provenance: said.provenance, typedBy: said.typedBy, typedKey: said.typedKey }
		});
	}
}

/** Staff answer inside their open session of this person; a device or the resident answers as themselves. */
async function markFor(context: Context, file: CaseRow): Promise<'resident' | 'guide'> {
	const { actor } = context;
	if (actor.kind !== 'staff') return markOf(actor.kind, null);
	if (actor.session === null) throw new Refusal('no-session');
	const session = await openSession(context, actor.session);
	if (!(await samePerson(context, session.personId, file.helpedId))) throw new Refusal('other-person');
	return markOf('staff', session.hands);
}

export async function takeYesBack({ db, now }: Context, file: Pick<CaseRow, 'id' | 'stage'>): Promise<void> {
	if (file.stage !== 'confirmed') return;
	await updateToDraft(db, file.id);
	await revokeConfirmations(db, file.id, now);
}
