import type { RequestEvent } from '@sveltejs/kit';
import { centres } from '#capabilities/places/places.server.ts';
import { meantCentre } from '#capabilities/places/rules-meant.ts';
import { anyoneOf } from '#web/door.server.ts';

type Named = { id: number; name: string; shortName: string };

/** The centres of the house. */
export const allCentres = (event: RequestEvent): Promise<Named[]> => centres(anyoneOf(event), {});

/** Which of them an address means, and between which a person has to choose where it means none. */
export function whichOf(all: readonly Named[], { url }: RequestEvent) {
	const { here, unknown } = meantCentre(all, url.searchParams.get('trung-tam'));
	return { here, unknown, asks: here ? [] : all.map(({ id, name }) => ({ id, name })) };
}
