import * as v from 'valibot';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { saidAt } from '#platform/context.server.ts';
import type { Db } from '#platform/db.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { communeOf, laneNamed, listHamlets } from '#capabilities/places/hamlets.server.ts';
import { FoundHousehold, JoinHousehold, LeaveHousehold, NameHead, PlaceDoor } from './inputs.ts';
import { getPersonBrief } from './people.server.ts';
import { inOrder } from './rules-household.ts';
import type { Household } from './answers.ts';
import { findHamlet } from '#capabilities/places/rules-hamlets.ts';
import {
	findEmptyHousehold,
	findHousehold,
	insertDwelling,
	isDwelling,
	insertHousehold,
	listMembersOf,
	listNeighbours,
	lockDwellingOf,
	placeDwelling
} from './sql-households.server.ts';
import { endMember, findOpenMember, insertMember, updateKin } from './sql-merge.server.ts';

/** The household in which somebody lives now, its members in order, and the other households of the dwelling; null where none is known. */
export async function householdOf(db: Db, person: string): Promise<(Household & { beside: string[] }) | null> {
	const open = await findOpenMember(db, person);
	const found = open && (await findHousehold(db, open.householdId));
	if (!found) return null;
	const { dwellingId: _, ...household } = found;
	return {
		...household,
		members: inOrder(await listMembersOf(db, found.id)),
		beside: (await listNeighbours(db, found.id)).map(({ book }) => book ?? '')
	};
}

/** A new household with somebody as its head, in a dwelling of its own or in one where others live. Refuses somebody who lives in one (`in-household`). */
export const foundHousehold = command(
	{
		name: 'residents.found-household',
		group: ['know-people', 'at-door'],
		input: FoundHousehold,
		answer: v.object({ id: v.string() })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		const person = await getPersonBrief(context, input.person);
		const commune = await communeOf(db, actor);
		const hamlet = person.hamlet
			? findHamlet(person.hamlet, await listHamlets(db, commune, dayOf(saidAt(context))))
			: null;
		if (await findOpenMember(db, person.id)) throw new Refusal('in-household');
		// A number that an empty house has kept is that house's again.
		const empty = input.book === null ? null : await findEmptyHousehold(db, commune, input.book);
		if (empty) {
			await insertMember(db, {
				id: context.request,
				household: empty,
				person: person.id,
				relation: 'head',
				since: dayOf(saidAt(context))
			});
			return { answer: { id: empty }, about: empty, person: person.id };
		}
		const dwelling = input.dwelling ?? input.id;
		if (input.dwelling !== null && !(await isDwelling(db, input.dwelling))) throw new Refusal('household-unknown');
		if (input.dwelling === null)
			await insertDwelling(db, { id: dwelling, commune, hamlet: hamlet?.id ?? null, address: input.address, at: now });
		await insertHousehold(db, { id: input.id, commune, dwelling, book: input.book, at: now });
		await insertMember(db, {
			id: context.request,
			household: input.id,
			person: person.id,
			relation: 'head',
			since: dayOf(saidAt(context))
		});
		return { answer: { id: input.id }, about: input.id, person: person.id };
	}
);

/** Somebody comes to live in a household; where they lived before they live no longer. */
export const joinHousehold = command(
	{
		name: 'residents.join-household',
		group: ['know-people', 'at-door'],
		input: JoinHousehold,
		answer: v.object({ id: v.string() })
	},
	async (context, input) => {
		const { db, request } = context;
		const person = await getPersonBrief(context, input.person);
		const household = await findHousehold(db, input.household);
		if (!household) throw new Refusal('household-unknown');
		if (input.relation === 'head' && (await listMembersOf(db, household.id)).some((one) => one.relation === 'head'))
			throw new Refusal('household-has-head');
		const before = await findOpenMember(db, person.id);
		if (before?.householdId === household.id) throw new Refusal('in-household');
		if (before) await endMember(db, before.id, dayOf(saidAt(context)));
		await insertMember(db, {
			id: request,
			household: household.id,
			person: person.id,
			relation: input.relation,
			since: dayOf(saidAt(context))
		});
		await updateKin(db, [household.id, ...(before ? [before.householdId] : [])], [person.id]);
		return {
			answer: { id: household.id },
			about: household.id,
			person: person.id,
			detail: { relation: input.relation }
		};
	}
);

/**
 * A household whose head has died or moved away has another, one of those who live there. Refuses one that has a head
 * (`household-has-head`) and somebody who does not live there (`household-none`).
 */
export const nameHead = command(
	{
		name: 'residents.name-head',
		group: ['know-people', 'at-door'],
		input: NameHead,
		answer: v.object({ id: v.string() })
	},
	async (context, { household, person }) => {
		const { db, request } = context;
		await lockDwellingOf(db, household);
		if ((await listMembersOf(db, household)).some(({ relation }) => relation === 'head'))
			throw new Refusal('household-has-head');
		const member = await findOpenMember(db, person);
		if (member?.householdId !== household) throw new Refusal('household-none');
		const since = dayOf(saidAt(context));
		await endMember(db, member.id, since);
		await insertMember(db, { id: request, household, person, relation: 'head', since });
		return { answer: { id: household }, about: household, person };
	}
);

/** Somebody lives there no longer. That they did is kept. */
export const leaveHousehold = command(
	{
		name: 'residents.leave-household',
		group: ['know-people', 'at-door'],
		input: LeaveHousehold,
		answer: v.object({ left: v.string() })
	},
	async (context, input) => {
		const { db } = context;
		const before = await findOpenMember(db, input.person);
		if (!before || (input.household ?? before.householdId) !== before.householdId) throw new Refusal('household-none');
		await endMember(db, before.id, dayOf(saidAt(context)));
		await updateKin(db, [before.householdId], [input.person]);
		return { answer: { left: before.householdId }, about: before.householdId, person: input.person };
	}
);

/**
 * Where a door is: its lane, its floor, the point where somebody stood. Refuses a lane that the hamlet does not have
 * (`lane-unknown`) and a household of another commune (`household-unknown`).
 */
export const placeDoor = command(
	{
		name: 'residents.place-door',
		group: ['know-people', 'lead-field', 'at-door'],
		input: PlaceDoor,
		answer: v.object({ id: v.string() })
	},
	async ({ db, now }, { household, lane, floor, point }) => {
		const dwelling = await lockDwellingOf(db, household);
		if (!dwelling) throw new Refusal('household-unknown');
		const named = typeof lane === 'string' ? await laneNamed(db, dwelling.hamletId, lane) : lane;
		await placeDwelling(db, dwelling.id, { lane: named, floor, point }, now);
		const said = { lane: lane !== undefined, floor: floor !== undefined, point: point !== undefined };
		return { answer: { id: dwelling.id }, about: household, detail: said };
	}
);
