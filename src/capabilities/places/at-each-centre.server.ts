import { isAway } from '#platform/away.server.ts';
import type { Context } from '#platform/context.server.ts';
import { log } from '#platform/log.server.ts';
import { centres } from './places.server.ts';

type Work = (centre: number) => Promise<unknown>;

/**
 * Does something at each centre, one after the other, as whoever may ask for the centres of the house. What fails at one keeps it from none of the
 * others; it is thrown once all have had their turn, so that a chore counts as failed and comes again. A database that does not answer is away for all.
 */
export async function atEachCentre(context: Context, work: Work): Promise<void> {
	const faults: unknown[] = [];
	for (const { id: centre } of await centres(context, {}))
		await Promise.try(work, centre).catch((fault: unknown) => {
			if (isAway(fault)) throw fault;
			log.error({ centre, fault: String(fault).slice(0, 300) }, 'not done at one centre');
			faults.push(fault);
		});
	if (faults.length > 0) throw faults[0];
}

/** The same once a day: where it was done on a day, it is not done again before the next, however often it is begun. */
export function onceADay(): (day: string, context: Context, work: Work) => Promise<void> {
	let done = { on: '', at: new Set<number>(), whole: false };
	return async (day, context, work) => {
		if (done.on !== day) done = { on: day, at: new Set(), whole: false };
		if (done.whole) return;
		const { at } = done;
		await atEachCentre(context, async (centre) => {
			if (at.has(centre)) return;
			await work(centre);
			at.add(centre);
		});
		done.whole = true;
	};
}
