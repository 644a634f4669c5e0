import { staffOf } from '#web/door.server.ts';
import { sittingOf } from '../sitting.server.ts';
import type { RequestHandler } from './$types';

/**
 * What a page of the session asks when it has heard something: whether it must show something else, or is of a session that is over.
 * A tab that was opened beside a desk (`chi=con`) only stands or falls with who was helped there; with nobody, it says so by no name.
 */
export const GET: RequestHandler = async (event) => {
	const asked = event.url.searchParams;
	if (asked.get('chi') === 'con') {
		const { actor } = await staffOf(event);
		return new Response((actor.session ?? '') === asked.get('phien') ? 'on' : 'over');
	}
	const { session, key } = await sittingOf(event);
	return new Response(session?.id === asked.get('phien') ? key : 'over');
};
