import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { findKey, subjectKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import { findOpenSession, openSession } from '#capabilities/assistance/session.server.ts';
import type { FormPerson } from '#capabilities/procedures/answers.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { prefillFrom } from '#capabilities/procedures/rules-asked.ts';
import { findPersonBrief, getPerson, samePerson } from '#capabilities/residents/people.server.ts';
import { followOthers, takeYesBack, valuesOf } from './answer.server.ts';
import { NamePeople } from './inputs.ts';
import { paperBind } from './keep-upload.server.ts';
import { bindOf, caseToChange, factsOf, filledFrom, getCase, readAnswers } from './read.server.ts';
import { insertAnswer, insertPaper, listAnswers, listPapers, updatePeople, withdrawAnswer } from './sql.server.ts';
import { type Answered, type CaseRow, PeopleInSession } from './answers.ts';

/**
 * Whose the file is and who submits it, where that is not the person who sits here: a grandmother asks for her
 * grandchild. Everything that was typed and attached is sealed anew under the new owner's key. Refuses another's file
 * without a right to it (`basis-missing`), and a form that has no place for another (`owner-not-in-form`).
 */
export const namePeople = command(
	{
		name: 'cases.name-people',
		byPerson: true,
		group: 'sit-beside',
		input: NamePeople,
		answer: v.object({ owner: v.string(), submitter: v.string() })
	},
	async (context, input) => {
		const file = await fileOfSitting(context, input.case);
		const before = await valuesOf(context, file);
		const owner = await getPerson(context, input.owner);
		const another = !(await samePerson(context, owner.id, file.helpedId));
		if (another && input.basis === null) throw new Refusal('basis-missing');
		if (another && !formOf(file.procedureCode).owner) throw new Refusal('owner-not-in-form');
		const people = {
			ownerId: owner.id,
			submitterId: input.submitter === 'owner' ? owner.id : file.helpedId,
			basis: another ? input.basis : null
		};
		const key = await subjectKey(context, owner.id);
		if (owner.id !== file.ownerId) await sealAnew(context, file, key);
		await updatePeople(context.db, file.id, people);
		const named = { ...file, ...people };
		await fillIn(context, file, named, key);
		await followOthers(context, named, await valuesOf(context, named), before);
		await takeYesBack(context, file);
		return {
			answer: { owner: owner.id, submitter: people.submitterId },
			about: file.id,
			person: owner.id,
			detail: { basis: people.basis, submitter: input.submitter },
			looked: another && { person: owner.id, what: 'case', purpose: 'session', about: file.id }
		};
	}
);

/** The file to be changed, of whoever sits beside this guide. */
export async function fileOfSitting(context: Context, id: string): Promise<CaseRow> {
	if (context.actor.session === null) throw new Refusal('no-session');
	const file = await caseToChange(context, id, 'answer');
	const session = await openSession(context, context.actor.session);
	if (!(await samePerson(context, session.personId, file.helpedId))) throw new Refusal('other-person');
	return file;
}

async function sealAnew(context: Context, file: CaseRow, key: SubjectKey): Promise<void> {
	const before = await findKey(context, file.ownerId);
	if (!before) return;
	const hands = new Map((await listAnswers(context.db, file.id)).map((one) => [one.question, one]));
	for (const { question, value, ...kept } of await readAnswers(context, file))
		await insertAnswer(context.db, file.id, {
			...kept,
			...{ typedBy: hands.get(question)?.typedBy, typedKey: hands.get(question)?.typedKey },
			question,
			valueSealed: key.seal(value, bindOf(file.id, question))
		});
	for (const paper of await listPapers(context.db, file.id)) {
		if (paper.sha256 === null) continue;
		const bytes = before.open(await context.store.get(paper.sha256), paperBind(file.id));
		const sha256 = await context.store.put(key.seal(bytes, paperBind(file.id)));
		await insertPaper(context.db, file.id, { ...paper, id: crypto.randomUUID(), sha256, at: context.now });
	}
}

/**
 * Boxes whose person changed are about somebody else now: what stood there is taken away, and what the register may say
 * is filled in. Of whoever does not sit here that is the name alone; boxes of the same person keep what was typed.
 */
async function fillIn(context: Context, before: CaseRow, file: CaseRow, key: SubjectKey): Promise<void> {
	const form = formOf(file.procedureCode);
	const changed: [FormPerson, string][] = [];
	if (before.submitterId !== file.submitterId) changed.push(['applicant', file.submitterId]);
	if (before.ownerId !== file.ownerId && form.owner) changed.push([form.owner, file.ownerId]);
	const filled = await filledAnew(context, file, changed);
	for (const { question, provenance } of await readAnswers(context, file)) {
		const box = form.questions.find(({ id }) => id === question)?.person;
		if (!changed.some(([one]) => one === box) || filled.has(question)) continue;
		// Until now nobody was named there: what they said of the child was said of this child.
		const said =
			box === form.owner && before.ownerId === before.helpedId && (provenance === 'resident' || provenance === 'guide');
		if (!said) await withdrawAnswer(context.db, file.id, question, context.now);
	}
	for (const [question, { value, ...hand }] of filled)
		await insertAnswer(context.db, file.id, {
			question,
			valueSealed: key.seal(value, bindOf(file.id, question)),
			...hand,
			at: context.now
		});
}

type Filled = Map<string, Pick<Answered, 'value' | 'provenance'> & { typedBy: string | null }>;

/** What is kept of whoever stands in a box now, each with its mark. */
async function filledAnew(context: Context, file: CaseRow, changed: readonly [FormPerson, string][]): Promise<Filled> {
	const form = formOf(file.procedureCode);
	const facts = new Map(form.questions.map((question) => [question.id, question.prefill]));
	const filled: Filled = new Map();
	const self = prefillFrom(form, 'applicant', { self: file.submitterId === file.ownerId ? 'yes' : 'no' });
	// Whose file it is was said at the desk: no register knows it.
	for (const [question, value] of Object.entries(self))
		filled.set(question, { value, provenance: 'guide', typedBy: context.actor.id });
	for (const [box, id] of changed) {
		const person = await getPerson(context, id);
		const known = prefillFrom(form, box, id === file.helpedId ? factsOf(person) : { name: person.name });
		for (const [question, value] of Object.entries(known))
			filled.set(question, { value, ...filledFrom(person, facts.get(question)!) });
	}
	return filled;
}

/** The three people of the case that lies open in this session. */
export const peopleInSession = query(
	{
		name: 'cases.people-in-session',
		byPerson: true,
		group: 'sit-beside',
		input: Nothing,
		answer: v.nullable(PeopleInSession),
		look: 'beside the person, in a session whose every page is a look already'
	},
	async (context) => {
		const session = context.actor.session === null ? null : await findOpenSession(context, context.actor.session);
		if (!session?.caseId || session.endedAt) return null;
		const file = await getCase(context, session.caseId);
		const [helped, submitter, owner] = await Promise.all(
			[file.helpedId, file.submitterId, file.ownerId].map((id) => findPersonBrief(context, id))
		);
		return helped && submitter && owner ? { helped, submitter, owner, basis: file.ownerBasis } : null;
	}
);
