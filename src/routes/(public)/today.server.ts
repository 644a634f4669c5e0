import type { RequestEvent } from '@sveltejs/kit';
import { awayAt } from '#capabilities/incidents/banner.server.ts';
import { wait } from '#capabilities/counter/wait.server.ts';
import { centre, openNow } from '#capabilities/places/places.server.ts';
import { log } from '#platform/log.server.ts';
import { anyoneOf } from '#web/door.server.ts';
import { allCentres, whichOf } from './centre.server.ts';

const KEPT_MS = 5000;

/** Looked up at most every five seconds, because every page asks; without a database there is nothing to say. */
function keeping<T>(look: (event: RequestEvent, centre: number) => Promise<T>, forMs = KEPT_MS) {
	const kept = new Map<number, { until: number; found: Promise<T | null> }>();
	return (event: RequestEvent, which: number): Promise<T | null> => {
		const now = Date.now();
		const last = kept.get(which);
		if (last && last.until > now) return last.found;
		const found = look(event, which).catch((reason: unknown) => {
			log.warn({ fault: String(reason) }, 'the public pages do not know the centre');
			return null;
		});
		kept.set(which, { until: now + forMs, found });
		return found;
	};
}

/** What does not answer is said no longer than it is so. */
const awayNow = keeping((event, which) => awayAt(anyoneOf(event), { centre: which }), 500);
const centresNow = keeping(allCentres);
const centreNow = keeping(async (event, which) => {
	const context = anyoneOf(event);
	const [here, doors, line] = await Promise.all([
		centre(context, { centre: which }),
		openNow(context, { centre: which }),
		wait(context, { centre: which })
	]);
	return {
		name: here.name,
		province: here.provinceName,
		open: doors.open,
		rest: doors.rest,
		hours: doors.hours,
		waiting: line.waiting,
		fromHome: line.fromHome,
		range: line.range,
		yesterday: line.yesterday
	};
});

/** How the centre that an address means stands at this moment, for every public page; the pages of the catalogue answer without it too. */
export async function todayAt(event: RequestEvent) {
	const all = (await centresNow(event, 0)) ?? [];
	const { here, asks, unknown } = whichOf(all, event);
	return {
		away: (here && (await awayNow(event, here.id))) ?? [],
		today: here && (await centreNow(event, here.id)),
		/** What the links of a page have to name, because there are several. */
		named: here && all.length > 1 ? here.id : null,
		asks,
		unknown
	};
}
