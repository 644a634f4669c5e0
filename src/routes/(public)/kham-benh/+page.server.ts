import { DOCTOR_CLIP } from '#capabilities/errands/rules-spoken.ts';
import { errandVoiceIn } from '#capabilities/errands/voices.server.ts';
import { findPlaces } from '#capabilities/health-places/keep.server.ts';
import { needs } from '#capabilities/health-places/inputs.ts';
import { anyoneOf, cookieOf } from '#web/door.server.ts';
import { allCentres, whichOf } from '../centre.server.ts';
import type { PageServerLoad } from './$types';

/** Where one is seen by a doctor, by what is needed; a house with several centres asks which one first. */
export const load: PageServerLoad = async (event) => {
	const { here, unknown, asks } = whichOf(await allCentres(event), event);
	const need = needs.find((one) => one === event.url.searchParams.get('can')) ?? null;
	const found = here && (await findPlaces(anyoneOf(event), { centre: here.id, need }));
	return {
		found,
		need,
		where: here && { id: here.id, name: here.shortName },
		learns: event.cookies.get(cookieOf.learner) !== undefined,
		...{ unknown, asks, voice: errandVoiceIn(DOCTOR_CLIP, event.locals.locale) }
	};
};
