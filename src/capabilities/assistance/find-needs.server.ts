import * as v from 'valibot';
import { homeOf, system } from '#kernel/actor.ts';
import { dayOf, timeOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, only } from '#platform/dispatch.server.ts';
import type { Chore, ChoreBase } from '#platform/worker.server.ts';
import { onceADay } from '#capabilities/places/at-each-centre.server.ts';
import { centres, getCentre } from '#capabilities/places/places.server.ts';
import { FindNeeds } from './inputs-needs.ts';
import { suggestNeeds } from './rules-need.ts';
import { insertFound, insertNeedsFound, listPeopleAfter } from './sql-find-needs.server.ts';

const A_PAGE = 500;

/**
 * Goes through one page of the centre's register and records what the rules find. Each occasion of a person is spoken of
 * once for ever: not again after it was closed, nor where they had asked for the same already. `next` is null at the end.
 */
export const findNeeds = command(
	{
		name: 'assistance.find-needs',
		group: 'invite',
		input: FindNeeds,
		answer: v.object({ found: v.number(), next: v.nullable(v.string()) })
	},
	async (context, { after }) => {
		const { db, actor, now, request } = context;
		const centre = homeOf(actor);
		if (centre === null) throw new Refusal('not-your-place');
		const { communeId } = await getCentre(db, centre);
		const people = await listPeopleAfter(db, communeId, after, A_PAGE);
		const today = dayOf(now);
		const all = people.flatMap((person) => suggestNeeds(person, today).map((one) => ({ ...one, person: person.id })));
		const fresh = await insertFound(db, centre, now, all);
		const isFresh = new Set(fresh.map(({ personId, occasion }) => `${personId} ${occasion}`));
		const needs = all
			.filter(({ person, occasion }) => isFresh.has(`${person} ${occasion}`))
			.map((one) => ({ ...one, id: requestFor(request, 0, `${one.person} ${one.occasion}`) }));
		const made = await insertNeedsFound(db, centre, now, needs);
		const next = people.length < A_PAGE ? null : people.at(-1)!.id;
		return { answer: { found: made.length, next }, person: null, detail: { found: made.length, seen: people.length } };
	}
);

/** All pages of one centre, one command each; `requestOf` names the request of a page. */
export async function findAllNeeds(context: Context, requestOf: (page: number) => string): Promise<number> {
	let [found, after] = [0, null as string | null];
	for (let page = 0; ; page++) {
		const said = await findNeeds({ ...context, request: requestOf(page) }, { after });
		found += said.found;
		after = said.next;
		if (after === null) return found;
	}
}

const NIGHT_FROM = '01:00';
const may = only(findNeeds, centres);
const atNight = (base: ChoreBase, places: readonly number[], request: string): Context => {
	const { clock, ...rest } = base;
	return { ...rest, now: clock(), request, actor: system('assistance.find-needs', may, null, places) };
};

/** Once a day, in the night; a worker that was down then does it when it is back. A day's pages are sent under the day's names. */
export function findNeedsNightly(): Chore {
	const once = onceADay();
	return {
		name: 'assistance.find-needs',
		everySeconds: 60,
		run: async (base) => {
			const day = dayOf(base.clock());
			if (timeOf(base.clock()) < NIGHT_FROM) return;
			await once(day, atNight(base, [], crypto.randomUUID()), (id) =>
				findAllNeeds(atNight(base, [id], ''), (page) => requestFor(`find-needs ${day}`, id, String(page)))
			);
		}
	};
}
