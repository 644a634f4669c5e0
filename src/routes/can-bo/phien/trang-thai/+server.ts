import { sittingOf } from '../sitting.server.ts';
import type { RequestHandler } from './$types';

/** What a page of the session asks when it has heard something: whether it must show something else. */
export const GET: RequestHandler = async (event) => new Response((await sittingOf(event)).key);
