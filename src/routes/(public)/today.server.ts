import type { RequestEvent } from '@sveltejs/kit';
import { wait } from '#capabilities/counter/wait.server.ts';
import { centre, centres, openNow } from '#capabilities/places/places.server.ts';
import { log } from '#platform/log.server.ts';
import { anyoneOf } from '#web/door.server.ts';

const KEPT_MS = 5000;

async function look(event: RequestEvent) {
	const context = anyoneOf(event);
	const first = (await centres(context, {}))[0];
	if (!first) return null;
	const which = { centre: first.id };
	const [here, doors, line] = await Promise.all([
		centre(context, which),
		openNow(context, which),
		wait(context, which)
	]);
	return {
		name: here.name,
		province: here.provinceName,
		open: doors.open,
		hours: doors.hours,
		waiting: line.waiting,
		range: line.range,
		yesterday: line.yesterday
	};
}

type Today = Awaited<ReturnType<typeof look>>;

let kept: { until: number; today: Promise<Today> } | undefined;

/**
 * How the centre stands at this moment, for every public page. Looked up at most every five seconds, because every page
 * asks; without a database the pages of the catalogue still answer, only without it.
 */
export function todayAt(event: RequestEvent): Promise<Today> {
	const now = Date.now();
	if (kept && kept.until > now) return kept.today;
	const today = look(event).catch((reason: unknown) => {
		log.warn({ fault: String(reason) }, 'the public pages do not know the centre');
		return null;
	});
	kept = { until: now + KEPT_MS, today };
	return today;
}
