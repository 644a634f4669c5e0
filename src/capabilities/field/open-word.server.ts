import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { askConsent, standingOf } from '#capabilities/privacy/consents.server.ts';
import { correctPerson } from '#capabilities/residents/correct-person.server.ts';
import { getPerson, namesOf } from '#capabilities/residents/people.server.ts';
import { fieldsOf } from '#capabilities/residents/rules-correction.ts';
import * as v from 'valibot';
import { OpenedWord } from './answers.ts';
import { mayRead } from './box.server.ts';
import { carries } from './carries.server.ts';
import { OneWord } from './inputs.ts';
import { readableOf } from './late.server.ts';
import { namelessAt } from './on-paper.server.ts';
import { openParcel } from './parcel.server.ts';
import { lockUnsettled, type OperationRow } from './sql-operations.server.ts';

type Both = OpenedWord['both'];

/** Of a word that was said against what another had written: both values, part by part, and since when the other stands. */
const both: Record<string, (context: Context, row: OperationRow, input: never) => Promise<Both>> = {
	[correctPerson.called]: async (context, { answer }, input: v.InferOutput<typeof correctPerson.schema>) => {
		const lost = String(answer?.['lost'] ?? '').split(' ');
		return fieldsOf(await getPerson(context, input.person))
			.filter(({ field }) => lost.includes(field))
			.map(({ field, said, stands }) => ({ part: `residents.field-${field}`, said: said(input), stands, at: null }));
	},
	[askConsent.called]: async ({ db }, _, input: v.InferOutput<typeof askConsent.schema>) => {
		const standing = await standingOf(db, input.person, input.purpose);
		const part = `privacy.consent-${input.purpose}`;
		return standing ? [{ part, said: input.answer, stands: standing.answer, at: standing.countsAt }] : [];
	}
};

/**
 * One word that waits for a person, opened for whoever decides on it: of whom it speaks and what was said, and of a conflict what stands
 * in its place. A look at everybody whom it names. Refuses one that is settled or lies elsewhere (`operation-settled`).
 */
export const openWord = query(
	{
		name: 'field.open-word',
		byPerson: true,
		group: 'lead-field',
		input: OneWord,
		answer: OpenedWord,
		look: ({ people }) =>
			people.length === 0
				? null
				: { person: people.map(({ id }) => id), what: 'door-word', purpose: 'campaign-visit', repeats: true }
	},
	async (context, { operation: id }) => {
		const { db, keys } = context;
		const row = await lockUnsettled(db, id);
		if (!row || !(await mayRead(context, row.areaId))) throw new Refusal('operation-settled');
		const { seq, phoneId: device, sealed, command, result } = row;
		const input = sealed === null ? null : readableOf(command, openParcel(keys, { id, seq, device, sealed }));
		const people = await namedIn(context, row, input);
		return {
			...{ id, command, people },
			input: input && shownOf(command, input),
			both: input === null || result !== 'conflict' ? [] : ((await both[command]?.(context, row, input as never)) ?? [])
		};
	}
);

type Input = NonNullable<ReturnType<typeof readableOf>>;

const shownOf = (command: string, input: Input): Record<string, unknown> =>
	Object.fromEntries((carries.get(command)?.shows ?? []).map((name) => [name, input[name]]));

/** Everybody of whom it speaks, by what it says of itself and by what its command does; whoever is a door without a name has none here either. */
async function namedIn(context: Context, row: OperationRow, input: Input | null): Promise<OpenedWord['people']> {
	const spoken = typeof input?.['person'] === 'string' ? [input['person']] : [];
	const ids = [...new Set([...row.people, ...spoken])];
	const paper = row.areaId === null ? null : { list: row.phoneId, walker: row.authorId, area: row.areaId };
	const nameless = paper ? await namelessAt(context, paper, ids) : [];
	const names = await namesOf(context.db, ids);
	return ids.flatMap((person) =>
		names.has(person) && !nameless.includes(person) ? [{ id: person, name: names.get(person)! }] : []
	);
}
