import { bodyOf, callDoor, responseOf } from '#web/api.server.ts';
import type { RequestHandler } from './$types';

/** Runs a command by its name for the holder of a bearer key; `Idempotency-Key` makes a repeat answer the same. */
export const POST: RequestHandler = ({ request, params: { name }, locals: { now } }) =>
	callDoor(request, { name, kind: 'command', now }, () => bodyOf(request)).then(responseOf);
