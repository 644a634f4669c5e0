import { redirect } from '@sveltejs/kit';
import { codePicture } from '#capabilities/payments/code-picture.server.ts';
import { ofCase } from '#capabilities/payments/of-case.server.ts';
import { paths } from '#web/paths.ts';
import { slipHolder } from '#web/slip-cookie.server.ts';
import type { RequestHandler } from './$types';

/** The code as a picture to keep: a phone cannot scan its own screen, but its bank can open a picture. */
export const GET: RequestHandler = async (event) => {
	const { id, context } = slipHolder(event);
	const { payload } = await ofCase(context, { case: id });
	// Nothing is left to pay: the page says so.
	if (!payload) redirect(303, paths.follow.pay);
	return new Response(await codePicture(payload), {
		headers: { 'content-type': 'image/png', 'content-disposition': 'attachment; filename="ma-tra-tien.png"' }
	});
};
