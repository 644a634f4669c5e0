import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { prefillFrom } from '#capabilities/procedures/rules-asked.ts';
import { Member, type Person } from '#capabilities/residents/answers.ts';
import { householdOf } from '#capabilities/residents/households.server.ts';
import { getPerson, samePerson } from '#capabilities/residents/people.server.ts';
import { takeYesBack } from './answer.server.ts';
import type { CaseRow } from './answers.ts';
import { NameParent } from './inputs.ts';
import { bindOf, factsOf, filledFrom, keyOf, readAnswers } from './read.server.ts';
import { insertAnswer, withdrawAnswer } from './sql.server.ts';
import { fileOfSitting } from './three-people.server.ts';

/**
 * The mother or the father of a form is somebody of the register: what it says of them is filled in and marked as such. Whoever lives in
 * one house with the person here, or is that person, is filled in whole; of anybody else the name alone, for whoever asks learns
 * by it where somebody lives and which number they have. Refuses a form that asks about no such person (`parent-not-in-form`).
 */
export const nameParent = command(
	{
		name: 'cases.name-parent',
		byPerson: true,
		group: 'sit-beside',
		input: NameParent,
		answer: v.object({ whole: v.boolean() })
	},
	async (context, input) => {
		const file = await fileOfSitting(context, input.case);
		const form = formOf(file.procedureCode);
		const boxes = form.questions.filter(({ person }) => person === input.as).map(({ id }) => id);
		if (boxes.length === 0) throw new Refusal('parent-not-in-form');
		const parent = await getPerson(context, input.person);
		const whole = await isNear(context, file, parent.id);
		const said = prefillFrom(form, input.as, whole ? factsOf(parent) : { name: parent.name });
		await fillBoxes(context, file, boxes, said, parent);
		const another = !(await samePerson(context, parent.id, file.helpedId));
		await takeYesBack(context, file);
		return {
			answer: { whole },
			about: file.id,
			person: file.ownerId,
			detail: { as: input.as, whole },
			looked: another && { person: parent.id, what: 'case', purpose: 'session', about: file.id }
		};
	}
);

async function isNear(context: Context, { helpedId }: CaseRow, other: string): Promise<boolean> {
	if (await samePerson(context, helpedId, other)) return true;
	return (await householdOf(context.db, helpedId))?.members.some(({ person }) => person === other) ?? false;
}

/**
 * What was filled in of another goes with their name, what anybody typed in a box of the file stays where nothing is known. Each answer is
 * marked by whose word it is.
 */
async function fillBoxes(
	context: Context,
	file: CaseRow,
	boxes: string[],
	said: Record<string, string>,
	parent: Person
): Promise<void> {
	const { db, now: at } = context;
	const key = await keyOf(context, file);
	const facts = new Map(formOf(file.procedureCode).questions.map(({ id, prefill }) => [id, prefill ?? null]));
	const stands = (await readAnswers(context, file)).filter(({ question }) => boxes.includes(question));
	const named = stands.find(({ question }) => facts.get(question) === 'name')?.at.getTime();
	for (const { question, provenance, at: since } of stands) {
		const filled = provenance === 'register' || provenance === 'card' || since.getTime() === named;
		if (filled && !(question in said)) await withdrawAnswer(db, file.id, question, at);
	}
	for (const [question, value] of Object.entries(said))
		await insertAnswer(db, file.id, {
			...{ question, valueSealed: key.seal(value, bindOf(file.id, question)), at },
			...filledFrom(parent, facts.get(question)!)
		});
}

/** Who lives with the person here, of whom one may be the mother or the father. */
export const household = query(
	{
		name: 'cases.household',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: v.array(Member),
		look: (members) =>
			members.length === 0
				? null
				: { person: members.map(({ person }) => person), what: 'list', purpose: 'session', repeats: true }
	},
	async (context) => {
		const { subject } = context.actor;
		if (context.actor.session === null || subject === null) return [];
		return ((await householdOf(context.db, subject))?.members ?? []).filter(({ person }) => person !== subject);
	}
);
