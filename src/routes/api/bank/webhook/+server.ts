import { program } from '#program/program.server.ts';
import { fromBank } from '#capabilities/payments/bank.server.ts';
import { answerApi, problem } from '#web/api.server.ts';
import { signedBody } from '#web/signed.server.ts';
import type { RequestHandler } from './$types';

/** The bank tells of money, signed. Told twice it counts once. */
export const POST: RequestHandler = async ({ request, locals }) => {
	const { settings, base } = program();
	const body = await signedBody(request, settings.BANK_WEBHOOK_SECRET, locals.now);
	if (body === null) return problem(401, 'wrong-signature');
	return answerApi(() => fromBank({ ...base, now: locals.now }, JSON.parse(body)));
};
