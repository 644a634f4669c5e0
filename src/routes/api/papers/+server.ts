import { byKey } from '#web/api.server.ts';
import { takePaper } from '#web/take-paper.server.ts';
import type { RequestHandler } from './$types';

/** A program brings a paper of a case; the body is read once its key is known. */
export const POST: RequestHandler = ({ request, locals }) =>
	byKey(request, locals.now, async (context) => takePaper(context, await request.formData()));
