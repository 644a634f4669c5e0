import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { holdBusiness } from '#capabilities/residents/find-businesses.server.ts';
import { allIdsOf, getPersonBrief } from '#capabilities/residents/people.server.ts';
import { isEnded } from '#capabilities/residents/rules-business.ts';
import { OwnBusiness, Representative } from './answers-represent.ts';
import { EndRepresentation, OfBusiness, Represent } from './inputs-represent.ts';
import { acts, mayAct, paperFault, type Act, type Representation } from './rules-represent.ts';
import {
	endRepresentationRow,
	insertRepresentation,
	listRepresentatives,
	listRepresented,
	lockRepresentation
} from './sql-represent.server.ts';

const actsOn = (one: Representation, day: string): Act[] => acts.filter((act) => mayAct(one, act, day));
const isPast = ({ to }: { to: string | null }, day: string): boolean => to !== null && to < day;

/**
 * Somebody of the register stands for a business, by a paper that lies here, for what it says, from a day to a day. Refuses a paper that nobody saw
 * (`represent-paper`), what it does not give and an end that was not said (`represent-…`), a business that ended (`business-over`), and whoever stands
 * for it already (`represent-stands`).
 */
export const represent = command(
	{
		name: 'mandates.represent',
		byPerson: true,
		group: 'know-people',
		input: Represent,
		answer: v.object({ id: v.string() })
	},
	async (context, { id, business, agent, paper, scope, from, to, open, paperSeen }) => {
		const { db, actor, now } = context;
		if (!paperSeen) throw new Refusal('represent-paper');
		const today = dayOf(now);
		const fault = paperFault({ paper, scope, from, to, open }, today);
		if (fault) throw new Refusal(fault);
		if (isEnded((await holdBusiness(context, business)).endedOn, today)) throw new Refusal('business-over');
		const { id: person } = await getPersonBrief(context, agent);
		const ids = await allIdsOf(context, person);
		const stands = (await listRepresentatives(db, business)).some(
			(one) => ids.includes(one.agentId) && !isPast(one, today)
		);
		if (stands) throw new Refusal('represent-stands');
		const by = actor.kind === 'staff' ? actor.id : null;
		await insertRepresentation(db, {
			...{ id, business, agent: person, paper, scope, from, to, by, centre: centreOf(actor), at: now }
		});
		return { answer: { id }, about: id, person, detail: { business, paper, scope, from, to, by } };
	}
);

/** Somebody stands for a business no more: by the house, because the business or its paper says so, or because they step down on their own page. */
export const endRepresentation = command(
	{
		name: 'mandates.end-representation',
		byPerson: true,
		group: ['know-people', 'own-page'],
		input: EndRepresentation,
		answer: v.object({ id: v.string() })
	},
	async (context, { representation }) => {
		const { db, actor, now } = context;
		const found = await lockRepresentation(db, representation);
		if (!found) throw new Refusal('represent-ended');
		const by = actor.kind === 'staff' ? 'staff' : 'agent';
		await endRepresentationRow(db, found.id, by, now);
		return {
			answer: { id: found.id },
			about: found.id,
			person: found.agentId,
			detail: { business: found.businessId, by }
		};
	}
);

/** Whoever stands for a business, for a command or query that says why it asks. */
export async function representativesOf(
	{ db, now }: Pick<Context, 'db' | 'now'>,
	business: string
): Promise<Representative[]> {
	const today = dayOf(now);
	const rows = (await listRepresentatives(db, business)).filter((one) => !isPast(one, today));
	return rows.map((one) => ({
		...{ id: one.id, paper: one.paper, scope: one.scope, since: one.from, until: one.to },
		...{ agent: one.agentId, name: one.name, acts: actsOn(one, today) }
	}));
}

/** Who stands for a business, by which paper, in what and until when. Each of them reads that they were looked at. */
export const representatives = query(
	{
		name: 'mandates.representatives',
		group: 'know-people',
		input: OfBusiness,
		answer: v.array(Representative),
		look: (found) => ({ person: found.map(({ agent }) => agent), what: 'record', purpose: 'represent', repeats: true })
	},
	(context, { business }) => representativesOf(context, business)
);

/** For which businesses whoever is signed in stands today, for a command or query of another room. */
export async function businessesStoodFor({
	db,
	actor,
	now
}: Pick<Context, 'db' | 'actor' | 'now'>): Promise<OwnBusiness[]> {
	if (actor.subject === null) return [];
	const today = dayOf(now);
	return (await listRepresented(db, actor.subject)).flatMap((one) => {
		const done = actsOn(one, today);
		const { businessId: id, businessName: name, kind, number, hamlet, elsewhere, businessEndedOn: endedOn } = one;
		const business = { id, kind, name, number, hamlet, elsewhere, endedOn };
		const stands = { id: one.id, paper: one.paper, scope: one.scope, since: one.from, until: one.to };
		return done.length === 0 ? [] : [{ ...stands, business, acts: done }];
	});
}

/** The same for their own page. */
export const myBusinesses = query(
	{
		name: 'mandates.my-businesses',
		group: 'own-page',
		input: Nothing,
		answer: v.array(OwnBusiness),
		look: 'the person’s own page'
	},
	(context) => businessesStoodFor(context)
);
