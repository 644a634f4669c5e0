import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { subjectKey } from '#platform/subject-keys.server.ts';
import { putCase } from '#capabilities/assistance/keyboard.server.ts';
import { openSession } from '#capabilities/assistance/session.server.ts';
import { catalogue } from '#capabilities/procedures/catalogue.server.ts';
import { procedureInForce } from '#capabilities/procedures/get-procedure.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { prefillFrom } from '#capabilities/procedures/rules-asked.ts';
import { getPerson } from '#capabilities/residents/people.server.ts';
import type { Person } from '#capabilities/residents/answers.ts';
import { StartCase } from './inputs.ts';
import { bindOf, factsOf, filledFrom } from './read.server.ts';
import { insertAnswer, insertCase } from './sql.server.ts';

/**
 * Begins a case inside an assisted session: for now whoever is helped submits it and owns it. What the register, their
 * card or whoever wrote them down says is filled in, marked as such.
 */
export const startCase = command(
	{
		name: 'cases.start',
		byPerson: true,
		group: 'sit-beside',
		input: StartCase,
		answer: v.object({ case: v.string() })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		const session = await openSession(context, input.session);
		const procedure = procedureInForce(input.procedure, dayOf(now));
		await insertCase(db, {
			id: input.id,
			receivingCentreId: homeOf(actor) ?? session.centreId,
			procedureCode: procedure.code,
			catalogueVersion: catalogue().version,
			ownerId: session.personId,
			helpedId: session.personId,
			submitterId: session.personId,
			madeBy: actor.id,
			madeAt: now
		});
		await putCase(context, session.id, input.id);
		await prefill(context, input, await getPerson(context, session.personId));
		return {
			answer: { case: input.id },
			about: input.id,
			person: session.personId,
			detail: { procedure: procedure.code, session: session.id }
		};
	}
);

async function prefill(
	context: Context,
	{ id, procedure, byCard }: { id: string; procedure: string; byCard: boolean },
	person: Person
): Promise<void> {
	const form = formOf(procedure);
	const key = await subjectKey(context, person.id);
	const facts = new Map(form.questions.map((question) => [question.id, question.prefill]));
	for (const [question, value] of Object.entries(prefillFrom(form, 'applicant', factsOf(person))))
		await insertAnswer(context.db, id, {
			question,
			valueSealed: key.seal(value, bindOf(id, question)),
			...filledFrom(person, facts.get(question)!, byCard),
			at: context.now
		});
}
