import { error } from '@sveltejs/kit';
import { paperFile } from '#capabilities/cases/papers.server.ts';
import { show } from '#capabilities/cases/views.server.ts';
import { staffOf } from '#web/door.server.ts';
import type { RequestHandler } from './$types';

/** Shows one paper of a case in the window, never as a download; opening it is a look at the person. */
export const GET: RequestHandler = async (event) => {
	const { context } = await staffOf(event);
	const view = await show(context, { case: event.params.id });
	if (!view.papers.some((paper) => paper.id === event.params.paper)) error(404, 'not-found');
	const { bytes, mime } = await paperFile(context, { paper: event.params.paper });
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': mime,
			'content-disposition': 'inline',
			'cache-control': 'no-store',
			'content-security-policy': "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"
		}
	});
};
