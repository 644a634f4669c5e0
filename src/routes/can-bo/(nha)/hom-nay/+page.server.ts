import { portalTroubles } from '#capabilities/filing/troubles.server.ts';
import { error } from '@sveltejs/kit';
import { today } from '#capabilities/insights/today.server.ts';
import { unmatched } from '#capabilities/payments/take-money.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { givenUp, heartbeats } from '#platform/troubles.server.ts';
import { staffOf } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** A leader's morning; what waits for a decision is put together here, from three rooms. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, today)) error(403, 'not-allowed');
	const [facts, gaveUp, money, beats] = await Promise.all([
		today(context, {}),
		may(actor, givenUp) ? givenUp(context, {}) : [],
		may(actor, unmatched) ? unmatched(context, {}) : [],
		may(actor, heartbeats) ? heartbeats(context, {}) : []
	]);
	return {
		facts,
		gaveUp: { count: gaveUp.length, since: gaveUp[0]?.gaveUpAt ?? null },
		money: money.map(({ id, amount, heardAt }) => ({ id, amount, heardAt })),
		backup: backupToMind(beats, event.locals.now),
		troubles: may(actor, portalTroubles),
		locale: event.locals.locale
	};
};

type Beat = Pick<Awaited<ReturnType<typeof heartbeats>>[number], 'name' | 'at' | 'detail'>;
const LATE_MS = 26 * 3_600_000;

/** The nightly backup when it did not work, or not since yesterday: when it was last tried. Null when all is well, and before the first night. */
function backupToMind(beats: readonly Beat[], now: Date): Date | null {
	const last = beats.find(({ name }) => name === 'backup');
	return last && (last.detail['ok'] === false || now.getTime() - last.at.getTime() > LATE_MS) ? last.at : null;
}
