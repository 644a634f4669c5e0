import { pull } from '#capabilities/field/pull.server.ts';
import { byPhone } from '#web/field.server.ts';
import type { RequestHandler } from './$types';

/** A phone is told what is otherwise since it asked last. */
export const POST: RequestHandler = byPhone(pull);
