import { notMine } from '#capabilities/cases/claim.server.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import { portalTroubles } from '#capabilities/filing/troubles.server.ts';
import { error } from '@sveltejs/kit';
import { today } from '#capabilities/insights/today.server.ts';
import { unmatched } from '#capabilities/payments/take-money.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { givenUp, heartbeats } from '#platform/troubles.server.ts';
import { staffOf } from '#web/door.server.ts';
import { backupToMind } from './backup.ts';
import type { PageServerLoad } from './$types';

/** A leader's morning; what waits for a decision is put together here, from three rooms. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, today)) error(403, 'not-allowed');
	const [facts, gaveUp, money, beats, denied] = await Promise.all([
		today(context, {}),
		may(actor, givenUp) ? givenUp(context, {}) : [],
		may(actor, unmatched) ? unmatched(context, {}) : [],
		may(actor, heartbeats) ? heartbeats(context, {}) : [],
		may(actor, notMine) ? notMine(context, {}) : []
	]);
	return {
		facts,
		gaveUp: { count: gaveUp.length, since: gaveUp[0]?.gaveUpAt ?? null },
		money: money.map(({ id, amount, heardAt }) => ({ id, amount, heardAt })),
		denied: denied.map((one) => ({ ...one, name: getProcedure(one.procedureCode).shortName[event.locals.locale] })),
		backup: backupToMind(beats, event.locals.now),
		troubles: may(actor, portalTroubles),
		locale: event.locals.locale
	};
};
