import { staffOf } from '#web/door.server.ts';
import type { RequestHandler } from './$types';

/** Who works here now and in which session, for a page whose sign-in was over: it opens for whoever it was alone, and in its session. */
export const GET: RequestHandler = async (event) => {
	const { actor } = await staffOf(event);
	return new Response(`${actor.id} ${actor.session ?? ''}`);
};
