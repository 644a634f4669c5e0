import { system } from '#kernel/actor.ts';
import { addDays, dayOf, timeOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { only } from '#platform/dispatch.server.ts';
import type { Chore } from '#platform/worker.server.ts';
import { onceADay } from './at-each-centre.server.ts';
import { centres } from './places.server.ts';

type OfDay = { called: string } & ((context: Context, input: { centre: number; day: string }) => Promise<unknown>);

/**
 * A chore that is done once a day at each centre, from a time of day (HH:MM, of the commune) on. Each day of each centre is one request, noted once
 * however often it is sent. `back`: so many days are looked at besides, because a worker may have slept through them.
 */
export function eachDay({
	name,
	from,
	does,
	back = 0
}: {
	name: string;
	from: string;
	does: OfDay;
	back?: number;
}): Chore {
	const may = only(does, centres);
	const once = onceADay();
	return {
		name,
		everySeconds: 60,
		run: async ({ clock, ...base }) => {
			const now = clock();
			const today = dayOf(now);
			if (timeOf(now) < from) return;
			const as = (places: readonly number[], request: string) => ({
				...{ ...base, now, request },
				actor: system(name, may, null, places)
			});
			await once(today, as([], crypto.randomUUID()), async (centre) => {
				for (let ago = back; ago >= 0; ago--) {
					const day = addDays(today, -ago);
					await does(as([centre], requestFor(name, centre, day)), { centre, day });
				}
			});
		}
	};
}
