import { error, redirect } from '@sveltejs/kit';
import { bringSlip, takeSlip } from '#web/slip-cookie.server.ts';
import type { RequestHandler } from './$types';
import { paths, withQuery } from '#web/paths.ts';

/**
 * What the QR on a slip opens: the number is taken out of the address at once. Another site opens nothing with it: as a picture
 * or frame it is refused, and a link of its only types the number in. Neither counts as a try.
 */
export const GET: RequestHandler = async (event) => {
	const said = (name: string): string | null => event.request.headers.get(`sec-fetch-${name}`);
	if (!['document', null].includes(said('dest'))) error(403, 'not-allowed');
	if (said('site') === 'cross-site') {
		bringSlip(event, event.params.code);
		redirect(303, paths.follow.home);
	}
	const why = await takeSlip(event, event.params.code);
	redirect(303, why ? withQuery(paths.follow.home, { loi: why }) : paths.follow.file);
};
