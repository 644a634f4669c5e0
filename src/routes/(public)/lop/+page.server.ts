import { openClasses } from '#capabilities/classes/public.server.ts';
import { clip } from '#design/clips.ts';
import { anyoneOf } from '#web/door.server.ts';
import { allCentres, whichOf } from '../centre.server.ts';
import type { PageServerLoad } from './$types';

/** The classes of a centre that take somebody, for anybody. */
export const load: PageServerLoad = async (event) => {
	const { here, asks, unknown } = whichOf(await allCentres(event), event);
	return {
		...{ here, asks, unknown, audio: clip('lop-hoc', event.locals.locale) },
		classes: here === null ? [] : await openClasses(anyoneOf(event), { centre: here.id })
	};
};
