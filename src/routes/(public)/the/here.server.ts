import type { RequestEvent } from '@sveltejs/kit';
import { allCentres, whichOf } from '../centre.server.ts';

/** The centre that an address means; none where it means none: a card of the house is read without. */
export const hereOf = async (event: RequestEvent): Promise<number | null> =>
	whichOf(await allCentres(event), event).here?.id ?? null;
