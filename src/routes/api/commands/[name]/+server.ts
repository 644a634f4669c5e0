import { answerApi, keyContext, problem } from '#web/api.server.ts';
import { findDoor } from '#program/rooms.ts';
import type { RequestHandler } from './$types';

/** Runs a command by its name for the holder of a bearer key; `Idempotency-Key` makes a repeat answer the same. */
export const POST: RequestHandler = async ({ params, request, locals }) => {
	const context = await keyContext(request, locals.now);
	if (!context) return problem(401, 'no-key');
	const command = findDoor(params.name);
	if (command?.kind !== 'command') return problem(404, 'unknown-command');
	const input = await request.json().catch(() => undefined);
	return answerApi(() => command(context, input as never));
};
