import type { Context } from '#platform/context.server.ts';
import { classesBeside } from '#capabilities/classes/own.server.ts';
import { isOver } from '#capabilities/classes/rules-begun.ts';
import { seatFor } from '#capabilities/classes/rules-seats.ts';
import { findJudgement } from '#capabilities/learning/frame.ts';
import { heardNow } from '#capabilities/learning/heard.server.ts';
import type { Spoken } from '#capabilities/learning/frame-shape.ts';
import { heardIn } from '#capabilities/learning/ui/heard.ts';
import { nextBeside } from '#capabilities/paths/next.server.ts';
import type { Locale } from '#design/spoken.ts';
import type { PlacementShown } from './answers.ts';
import { placementBeside } from './now.server.ts';
import { leadOf, type Lead } from './rules-leads.ts';
import type { Placed } from './rules-placement.ts';

/** One topic as the page of what was found shows it. */
export type Way = Placed & { lead: Lead | null; run: Spoken | null; wanted: boolean };
type WaysShown = { placed: PlacementShown; ways: Way[]; heard: ReturnType<typeof heardIn>[] };

/** Where each topic leads, as classes and all that was seen until now allow. */
async function waysOf(context: Context, { placed }: PlacementShown): Promise<Way[]> {
	const [{ seats, open }, { open: left, goal }] = await Promise.all([
		classesBeside(context, {}),
		nextBeside(context, {})
	]);
	const sat = seats.map(({ run }) => run).filter((run) => !isOver(run, context.now));
	const may = open.map((run) => ({ ...run, free: seatFor(run) === 'taken' }));
	return placed.map((one) => {
		const of = left.filter(({ topic }) => topic === one.topic);
		const first = [...of.filter(({ critical }) => critical), ...of].map(({ id }) => id);
		const lead = one.begin && leadOf({ begin: one.begin, topic: one.topic, seats: sat, open: may, left: first });
		const run = lead && 'run' in lead ? [...sat, ...open].find(({ id }) => id === lead.run)!.name : null;
		return { ...one, lead, run, wanted: goal?.topic === one.topic };
	});
}

/** What the page shows: topics to choose from, the one item that is asked, or where each topic leads. `anew` asks for the choice again. */
export async function placementPage(context: Context, locale: Locale, anew: boolean) {
	const placed = await placementBeside(context, {});
	const after = placed?.id ?? null;
	if (!placed || anew)
		return { ...{ after, asked: null, found: null }, goal: (await nextBeside(context, {})).goal?.topic ?? null };
	if (placed.next !== null) {
		const asked = heardNow({ item: placed.next, answered: null, choice: null, locale });
		return { ...{ after, found: null, goal: null }, asked: { ...asked, placed } };
	}
	const heard = placed.heard.flatMap((id) => {
		const item = findJudgement(id);
		return item ? [heardIn(item, locale, true)] : [];
	});
	const found: WaysShown = { placed, ways: await waysOf(context, placed), heard };
	return { ...{ after, asked: null, goal: null }, found };
}
