import { sittingOf } from '../sitting.server.ts';
import type { RequestHandler } from './$types';

/** What a page of the session asks when it has heard something: whether it must show something else, or is of a session that is over. */
export const GET: RequestHandler = async (event) => {
	const { session, key } = await sittingOf(event);
	return new Response(session && session.id === event.url.searchParams.get('phien') ? key : 'over');
};
