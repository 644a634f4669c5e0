import { clip } from '#design/clips.ts';
import { chance, rateByLink } from '#capabilities/satisfaction/rate.server.ts';
import { byDoor } from '#web/acting.server.ts';
import { doorOf, newId } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

const RIGHTS = [rateByLink, chance];

/** A right to say once how it was. Whoever says it is not known. */
export const load: PageServerLoad = async (event) => {
	const { token } = event.params;
	const found = token.length >= 20 && token.length <= 100 ? await chance(doorOf(event, RIGHTS), { token }) : null;
	const state = event.url.searchParams.has('cam-on')
		? ('thanks' as const)
		: !found
			? ('over' as const)
			: found.used
				? ('used' as const)
				: ('open' as const);
	return { state, request: newId(), audio: state === 'open' ? clip('khen-che', event.locals.locale) : null };
};

export const actions: Actions = {
	default: byDoor(...RIGHTS)(rateByLink, {
		given: { token: (_, { params }) => params['token'] ?? '' },
		to: (_, { input }) => withQuery(paths.open.rate(input.token), { 'cam-on': true })
	})
};
