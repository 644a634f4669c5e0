import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { saidAt, type Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { subjectKey } from '#platform/subject-keys.server.ts';
import type { Provenance } from '#capabilities/assistance/rules-how.ts';
import type { Form } from '#capabilities/procedures/form.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { procedureInForce } from '#capabilities/procedures/get-procedure.server.ts';
import { getPerson, samePerson } from '#capabilities/residents/people.server.ts';
import { NotYet } from './answers-at-door.ts';
import { WriteAtDoor } from './inputs-at-door.ts';
import { OneCase } from './inputs.ts';
import { bindOf, caseToChange, factsOf, filledFrom } from './read.server.ts';
import { typedAll } from './rules-checked.ts';
import { findConfirmation, insertAnswers, insertCase, insertPapers, updateVoid, updateWay } from './sql.server.ts';
import { findDoorCase, insertDoorCase } from './sql-at-door.server.ts';

type Written = v.InferOutput<typeof WriteAtDoor>;

/** Nobody files by their own e-ID from another's phone: an officer receives it. In the words of the desk, where it is read. */
const WAY_REASON = 'Ghi ở nhà, ký trên giấy';

/**
 * A whole file that was written at somebody's table, with or without a signature on paper. It stands as a draft, whatever is missing, and says
 * why it is no yes yet (`notYet`): whoever signed is never asked to begin again. It is a yes once the photos of what was signed are here
 * (`bring-photo`). Refuses another's file without a right to it (`basis-missing`) or where its form has no place for another
 * (`owner-not-in-form`), and somebody who was erased (`person-unknown`).
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
		const at = saidAt(context);
		const notYet: NotYet = input.signed === null ? 'not-signed' : 'photo-missing';
		await begin(context, input, { at, notYet });
		return {
			answer: { case: input.id, notYet },
			about: input.id,
			person: input.owner,
			detail: { procedure: input.procedure, signed: input.signed, notYet }
		};
	}
);

/** The file with its answers and the papers that were seen, as a draft that goes to an officer. */
async function begin(context: Context, input: Written, { at, notYet }: { at: Date; notYet: NotYet }): Promise<void> {
	const { db, actor } = context;
	const [helped, session, phone] = [actor.subject, actor.session, actor.machine];
	if (helped === null || session === null || phone === null) throw new Refusal('no-session');
	const form = formOf(procedureInForce(input.procedure, dayOf(at)).code);
	const another = await ownsAnother(context, input, helped, form);
	await insertCase(db, {
		id: input.id,
		receivingCentreId: centreOf(actor),
		...{ procedureCode: input.procedure, catalogueVersion: input.version },
		...{ ownerId: input.owner, helpedId: helped, submitterId: helped, ownerBasis: another ? input.basis : null },
		...{ madeBy: actor.id, madeAt: at }
	});
	const signed = input.signed === null ? null : Buffer.from(input.signed, 'hex');
	await insertDoorCase(db, { case: input.id, session, phone, saidAt: at, signed, notYet, photos: input.photos });
	await keepAnswers(context, input, form, at);
	await insertPapers(
		db,
		input.id,
		input.papers.map((paper) => ({ ...paper, sha256: null })),
		at
	);
	await updateWay(db, input.id, 'DIRECT', WAY_REASON, null);
}

async function ownsAnother(context: Context, { owner, basis }: Written, helped: string, form: Form): Promise<boolean> {
	const another = !(await samePerson(context, owner, helped));
	if (another && basis === null) throw new Refusal('basis-missing');
	if (another && !form.owner) throw new Refusal('owner-not-in-form');
	return another;
}

/**
 * In whose hand the phone was is said by the phone. What nobody touched was filled in: by the register, by a card, or by whoever wrote
 * them down, as it stands here; a value that is kept of nobody was typed by whoever brings it, whatever their phone says.
 */
async function keepAnswers(context: Context, input: Written, form: Form, at: Date): Promise<void> {
	// Whoever was erased has no key, and gets none.
	const owner = await getPerson(context, input.owner);
	const helped = input.owner === context.actor.subject ? owner : await getPerson(context, context.actor.subject!);
	const filled = (question: string, value: string) => {
		const asked = form.questions.find(({ id }) => id === question);
		const [who, fact] = [asked?.person === form.owner ? owner : helped, asked?.prefill ?? null];
		// A phone knows the year of a birth alone.
		const isKept = fact !== null && value !== '' && factsOf(who)[fact]?.startsWith(value);
		return isKept ? filledFrom(who, fact) : { provenance: 'guide' as const, typedBy: context.actor.id };
	};
	const key = await subjectKey(context, input.owner);
	const values = typedAll(
		form,
		Object.fromEntries(Object.entries(input.answers).map(([id, { value }]) => [id, value])),
		dayOf(at)
	);
	const hands = Map.groupBy(Object.entries(values), ([question, value]) => {
		const { by } = input.answers[question]!;
		const typedBy = by === 'guide' ? context.actor.id : null;
		const hand = by === 'resident' || by === 'guide' ? { provenance: by, typedBy } : filled(question, value);
		return `${hand.provenance} ${hand.typedBy ?? ''}`;
	});
	for (const [hand, answered] of hands) {
		const [provenance, typedBy] = hand.split(' ') as [Provenance, string];
		const answers = answered.map(([question, value]) => ({
			question,
			valueSealed: key.seal(value, bindOf(input.id, question))
		}));
		await insertAnswers(context.db, input.id, answers, { provenance, at, typedBy: typedBy || null });
	}
}

/** So long may whoever wrote it take it back. */
const TAKE_BACK_HOURS = 24;

/**
 * What was written at the wrong door, or for the wrong person: nothing of it can be filed any more. Refuses what an officer has received
 * (`case-stage`), what somebody has said yes to elsewhere since, and what is older than a day (`file-stands`).
 */
export const takeBackAtDoor = command(
	{
		name: 'cases.take-back-at-door',
		byPerson: true,
		group: 'at-door',
		input: OneCase,
		answer: v.object({ case: v.string() })
	},
	async (context, input) => {
		const { db } = context;
		const file = await caseToChange(context, input.case, 'answer');
		const [door, yes] = [await findDoorCase(db, file.id), await findConfirmation(db, file.id)];
		const old = !door || saidAt(context).getTime() - door.saidAt.getTime() > TAKE_BACK_HOURS * 3_600_000;
		if (old || (yes && (yes.way !== 'paper' || yes.contentHash.toString('hex') !== door.signed)))
			throw new Refusal('file-stands');
		await updateVoid(db, file.id);
		return { answer: { case: file.id }, about: file.id, person: file.ownerId };
	}
);
