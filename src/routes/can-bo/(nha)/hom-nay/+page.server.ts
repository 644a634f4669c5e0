import { error } from '@sveltejs/kit';
import { today } from '#capabilities/insights/today.server.ts';
import { unmatched } from '#capabilities/payments/take-money.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { givenUp } from '#platform/troubles.server.ts';
import { staffOf } from '../../../../door.server.ts';
import type { PageServerLoad } from './$types';

/** A leader's morning; what waits for a decision is put together here, from three rooms. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, 'insights.today')) error(403, 'not-allowed');
	const [facts, gaveUp, money] = await Promise.all([
		today(context, {}),
		may(actor, 'platform.given-up') ? givenUp(context, {}) : [],
		may(actor, 'payments.unmatched') ? unmatched(context, {}) : []
	]);
	return {
		facts,
		gaveUp: { count: gaveUp.length, since: gaveUp[0]?.gaveUpAt ?? null },
		money: money.map(({ id, amount, heardAt }) => ({ id, amount, heardAt })),
		troubles: may(actor, 'cases.troubles'),
		locale: event.locals.locale
	};
};
