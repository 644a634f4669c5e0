import { redirect } from '@sveltejs/kit';
import { sessionOver } from '#web/door.server.ts';
import { sittingOf } from '../sitting.server.ts';
import type { RequestHandler } from './$types';

/** What a page of the session asks when it has heard something: whether it must show something else. Where its session is over it is led away. */
export const GET: RequestHandler = async (event) => {
	const { session, key } = await sittingOf(event);
	if (session?.id !== event.url.searchParams.get('phien')) redirect(303, sessionOver);
	return new Response(key);
};
