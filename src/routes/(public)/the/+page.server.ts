import { openCards } from '#capabilities/help-cards/public.server.ts';
import { LIST_CLIP } from '#capabilities/help-cards/rules-spoken.ts';
import { cardVoiceIn } from '#capabilities/help-cards/voices.server.ts';
import { anyoneOf } from '#web/door.server.ts';
import { allCentres, whichOf } from '../centre.server.ts';
import type { PageServerLoad } from './$types';

/** The cards by their pictures: those of the house, and of a centre where one is meant. */
export const load: PageServerLoad = async (event) => {
	const { here, unknown, asks } = whichOf(await allCentres(event), event);
	return {
		cards: await openCards(anyoneOf(event), { centre: here?.id ?? null }),
		/** Carried on only where somebody chose it: a house of one centre needs no word in its addresses. */
		meant: event.url.searchParams.has('trung-tam') ? (here?.id ?? null) : null,
		...{ unknown, asks, voice: cardVoiceIn(LIST_CLIP, event.locals.locale) }
	};
};
