import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { id, page } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { writeLook } from '#platform/looks.server.ts';
import { samePerson } from '#capabilities/residents/people.server.ts';
import { getRecord } from '#capabilities/residents/record.server.ts';
import { chosenPurposes, type ChosenPurpose } from './rules-purpose.ts';
import { hasCaseOf, ownsNeedOf } from './sql.server.ts';
import { ReadRecord, type Purpose } from './answers.ts';

/**
 * Why a member of staff looks at somebody: because they sit beside them, or handle a file of theirs, or help with an open
 * need of theirs; else the reason that they
 * chose. Refuses where there is none (`purpose-missing`).
 */
export async function purposeOf(context: Context, person: string, chosen: ChosenPurpose | null): Promise<Purpose> {
	const { db, actor } = context;
	if (actor.session !== null && actor.subject !== null && (await samePerson(context, actor.subject, person)))
		return 'session';
	if (await hasCaseOf(db, person, actor.id)) return 'handle';
	if (await ownsNeedOf(db, person, actor.id)) return 'need';
	if (chosen === null) throw new Refusal('purpose-missing');
	return chosen;
}

/** The full record of a person. It is a look: the person can read who it was, when and why. */
export const personRecord = query(
	{
		name: 'privacy.record',
		group: 'know-people',
		input: v.object({ person: id, purpose: v.nullable(v.picklist(chosenPurposes)), page }),
		answer: ReadRecord,
		look: ({ person, purpose }) => ({ person: person.id, what: 'record', purpose })
	},
	async (context, input): Promise<ReadRecord> => {
		const purpose = await purposeOf(context, input.person, input.purpose);
		const record = await getRecord(context, input.person, input.page);
		// Whoever lives with them is shown by name: each of them reads that.
		const beside =
			record.household?.members.map(({ person }) => person).filter((one) => one !== record.person.id) ?? [];
		await writeLook(context, { person: beside, what: 'list', purpose: 'household', repeats: true });
		return { ...record, purpose };
	}
);
