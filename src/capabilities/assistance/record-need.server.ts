import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { subjectKey } from '#platform/subject-keys.server.ts';
import { getPersonBrief, homeOfPerson } from '#capabilities/residents/people.server.ts';
import { AskForHelp, RecordNeed } from './inputs-needs.ts';
import { findOpenNeed, insertNeed, insertNeedOnce, type NewNeed } from './sql-needs.server.ts';

export type Need = Pick<NewNeed, 'id' | 'centre' | 'person' | 'kind' | 'urgency' | 'source'> &
	Partial<Pick<NewNeed, 'owner' | 'plan' | 'promisedOn'>> & { note?: string | null };

/** Writes a new need in the transaction of whoever found it. A second open one of its kind is refused with the first named. */
export async function addNeed(context: Context, need: Need): Promise<void> {
	const { db, now } = context;
	const open = await findOpenNeed(db, need.person, need.kind);
	if (open) throw new Refusal('need-open-already', { need: open.id, since: dayTold(open.madeAt) });
	const note = need.note ? (await subjectKey(context, need.person)).seal(need.note, `need ${need.id}`) : null;
	await insertNeed(db, { owner: null, plan: null, promisedOn: null, ...need, note, at: now });
}

/** Writes what a rule found, where none of its kind is open yet: somebody may have just written it, or it stands at another place. Answers whether it did. */
export const addFoundNeed = ({ db, now }: Context, need: Need): Promise<boolean> =>
	insertNeedOnce(db, { owner: null, plan: null, promisedOn: null, ...need, note: null, at: now });

const dayTold = (at: Date): string => new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(at);

/** Staff write down what somebody needs: whoever sits beside, or somebody of the register who called. */
export const recordNeed = command(
	{
		name: 'assistance.record-need',
		group: ['loop', 'at-door'],
		input: RecordNeed,
		answer: v.object({ id: v.string() })
	},
	async (context, input) => {
		const { actor } = context;
		const centre = homeOf(actor);
		if (centre === null) throw new Refusal('not-your-place');
		const person = input.person ?? actor.subject;
		if (person === null) throw new Refusal('no-session');
		if (actor.subject !== null && actor.subject !== person) throw new Refusal('other-person');
		await getPersonBrief(context, person);
		await addNeed(context, { ...input, person, centre });
		const { kind, urgency, source } = input;
		return { answer: { id: input.id }, about: input.id, person, detail: { kind, urgency, source } };
	}
);

/** The person asks themselves, on their own page. Nobody has it yet. */
export const askForHelp = command(
	{ name: 'assistance.ask-for-help', group: 'own-page', input: AskForHelp, answer: v.object({ id: v.string() }) },
	async (context, input) => {
		const person = context.actor.subject ?? '';
		const centre = (await homeOfPerson(context, person))?.centre;
		if (centre === undefined) throw new Refusal('person-unknown');
		await addNeed(context, { ...input, person, centre, urgency: 'this-week', source: 'person' });
		return { answer: { id: input.id }, about: input.id, person, centre, detail: { kind: input.kind } };
	}
);
