import { sittingOf } from '../sitting.server.ts';
import type { RequestHandler } from './$types';

/** What a page of the session asks when it has heard something: whether it must show something else, or is of a session that is over. */
export const GET: RequestHandler = async (event) => {
	const { session, key } = await sittingOf(event);
	const asked = event.url.searchParams;
	if (session?.id !== asked.get('phien')) return new Response('over');
	// A page that only stands or falls with its session changes in nothing else.
	return new Response(asked.get('chi') === 'con' ? 'on' : key);
};
