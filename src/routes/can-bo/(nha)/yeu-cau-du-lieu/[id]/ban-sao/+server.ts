import { request } from '#capabilities/data-rights/requests-shown.server.ts';
import { staffOf } from '#web/door.server.ts';
import { copyFile } from '#web/take-out.server.ts';
import type { RequestHandler } from './$types';

/** The copy for whoever asked to see it: for this request alone, and refused once it is settled. */
export const POST: RequestHandler = async (event) => {
	const form = await event.request.formData();
	const { context } = await staffOf(event);
	const { personId } = await request(context, { request: event.params.id });
	return copyFile(
		context,
		{ person: personId, answering: event.params.id },
		form.get('as') === 'json',
		event.locals.locale
	);
};
