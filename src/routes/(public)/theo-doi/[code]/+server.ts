import { redirect } from '@sveltejs/kit';
import { takeSlip } from '#web/slip-cookie.server.ts';
import type { RequestHandler } from './$types';
import { paths, withQuery } from '#web/paths.ts';

/** What the QR on a slip opens: the number is taken out of the address at once. */
export const GET: RequestHandler = async (event) => {
	const why = await takeSlip(event, event.params.code);
	redirect(303, why ? withQuery(paths.follow.home, { loi: why }) : paths.follow.file);
};
