import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { saidAt, type Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { subjectKey } from '#platform/subject-keys.server.ts';
import { catalogue } from '#capabilities/procedures/catalogue.server.ts';
import { inForce } from '#capabilities/procedures/catalogue.ts';
import type { Form } from '#capabilities/procedures/form.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import { completeness } from '#capabilities/procedures/rules-form.ts';
import { getPersonBrief, samePerson } from '#capabilities/residents/people.server.ts';
import { NotYet } from './answers-at-door.ts';
import { confirmWith } from './confirm.server.ts';
import { WriteAtDoor } from './inputs-at-door.ts';
import { OneCase } from './inputs.ts';
import { bindOf, caseToChange, getCase, readWhole, type Whole } from './read.server.ts';
import { checkedAll } from './rules-checked.ts';
import { insertAnswers, insertCase, insertPapers, updateVoid, updateWay } from './sql.server.ts';
import { insertDoorCase, updateNotYet } from './sql-at-door.server.ts';

type Written = v.InferOutput<typeof WriteAtDoor>;

/** Nobody files by their own e-ID from another's phone: an officer receives it. In the words of the desk, where it is read. */
const WAY_REASON = 'Ghi ở nhà, ký trên giấy';

/**
 * A whole file that was written at somebody's table, with or without a signature on paper. The signature is a yes where it was given to
 * exactly these words by somebody who has been compared with their card; else the file waits as a draft and says why (`notYet`), and
 * nobody is asked to begin again. Refuses an answer that a person would be asked to look at again (`answer-wrong`), another's file
 * without a right to it (`basis-missing`) or where its form has no place for another (`owner-not-in-form`).
 */
export const writeAtDoor = command(
	{
		name: 'cases.write-at-door',
		byPerson: true,
		group: 'at-door',
		input: WriteAtDoor,
		answer: v.object({ case: v.string(), notYet: v.nullable(NotYet) })
	},
	async (context, input) => {
		const { db } = context;
		const at = saidAt(context);
		await begin(context, input, at);
		const whole = await readWhole(context, await getCase(context, input.id));
		const notYet = await whyNotYet(context, whole, input.signed, dayOf(at));
		await updateNotYet(db, input.id, notYet);
		if (notYet === null)
			await confirmWith(context, whole.file, { way: 'paper', proof: 'paper', device: null, hash: whole.hash, at });
		return {
			answer: { case: input.id, notYet },
			about: input.id,
			person: input.owner,
			detail: { procedure: input.procedure, content: whole.hash, notYet }
		};
	}
);

/** The file with its answers and the papers that were seen, as a draft that goes to an officer. */
async function begin(context: Context, input: Written, at: Date): Promise<void> {
	const { db, actor } = context;
	const [helped, session, phone] = [actor.subject, actor.session, actor.machine];
	if (helped === null || session === null || phone === null) throw new Refusal('no-session');
	const form = formInForce(input.procedure, dayOf(at));
	const another = await ownsAnother(context, input, helped, form);
	await insertCase(db, {
		id: input.id,
		receivingCentreId: centreOf(actor),
		...{ procedureCode: input.procedure, catalogueVersion: catalogue().version },
		...{ ownerId: input.owner, helpedId: helped, submitterId: helped, ownerBasis: another ? input.basis : null },
		...{ madeBy: actor.id, madeAt: at }
	});
	const signed = input.signed === null ? null : Buffer.from(input.signed, 'hex');
	await insertDoorCase(db, { case: input.id, session, phone, saidAt: at, signed, photos: input.photos });
	await keepAnswers(context, input, form, at);
	await insertPapers(
		db,
		input.id,
		input.papers.map((paper) => ({ ...paper, sha256: null })),
		at
	);
	await updateWay(db, input.id, 'DIRECT', WAY_REASON, null);
}

function formInForce(code: string, day: string): Form {
	const procedure = getProcedure(code);
	if (!inForce(procedure, day)) throw new Refusal('procedure-replaced', { code: procedure.replacedBy.join(', ') });
	return formOf(code);
}

async function ownsAnother(context: Context, { owner, basis }: Written, helped: string, form: Form): Promise<boolean> {
	const another = !(await samePerson(context, owner, helped));
	if (another && basis === null) throw new Refusal('basis-missing');
	if (another && !form.owner) throw new Refusal('owner-not-in-form');
	return another;
}

/** In whose hand the phone was is said by the phone; what nobody touched came from the register. */
async function keepAnswers(context: Context, input: Written, form: Form, at: Date): Promise<void> {
	const values = checkedAll(
		form,
		Object.fromEntries(Object.entries(input.answers).map(([id, { value }]) => [id, value])),
		dayOf(at)
	);
	const key = await subjectKey(context, input.owner);
	for (const hand of ['resident', 'guide', 'register'] as const) {
		const answers = Object.entries(values)
			.filter(([question]) => input.answers[question]?.by === hand)
			.map(([question, value]) => ({
				question,
				valueSealed: key.seal(value, bindOf(input.id, question)),
				...{ provenance: hand, at }
			}));
		const typedBy = hand === 'guide' ? context.actor.id : null;
		if (answers.length > 0) await insertAnswers(context.db, input.id, answers, { typedBy, typedKey: null });
	}
}

/** Why what was signed is no yes yet; null: it is one. */
async function whyNotYet(context: Context, whole: Whole, signed: string | null, day: string): Promise<NotYet | null> {
	if (signed === null) return 'not-signed';
	if (whole.hash !== signed) return 'changed-since';
	const values = Object.fromEntries(whole.answers.map(({ question, value }) => [question, value]));
	if (!completeness(whole.words.form, values, day).complete) return 'answers-missing';
	return (await getPersonBrief(context, whole.file.submitterId)).verified ? null : 'person-unverified';
}

/** What was written at the wrong door, or for the wrong person: nothing of it can be filed any more. Refuses what an officer has received. */
export const takeBackAtDoor = command(
	{
		name: 'cases.take-back-at-door',
		byPerson: true,
		group: 'at-door',
		input: OneCase,
		answer: v.object({ case: v.string() })
	},
	async (context, input) => {
		const file = await caseToChange(context, input.case, 'answer');
		await updateVoid(context.db, file.id);
		return { answer: { case: file.id }, about: file.id, person: file.ownerId };
	}
);
