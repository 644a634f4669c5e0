import { redirect } from '@sveltejs/kit';
import { takeSlip } from '#web/slip-cookie.server.ts';
import type { RequestHandler } from './$types';

/** What the QR on a slip opens: the number is taken out of the address at once. */
export const GET: RequestHandler = async (event) => {
	const why = await takeSlip(event, event.params.code);
	redirect(303, why ? `/theo-doi?loi=${why}` : '/theo-doi/ho-so');
};
