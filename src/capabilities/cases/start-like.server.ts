import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { subjectKey } from '#platform/subject-keys.server.ts';
import { putCase } from '#capabilities/assistance/keyboard.server.ts';
import { openSession } from '#capabilities/assistance/session.server.ts';
import { catalogue } from '#capabilities/procedures/catalogue.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { procedureInForce } from '#capabilities/procedures/get-procedure.server.ts';
import { samePerson } from '#capabilities/residents/people.server.ts';
import type { CaseRow } from './answers.ts';
import { StartLike } from './inputs.ts';
import { bindOf, getCase, readAnswers } from './read.server.ts';
import { insertAnswer, insertCase, listAnswers } from './sql.server.ts';

/**
 * Begins the second of two files of a kind, as for twins: what was said in the first is said, each with its mark, but for what tells
 * them apart; papers are looked at anew. Refuses another's file (`other-person`) and a form of which one is enough (`once-alone`).
 */
export const startLike = command(
	{
		name: 'cases.start-like',
		byPerson: true,
		group: 'sit-beside',
		input: StartLike,
		answer: v.object({ case: v.string() })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		const [session, first] = [await openSession(context, input.session), await getCase(context, input.like)];
		if (!(await samePerson(context, first.helpedId, session.personId)) || first.stage === 'void')
			throw new Refusal('other-person');
		const procedure = procedureInForce(first.procedureCode, dayOf(now));
		if (!formOf(procedure.code).again) throw new Refusal('once-alone');
		await insertCase(db, {
			...{ id: input.id, receivingCentreId: homeOf(actor) ?? session.centreId },
			...{ procedureCode: procedure.code, catalogueVersion: catalogue().version },
			...{ ownerId: session.personId, helpedId: session.personId, submitterId: session.personId },
			...{ madeBy: actor.id, madeAt: now }
		});
		await putCase(context, session.id, input.id);
		await takeOver(context, first, { id: input.id, ownerId: session.personId });
		return {
			answer: { case: input.id },
			about: input.id,
			person: session.personId,
			detail: { procedure: procedure.code, session: session.id, like: first.id }
		};
	}
);

async function takeOver(context: Context, first: CaseRow, second: Pick<CaseRow, 'id' | 'ownerId'>): Promise<void> {
	const leaves = formOf(first.procedureCode).again?.leaves ?? [];
	const key = await subjectKey(context, second.ownerId);
	const hands = new Map((await listAnswers(context.db, first.id)).map((one) => [one.question, one]));
	for (const { question, value, provenance } of await readAnswers(context, first)) {
		if (leaves.includes(question)) continue;
		const { typedBy, typedKey } = hands.get(question)!;
		await insertAnswer(context.db, second.id, {
			...{ question, valueSealed: key.seal(value, bindOf(second.id, question)) },
			...{ provenance, typedBy, typedKey, at: context.now }
		});
	}
}
