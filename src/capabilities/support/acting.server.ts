import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { asksFor } from '#capabilities/mandates/mandates.server.ts';
import { businessesStoodFor } from '#capabilities/mandates/represent.server.ts';
import type { Act } from '#capabilities/mandates/rules-represent.ts';
import { allIdsOf } from '#capabilities/residents/people.server.ts';
import type { StoodFor } from './answers-business.ts';
import type { TicketRow } from './sql.server.ts';

// For whom somebody asks the support team besides themselves, and whose tickets they speak on.

/** For whom whoever is signed in stands before the support team today: businesses by their papers, people by a mandate whose words said so. */
export async function stoodFor(context: Context): Promise<StoodFor[]> {
	const businesses = (await businessesStoodFor(context)).map(
		({ id, business, paper, since, until, acts }): StoodFor => ({
			...{ id: business.id, kind: 'business', name: business.name, number: business.number },
			...{ basis: `paper-${paper}`, since, until, acts, representation: id }
		})
	);
	const people = (await asksFor(context)).map(({ otherId, otherName, evidence, since, until }): StoodFor => ({
		...{ id: otherId, kind: 'person', name: otherName, number: null },
		...{ basis: `by-${evidence}`, since, until, acts: ['follow', 'ask'], representation: null }
	}));
	return [...businesses, ...people];
}

/** The one whom an address names. Refuses whoever does not stand for them (`support-not-standing`), as if there were nobody of this id. */
export async function standsFor(context: Context, whom: string, act: Act): Promise<StoodFor> {
	const found = (await stoodFor(context)).filter(({ id }) => id === whom);
	const one = found.find(({ acts }) => acts.includes(act));
	if (!one) throw new Refusal('support-not-standing');
	return one;
}

/** Whether somebody speaks on a ticket: on their own, on one of a business for which they ask, on one that they asked for another for whom they still ask. */
export async function speaksOn(context: Context, person: string, row: TicketRow): Promise<'own' | 'for' | null> {
	const ids = await allIdsOf(context, person);
	if (row.ofId !== null && ids.includes(row.ofId)) return 'own';
	if (row.businessId === null && !(row.askedBy !== null && ids.includes(row.askedBy))) return null;
	const stood = await stoodFor(context);
	const whom = row.businessId === null ? await allIdsOf(context, row.ofId ?? '') : [row.businessId];
	return stood.some(({ id, acts }) => whom.includes(id) && acts.includes('ask')) ? 'for' : null;
}
