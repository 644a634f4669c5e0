import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { subjectKey } from '#platform/subject-keys.server.ts';
import { catalogue } from '#capabilities/procedures/catalogue.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { procedureInForce } from '#capabilities/procedures/get-procedure.server.ts';
import { getPersonBrief } from '#capabilities/residents/people.server.ts';
import { SubmitCase } from './inputs.ts';
import { fileIsThere } from './keep-upload.server.ts';
import { bindOf } from './read.server.ts';
import { checkedAll } from './rules-checked.ts';
import { fileCase } from './sql.server.ts';

/**
 * A whole draft in one command, for programs (the API, later the field): answers typed in their name, papers by the hash
 * of files that are already sealed. Refuses an answer that a person would be asked to look at again (`answer-wrong`).
 * The resident still says yes themselves. Refuses somebody of another place.
 */
export const submitCase = command(
	{ name: 'cases.submit', group: 'receive', input: SubmitCase, answer: v.object({ case: v.string() }), byKey: true },
	async (context, input) => {
		const { db, actor, now } = context;
		const centre = homeOf(actor);
		const procedure = procedureInForce(input.procedure, dayOf(now));
		if (centre === null) throw new Refusal('not-your-place');
		const key = await subjectKey(context, input.person);
		const values = checkedAll(formOf(procedure.code), input.answers, dayOf(now));
		const answers = Object.entries(values).map(([question, value]) => ({
			question,
			valueSealed: key.seal(value, bindOf(input.id, question))
		}));
		const typedKey = actor.key ?? null;
		const provenance = typedKey === null ? 'guide' : 'program';
		const file = {
			...{ id: input.id, receivingCentreId: centre, procedureCode: procedure.code },
			...{ catalogueVersion: catalogue().version, ownerId: input.person, madeBy: actor.id, madeAt: now }
		};
		const files = input.papers.flatMap(({ sha256 }) => sha256 ?? []);
		// What is sealed is looked for with the key of somebody whom this scope sees, and of nobody else.
		if (files.length > 0) await getPersonBrief(context, input.person);
		for (const sha256 of files) await fileIsThere(context, file, sha256);
		return {
			answer: { case: input.id },
			about: input.id,
			person: input.person,
			detail: { procedure: procedure.code },
			looked: { person: input.person, what: 'case', purpose: 'handle', about: input.id },
			does: fileCase(db, file, answers, { provenance, typedKey }, input.papers)
		};
	}
);
