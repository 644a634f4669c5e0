import { bodyOf, callDoor } from '#web/api.server.ts';
import type { RequestHandler } from './$types';

/** Runs a command by its name for the holder of a bearer key; `Idempotency-Key` makes a repeat answer the same. */
export const POST: RequestHandler = (event) => callDoor(event, 'command', () => bodyOf(event.request));
