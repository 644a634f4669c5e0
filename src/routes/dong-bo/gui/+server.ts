import { push } from '#capabilities/field/push.server.ts';
import { byPhone } from '#web/field.server.ts';
import type { RequestHandler } from './$types';

/** A phone delivers what was done on it. */
export const POST: RequestHandler = byPhone(push);
