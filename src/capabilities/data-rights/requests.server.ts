import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { subjectKey } from '#platform/subject-keys.server.ts';
import { caresFor, wardsOf, type Ward } from '#capabilities/mandates/mandates.server.ts';
import { sameAsSubject } from '#capabilities/residents/people.server.ts';
import { takeBackAll } from '#capabilities/privacy/consents.server.ts';
import { ExtendRequest, MakeRequest, OneRequest, SettleRequest } from './inputs.ts';
import { periodOf, type ClockName } from './rules-periods.ts';
import { decidingFault, dueName, endOf, requestAllows, type RequestAct } from './rules-requests.ts';
import {
	findCentreFor,
	hasOpenLike,
	insertRequest,
	listPeriods,
	lockRequest,
	updateAcknowledged,
	updateExtended,
	updateSettled,
	type RequestRow
} from './sql-requests.server.ts';

/** How the words of a request are bound to it. */
export const wordsBind = (id: string, what: 'words' | 'extended' | 'settled'): string => `data-request:${what}:${id}`;

const sealed = async (
	context: Context,
	row: Pick<RequestRow, 'id' | 'personId'>,
	what: 'words' | 'extended' | 'settled',
	text: string | null
) => (text === null ? null : (await subjectKey(context, row.personId)).seal(text, wordsBind(row.id, what)));

async function wardOf(context: Context, id: string): Promise<Ward> {
	const ward = (await wardsOf(context)).find((one) => one.id === id);
	if (!ward) throw new Refusal('not-your-ward');
	return ward;
}

/**
 * They ask about their own data, or that of a child or ward of theirs (`not-your-ward`): on their own page, or in a session on their word. Refuses the same while it is being answered (`data-request-twice`). Its clocks begin now, and a restriction, an objection or
 * a wish to be deleted works on every list from this moment: `may_be_used_for` reads the row.
 */
export const makeRequest = command(
	{
		name: 'data-rights.make-request',
		byPerson: true,
		formerly: 'privacy.make-request',
		group: ['sit-beside', 'own-page'],
		input: MakeRequest,
		answer: v.object({ id: v.string() })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		if (actor.subject === null || (actor.kind === 'staff' && actor.session === null)) throw new Refusal('no-session');
		const ward = input.ward === null ? null : await wardOf(context, input.ward);
		const person = ward?.id ?? actor.subject;
		const centre = actor.kind === 'staff' ? homeOf(actor) : await findCentreFor(db, person);
		if (centre === null) throw new Refusal('person-unknown');
		// What is to be put right can be many things; the rest waits once.
		if (input.kind !== 'correction' && (await hasOpenLike(db, person, input.kind, input.purpose)))
			throw new Refusal('data-request-twice');
		const set = await listPeriods(db, centre);
		const end = (name: ClockName): string => endOf(dayOf(now), periodOf(name, set, centre));
		await insertRequest(db, {
			...input,
			centre,
			person,
			words: await sealed(context, { id: input.id, personId: person }, 'words', input.words),
			by: actor.kind === 'staff' ? actor.id : null,
			askedBy: ward && { id: actor.subject, evidence: ward.evidence },
			at: now,
			acknowledgeBy: end('acknowledge'),
			dueBy: end(dueName(input.kind))
		});
		// A consent is taken back by their word alone; whoever stands for somebody asks, and what they ask works at once all the same.
		const purposes = input.kind === 'withdrawal' && !ward ? await takeBackAll(context, person, input.purpose) : [];
		return {
			answer: { id: input.id },
			about: input.id,
			person,
			centre,
			detail: {
				kind: input.kind,
				purpose: input.purpose,
				...(purposes.length > 0 ? { purposes } : {}),
				...(ward ? { askedBy: actor.subject } : {})
			}
		};
	}
);

const toChange = async ({ db }: Context, id: string, act: RequestAct): Promise<RequestRow> => {
	const row = await lockRequest(db, id);
	if (!row) throw new Refusal('data-request-unknown');
	if (!requestAllows(row.kind, row.state, act)) throw new Refusal('data-request-state');
	return row;
};
const told = (row: RequestRow, detail: Record<string, unknown> = {}) => ({
	answer: { id: row.id },
	about: row.id,
	person: row.personId,
	centre: row.centreId,
	detail: { kind: row.kind, ...detail }
});

/** Somebody tells them that it has come, and handles it from now on. */
export const acknowledgeRequest = command(
	{
		name: 'data-rights.acknowledge-request',
		formerly: 'privacy.acknowledge-request',
		group: 'answer-for-data',
		input: OneRequest,
		answer: v.object({ id: v.string() })
	},
	async (context, { request }) => {
		const row = await toChange(context, request, 'acknowledge');
		await updateAcknowledged(context.db, row.id, context.actor.id, context.now);
		return told(row);
	}
);

/** More time, once, with a reason that they read. Refuses a second time (`data-request-extended`). */
export const extendRequest = command(
	{
		name: 'data-rights.extend-request',
		formerly: 'privacy.extend-request',
		group: 'answer-for-data',
		input: ExtendRequest,
		answer: v.object({ id: v.string() })
	},
	async (context, { request, reason }) => {
		const { db, actor, now } = context;
		const row = await toChange(context, request, 'extend');
		if (row.extendedAt !== null) throw new Refusal('data-request-extended');
		const due = endOf(row.dueBy, periodOf('extension', await listPeriods(db, row.centreId), row.centreId));
		await updateExtended(db, row.id, actor.id, now, (await sealed(context, row, 'extended', reason))!, due);
		return told(row, { due });
	}
);

/** Done, or refused with a reason that they read. */
export const settleRequest = command(
	{
		name: 'data-rights.settle-request',
		formerly: 'privacy.settle-request',
		group: 'answer-for-data',
		input: SettleRequest,
		answer: v.object({ id: v.string() })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		const row = await toChange(context, input.request, 'settle');
		const fault = decidingFault(row, actor.key !== undefined);
		if (fault) throw new Refusal(fault);
		if (input.outcome === 'refused' && input.reason === null) throw new Refusal('refused-why-missing');
		// Said done, they are gone from here: only the erasure itself settles it so.
		if (input.outcome === 'done' && row.kind === 'deletion') throw new Refusal('erase-first');
		const why = await sealed(context, row, 'settled', input.reason);
		await updateSettled(db, row.id, { state: input.outcome, by: actor.id, at: now, why });
		return told(row, { outcome: input.outcome });
	}
);

/** They take it back, or lift what they had restricted: on their own page, or in a session on their word. */
export const takeRequestBack = command(
	{
		name: 'data-rights.take-request-back',
		formerly: 'privacy.take-request-back',
		group: ['sit-beside', 'own-page'],
		input: OneRequest,
		answer: v.object({ id: v.string() })
	},
	async (context, { request }) => {
		const row = await toChange(context, request, 'take-back');
		const hers = (await sameAsSubject(context)).includes(row.personId) || (await caresFor(context, row.personId));
		if (!hers) throw new Refusal('other-person');
		await updateSettled(context.db, row.id, { state: 'taken-back', by: null, at: context.now, why: null });
		return told(row);
	}
);
