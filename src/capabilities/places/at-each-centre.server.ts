import type { Context } from '#platform/context.server.ts';
import { log } from '#platform/log.server.ts';
import { centres } from './places.server.ts';

/**
 * Does something at each centre, one after the other, as whoever may ask for the centres of the house. What fails at one keeps it from none of the
 * others; it is thrown once all have had their turn, so that a chore counts as failed and comes again.
 */
export async function atEachCentre(context: Context, work: (centre: number) => Promise<unknown>): Promise<void> {
	const faults: unknown[] = [];
	for (const { id: centre } of await centres(context, {}))
		await work(centre).catch((fault: unknown) => {
			log.error({ centre, fault: fault instanceof Error ? fault.name : 'fault' }, 'not done at one centre');
			faults.push(fault);
		});
	if (faults.length > 0) throw faults[0];
}
