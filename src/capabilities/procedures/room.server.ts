import { room } from '#platform/room.server.ts';
import { catalogue } from './catalogue.server.ts';

/** The catalogue: finder, fees, forms as data. */
export const procedures = room('procedures', {
	doors: [],
	unsaid: () =>
		catalogue().procedures.flatMap(({ officialName, shortName, plain }) => [
			officialName,
			...Object.values(shortName),
			...Object.values(plain)
		])
});
