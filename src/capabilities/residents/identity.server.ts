import * as v from 'valibot';
import { addDays, dayOf, instantOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id, Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { findKey, subjectKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import { communeOf } from '#capabilities/places/hamlets.server.ts';
import { IdentityChange, OwnIdentityChange } from './answers.ts';
import { factsIn, putRight, type Facts } from './correct-person.server.ts';
import { getPerson } from './people.server.ts';
import {
	decideIdentityChange,
	listBefore,
	listIdentityChanges,
	listIdentityChangesOf,
	lockIdentityChange,
	noteTold,
	type IdentityRow
} from './sql-identity.server.ts';

const Change = v.object({ change: id });
/** So far back a telephone that was changed first is still where the person is told. */
const DAYS_BACK = 30;

const opened = (key: SubjectKey, sealed: Buffer): Facts => JSON.parse(key.text(sealed, 'change')) as Facts;

/** The first telephone of the last days: whoever wants to hide a change changes the telephone first. */
async function phoneBefore(context: Context, key: SubjectKey, row: IdentityRow): Promise<string | null> {
	const since = instantOf(addDays(dayOf(row.askedAt), -DAYS_BACK));
	const before = await listBefore(context.db, row.personId, since);
	const phones = [...before.map((one) => opened(key, one.before).phone), opened(key, row.beforeSealed).phone];
	return phones.find((phone) => phone !== null) ?? null;
}

async function shown(context: Context, row: IdentityRow): Promise<IdentityChange[]> {
	const key = await findKey(context, row.personId);
	if (!key || row.beforeSealed.length === 0) return [];
	const { id: change, personId: person, fields, source, askedByName, askedAt, agreed, decidedByName } = row;
	return [
		{
			...{ change, person, fields, source, askedAt, agreed, askedByName, decidedByName },
			mine: row.askedBy === context.actor.id,
			before: opened(key, row.beforeSealed),
			to: opened(key, row.toSealed),
			phone: agreed ? await phoneBefore(context, key, row) : null
		}
	];
}

/** Changes of name, birth or number that wait for a second person, with both values, and people who are still to be told. */
export const identityChanges = query(
	{
		name: 'residents.identity-changes',
		group: 'join-people',
		input: Nothing,
		answer: v.array(IdentityChange),
		look: (rows) => ({ person: rows.map(({ person }) => person), what: 'record', purpose: 'identity' })
	},
	async (context) => {
		const rows = await listIdentityChanges(context.db, await communeOf(context.db, context.actor));
		const all = [];
		for (const row of rows) all.push(...(await shown(context, row)));
		return all;
	}
);

/** What was changed of a person's own name, birth or number, for their own page. */
export const myIdentityChanges = query(
	{
		name: 'residents.my-identity-changes',
		group: 'own-page',
		input: Nothing,
		answer: v.array(OwnIdentityChange),
		look: 'the person’s own page'
	},
	async ({ db, actor }) =>
		(await listIdentityChangesOf(db, actor.subject ?? '')).map(
			({ id: change, fields, source, askedByName, decidedByName, decidedAt }) => ({
				...{ change, fields, source, askedByName, decidedByName, at: decidedAt! }
			})
		)
);

/** The change, still undecided, of somebody else's asking: nobody agrees to their own (`change-second-person`). */
async function undecided({ db, actor }: Context, change: string): Promise<IdentityRow> {
	const row = await lockIdentityChange(db, change);
	if (!row) throw new Refusal('change-unknown');
	if (row.decidedAt !== null) throw new Refusal('change-decided');
	if (row.askedBy === actor.id) throw new Refusal('change-second-person');
	return row;
}

/** A second person saw both values and agrees: now it is changed. Refuses when the record has moved on since (`change-stale`). */
export const agreeIdentity = command(
	{
		name: 'residents.agree-identity',
		byPerson: true,
		group: 'join-people',
		input: Change,
		answer: v.object({ changed: v.number() })
	},
	async (context, input) => {
		const row = await undecided(context, input.change);
		const [person, key] = [await getPerson(context, row.personId), await subjectKey(context, row.personId)];
		if (JSON.stringify(factsIn(person)) !== JSON.stringify(opened(key, row.beforeSealed)))
			throw new Refusal('change-stale');
		const to = { ...opened(key, row.toSealed), source: row.source, byCard: false };
		await putRight(context, person, to, row.fields, row.askedBy);
		await decideIdentityChange(context.db, row.id, true, context.actor.id, context.now);
		return {
			answer: { changed: row.fields.length },
			// Under the row that was asked for, which may have been joined since: what was told of the asking ends by it.
			about: row.personId,
			person: row.personId,
			detail: { fields: row.fields, hadPhone: person.phone !== null }
		};
	}
);

/** It stays as it is. Whoever asked may take it back as well. */
export const dropIdentity = command(
	{
		name: 'residents.drop-identity',
		group: 'know-people',
		input: Change,
		answer: v.object({ dropped: v.literal(true) })
	},
	async (context, input) => {
		const row = await lockIdentityChange(context.db, input.change);
		if (!row) throw new Refusal('change-unknown');
		if (row.decidedAt !== null) throw new Refusal('change-decided');
		await decideIdentityChange(context.db, row.id, false, context.actor.id, context.now);
		return { answer: { dropped: true }, about: row.personId, person: row.personId };
	}
);

/** The person was told, at the telephone that stood there before. Never by whoever asked for the change. */
export const tellIdentity = command(
	{
		name: 'residents.tell-identity',
		byPerson: true,
		group: 'join-people',
		input: Change,
		answer: v.object({ told: v.literal(true) })
	},
	async (context, input) => {
		const row = await lockIdentityChange(context.db, input.change);
		if (!row || !row.agreed) throw new Refusal('change-unknown');
		if (row.askedBy === context.actor.id) throw new Refusal('change-second-person');
		await noteTold(context.db, row.id, context.actor.id, context.now);
		return { answer: { told: true }, about: row.personId, person: row.personId };
	}
);
