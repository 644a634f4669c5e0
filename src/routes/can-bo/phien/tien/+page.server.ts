import { redirect } from '@sveltejs/kit';
import { findFee } from '#capabilities/payments/commune-fees.server.ts';
import { enterFee } from '#capabilities/payments/set-fee.server.ts';
import { takeCash } from '#capabilities/payments/take-money.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import { openCase } from '../open-case.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { bill } = await event.parent();
	if (!bill) redirect(303, paths.session.home);
	const { actor } = await staffOf(event);
	return { bill, takesCash: may(actor, takeCash), forAll: may(actor, findFee) };
};

const ways = { given: { case: openCase }, to: paths.session.money };

export const actions: Actions = {
	fee: byStaff(enterFee, ways),
	'find-fee': byStaff(findFee, { to: ways.to }),
	cash: byStaff(takeCash, ways)
};
