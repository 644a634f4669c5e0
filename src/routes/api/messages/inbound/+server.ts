import { program } from '#program/program.server.ts';
import { hearMessage } from '#capabilities/data-rights/messages.server.ts';
import { answerApi, problem } from '#web/api.server.ts';
import { signedBody } from '#web/signed.server.ts';
import type { RequestHandler } from './$types';

/** The operator of messages passes one on, signed as the bank signs. Passed on twice it counts once. */
export const POST: RequestHandler = async ({ request, locals }) => {
	const { settings, base } = program();
	const body = await signedBody(request, settings.MESSAGES_SECRET, locals.now);
	if (body === null) return problem(401, 'wrong-signature');
	return answerApi(() => hearMessage({ ...base, now: locals.now }, JSON.parse(body)));
};
