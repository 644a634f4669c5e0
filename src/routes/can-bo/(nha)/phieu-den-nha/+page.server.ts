import { printSlips } from '#capabilities/visit-slips/print.server.ts';
import { askedSlips, settleSlip, slipByCode } from '#capabilities/visit-slips/read-slip.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** The papers that visits leave: who holds one and waits, one that somebody reads out, and new ones to print. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, askedSlips);
	return { asked: await askedSlips(context, {}), request: newId(), locale: event.locals.locale };
};

export const actions: Actions = {
	print: byStaff(printSlips, {
		to: ({ first, last }) => withQuery(paths.staff.visitSlipsPrinted, { tu: first, den: last }),
		form: 'print'
	}),
	find: byStaff(slipByCode, { shows: (found) => ({ found }), form: 'find' }),
	settle: byStaff(settleSlip, { to: withQuery(paths.staff.visitSlips, { da: 'xong' }) })
};
