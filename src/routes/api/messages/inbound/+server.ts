import { program } from '#app';
import { hearMessage } from '#capabilities/privacy/messages.server.ts';
import { answerApi, problem } from '../../../../api.server.ts';
import { signedBody } from '../../../../signed.server.ts';
import type { RequestHandler } from './$types';

/** The operator of messages passes one on, signed as the bank signs. Passed on twice it counts once. */
export const POST: RequestHandler = async ({ request, locals }) => {
	const { settings, base } = program();
	const body = await signedBody(request, settings.MESSAGES_SECRET, locals.now);
	if (body === null) return problem(401, 'wrong-signature');
	return answerApi(() => hearMessage({ ...base, now: locals.now }, JSON.parse(body)));
};
