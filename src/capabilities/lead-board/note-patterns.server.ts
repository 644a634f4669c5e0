import * as v from 'valibot';
import { centreOf, system } from '#kernel/actor.ts';
import { addDays, instantOf } from '#kernel/day.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command, only } from '#platform/dispatch.server.ts';
import type { Chore } from '#platform/worker.server.ts';
import { atEachCentre } from '#capabilities/places/at-each-centre.server.ts';
import { centres } from '#capabilities/places/places.server.ts';
import { ASKED_DAYS, findPatterns } from './rules-patterns.ts';
import { askPattern, listDaysArrived, listVisitFacts, openPatterns } from './sql-patterns.server.ts';

const NAME = 'lead-board.patterns';
const HOUR = 3_600_000;
/** How far back what arrived is looked at again: a worker that was down for a day misses nothing. */
const HOURS = 26;
const MINUTES = 10;

/** Looks through one day of a centre, volunteer by volunteer, and asks each about their own; answers how much was asked anew. */
async function askAbout({ db, actor, now, request }: Context, day: string): Promise<number> {
	const centre = centreOf(actor);
	const facts = await listVisitFacts(db, centre, { from: instantOf(day), until: instantOf(addDays(day, 1)) });
	let asked = 0;
	for (const [staff, visits] of Map.groupBy(facts, ({ helper }) => helper)) {
		const hamletOf = new Map(visits.map(({ household, hamlet }) => [household, hamlet]));
		for (const { kind, households, ...found } of findPatterns(visits)) {
			const fresh = await askPattern(db, {
				...{ id: requestFor(request, 0, `${staff} ${day} ${kind}`), centre, staff, day, kind, at: now },
				...{
					...found,
					hamlets: [...new Set(households.map((one) => hamletOf.get(one) ?? 0))].toSorted((a, b) => a - b)
				}
			});
			if (fresh) asked++;
		}
	}
	return asked;
}

/**
 * Looks through the days of which visits have arrived lately, and puts what looks made up as a question to whoever wrote them. What
 * nobody answered for two days may be read by whoever leads from then on. It decides nothing.
 */
export const notePatterns = command(
	{
		name: 'lead-board.note-patterns',
		group: 'house',
		input: Nothing,
		answer: v.object({ asked: v.number(), opened: v.number() })
	},
	async (context) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		let asked = 0;
		for (const day of await listDaysArrived(db, centre, new Date(now.getTime() - HOURS * HOUR)))
			asked += await askAbout(context, day);
		const { count: opened } = await openPatterns(db, centre, new Date(now.getTime() - ASKED_DAYS * 24 * HOUR), now);
		return { answer: { asked, opened }, person: null, detail: { asked, opened } };
	}
);

const may = only(notePatterns, centres);

/** Who looks for patterns: a job of the house, at these centres. */
export const patternsActor = (places: readonly number[]) => system(NAME, may, null, places);

/** Every ten minutes, in each centre. */
export const patternsOften: Chore = {
	name: NAME,
	everySeconds: MINUTES * 60,
	run: async ({ clock, ...base }) => {
		const now = clock();
		const as = (places: readonly number[], request: string) => ({
			...base,
			now,
			request,
			actor: patternsActor(places)
		});
		const turn = Math.floor(now.getTime() / (MINUTES * 60_000));
		await atEachCentre(as([], crypto.randomUUID()), (id) =>
			notePatterns(as([id], requestFor(NAME, turn, String(id))), {})
		);
	}
};
