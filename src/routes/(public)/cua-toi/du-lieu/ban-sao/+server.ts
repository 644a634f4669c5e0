import { residentOf } from '#web/door.server.ts';
import { copyFile } from '#web/take-out.server.ts';
import type { RequestHandler } from './$types';

/** Each press makes a copy of its own: the request is a new one. */
export const POST: RequestHandler = async (event) => {
	const form = await event.request.formData();
	const { context } = await residentOf(event);
	return copyFile(
		context,
		{ person: context.actor.subject ?? '', answering: null },
		form.get('as') === 'json',
		event.locals.locale
	);
};
