import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { saidAt, type Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { getPerson, getPersonBrief, sameAsSubject } from '#capabilities/residents/people.server.ts';
import { GiveMandate, LetFollow, RevokeMandate } from './inputs.ts';
import { DAYS_OF, isChild } from './rules-mandate.ts';
import { findCare, insertMandate, listMandatesOf, lockMandate, revokeMandateRow } from './sql.server.ts';
import { MandateOf } from './answers.ts';
import { twoPeople, writeOnce } from './write-once.server.ts';

/** Lets one person follow and pay for another, from a day to a day. For the house itself: seed and import. */
export const giveMandate = command(
	{
		name: 'mandates.give-mandate',
		formerly: 'residents.give-mandate',
		group: 'house',
		input: GiveMandate,
		answer: v.object({ id: v.string() })
	},
	async ({ db, actor, now }, input) => {
		await insertMandate(db, { ...input, evidence: 'said', by: null, centre: centreOf(actor), at: now });
		return {
			answer: { id: input.id },
			about: input.id,
			person: input.principal,
			detail: { agent: input.agent, scope: input.scope }
		};
	}
);

/**
 * At the counter, in a minute: the person who sits here lets somebody of the register follow their files and pay for them.
 * The words are read aloud first. Refuses the person themselves (`mandate-of-oneself`) and one that stands already (`mandate-stands`).
 */
export const letFollow = command(
	{
		name: 'mandates.let-follow',
		byPerson: true,
		formerly: 'residents.let-follow',
		group: ['sit-beside', 'at-door'],
		input: LetFollow,
		answer: v.object({ id: v.string() })
	},
	async (context, input) => {
		const principal = await twoPeople(context, input.agent);
		if (!input.readAloud) throw new Refusal('read-aloud-first');
		await getPersonBrief(context, input.agent);
		const days = DAYS_OF[input.until];
		await writeOnce(context, 'given', {
			id: input.id,
			principal,
			agent: input.agent,
			kind: 'mandate',
			scope: 'follow-and-pay',
			to: days === null ? null : addDays(dayOf(saidAt(context)), days),
			evidence: input.evidence,
			// A phone that was away may have shown the words of before.
			wordsRead: context.actor.kind === 'phone' ? 1 : 3
		});
		return {
			answer: { id: input.id },
			about: input.id,
			person: principal,
			detail: { agent: input.agent, scope: 'follow-and-pay', until: input.until, evidence: input.evidence }
		};
	}
);

export type Ward = { id: string; name: string | null; evidence: 'birth-certificate' | 'decision' };

/** Whom the person of this scope stands for in everything today: their children and wards. */
export async function wardsOf({ db, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>): Promise<Ward[]> {
	if (actor.subject === null) return [];
	return (await listMandatesOf(db, actor.subject, dayOf(now))).flatMap((one) =>
		one.direction === 'held' && (one.evidence === 'birth-certificate' || one.evidence === 'decision')
			? [{ id: one.otherId, name: one.otherName, evidence: one.evidence }]
			: []
	);
}

/** For whom the person of this scope may ask for a place in a class today, by paper or by words that said so; each once. */
export async function enrolsFor({
	db,
	actor,
	now
}: Pick<Context, 'db' | 'actor' | 'now'>): Promise<{ id: string; name: string | null }[]> {
	if (actor.subject === null) return [];
	const held = (await listMandatesOf(db, actor.subject, dayOf(now))).filter(
		({ direction, enrols }) => direction === 'held' && enrols
	);
	return [...new Map(held.map(({ otherId, otherName }) => [otherId, { id: otherId, name: otherName }])).values()];
}

/** For whom the person of this scope may ask the support team today, and by what; each once. */
export async function asksFor({ db, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>): Promise<MandateOf[]> {
	if (actor.subject === null) return [];
	const held = (await listMandatesOf(db, actor.subject, dayOf(now))).filter(
		({ direction, asks }) => direction === 'held' && asks
	);
	return [...new Map(held.map((one) => [one.otherId, one])).values()];
}

/** Ends one: by their word at the counter, by their own page, or because whoever stands for them steps down. */
export const revokeMandate = command(
	{
		name: 'mandates.revoke-mandate',
		byPerson: true,
		formerly: 'residents.revoke-mandate',
		group: ['sit-beside', 'own-page'],
		input: RevokeMandate,
		answer: v.object({ ended: v.literal(true) })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		const found = await lockMandate(db, input.mandate);
		if (!found || found.revokedAt) throw new Refusal('mandate-over');
		const hers = (await sameAsSubject(context)).includes(found.principalId);
		// A parent or guardian stands for a child by a paper: the child alone does not end it. Somebody of age does.
		if (found.kind !== 'mandate' && actor.kind === 'resident' && hers) {
			const ward = await getPerson(context, found.principalId);
			if (found.kind === 'parent' || isChild(ward, dayOf(now))) throw new Refusal('mandate-by-paper');
		}
		if (actor.kind === 'staff' && !hers) throw new Refusal('other-person');
		const by = actor.kind === 'staff' ? 'staff' : hers ? 'principal' : 'agent';
		await revokeMandateRow(db, found.id, by, now);
		return { answer: { ended: true }, about: found.id, person: found.principalId, detail: { by } };
	}
);

/** Who stands for the person beside the guide, and for whom they stand. */
export const mandatesBeside = query(
	{
		name: 'mandates.mandates-beside',
		byPerson: true,
		formerly: 'residents.mandates-beside',
		group: 'sit-beside',
		input: Nothing,
		answer: v.array(MandateOf),
		look: 'beside the person, in a session whose every page is a look already'
	},
	async ({ db, actor, now }): Promise<MandateOf[]> =>
		actor.session === null || actor.subject === null ? [] : listMandatesOf(db, actor.subject, dayOf(now))
);

/** The same for the resident after their own sign-in. */
export const myMandates = query(
	{
		name: 'mandates.my-mandates',
		formerly: 'residents.my-mandates',
		group: 'own-page',
		input: Nothing,
		answer: v.array(MandateOf),
		look: 'the person’s own page'
	},
	({ db, actor, now }): Promise<MandateOf[]> => listMandatesOf(db, actor.subject ?? '', dayOf(now))
);

/** Whether the actor's subject stands for somebody in everything: a parent or guardian. */
export const caresFor = ({ db }: Pick<Context, 'db'>, id: string): Promise<boolean> => findCare(db, id);
