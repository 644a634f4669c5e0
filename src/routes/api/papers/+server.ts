import { byKey, responseOf } from '#web/api.server.ts';
import { takePaper } from '#web/take-paper.server.ts';
import type { RequestHandler } from './$types';

/** A program brings a paper of a case. */
export const POST: RequestHandler = ({ request, locals }) =>
	byKey(request, locals.now, () => request.formData(), takePaper).then(responseOf);
