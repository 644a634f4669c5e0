import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query, writeLook } from '#platform/dispatch.server.ts';
import { findKey, subjectKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import { findOpenSession, openSession } from '#capabilities/assistance/session.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { prefillFrom } from '#capabilities/procedures/rules-form.ts';
import { findPersonBrief, getPerson, type Person } from '#capabilities/residents/people.server.ts';
import { takeYesBack } from './answer.server.ts';
import { NamePeople, Nothing } from './inputs.ts';
import { paperBind } from './papers.server.ts';
import { bindOf, caseToChange, factsOf, getCase, readAnswers } from './read.server.ts';
import { insertAnswer, insertPaper, listPapers, updatePeople, withdrawAnswer, type CaseRow } from './sql.server.ts';

/**
 * Whose the file is and who submits it, where that is not the person who sits here: a grandmother asks for her
 * grandchild. Everything that was typed and attached is sealed anew under the new owner's key. Refuses another's file
 * without a right to it (`basis-missing`).
 */
export const namePeople = command('cases.name-people', NamePeople, async (context, input) => {
	if (context.actor.session === null) throw new Refusal('no-session');
	const file = await caseToChange(context, input.case, 'answer');
	const session = await openSession(context, context.actor.session);
	if (session.personId !== file.helpedId) throw new Refusal('other-person');
	const owner = await getPerson(context, input.owner);
	const submitterId = input.submitter === 'owner' ? owner.id : file.helpedId;
	const basis = submitterId === owner.id ? null : input.basis;
	if (basis === null && submitterId !== owner.id) throw new Refusal('basis-missing');
	const key = await subjectKey(context, owner.id);
	if (owner.id !== file.ownerId) await sealAnew(context, file, key);
	await updatePeople(context.db, file.id, { ownerId: owner.id, submitterId, basis });
	await prefillPeople(context, { ...file, ownerId: owner.id, submitterId }, owner, key);
	if (owner.id !== file.helpedId)
		await writeLook(context, { person: owner.id, what: 'case', purpose: 'session', about: file.id });
	await takeYesBack(context, file);
	return {
		answer: { owner: owner.id, submitter: submitterId },
		about: file.id,
		person: owner.id,
		detail: { basis, submitter: input.submitter }
	};
});

async function sealAnew(context: Context, file: CaseRow, key: SubjectKey): Promise<void> {
	const before = await findKey(context, file.ownerId);
	if (!before) return;
	for (const { question, value, ...kept } of await readAnswers(context, file))
		await insertAnswer(context.db, file.id, {
			...kept,
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
 * What the register knows of whoever submits and of whose file it is goes under their names; what it said of somebody
 * else under the same boxes is taken away, so that it is asked.
 */
async function prefillPeople(context: Context, file: CaseRow, owner: Person, key: SubjectKey): Promise<void> {
	const form = formOf(file.procedureCode);
	const itself = file.submitterId === owner.id;
	const submitter = itself ? owner : await getPerson(context, file.submitterId);
	const filled = {
		...prefillFrom(form, 'applicant', { ...factsOf(submitter), self: itself ? 'yes' : 'no' }),
		...(form.owner && !itself ? prefillFrom(form, form.owner, factsOf(owner)) : {})
	};
	const before = await readAnswers(context, { id: file.id, ownerId: owner.id });
	for (const { question, provenance } of before) {
		const known = provenance === 'register' || provenance === 'card';
		if (known && !(question in filled)) await withdrawAnswer(context.db, file.id, question, context.now);
	}
	for (const [question, value] of Object.entries(filled))
		await insertAnswer(context.db, file.id, {
			question,
			valueSealed: key.seal(value, bindOf(file.id, question)),
			provenance: 'register',
			at: context.now
		});
}

/** The three people of the case that lies open in this session. */
export const peopleInSession = query('cases.people-in-session', Nothing, async (context) => {
	const session = context.actor.session === null ? null : await findOpenSession(context, context.actor.session);
	if (!session?.caseId || session.endedAt || session.lockedAt) return null;
	const file = await getCase(context, session.caseId);
	const [helped, submitter, owner] = await Promise.all(
		[file.helpedId, file.submitterId, file.ownerId].map((id) => findPersonBrief(context, id))
	);
	return helped && submitter && owner ? { helped, submitter, owner, basis: file.ownerBasis } : null;
});
