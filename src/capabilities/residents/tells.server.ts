import { tell } from '#platform/telling.server.ts';
import { correctPerson } from './correct-person.server.ts';

/** Somebody is told that what the register says of them was put right: whoever did not ask for it comes and says so. */
export const residentsTells = [
	tell({
		name: 'residents.corrected',
		hears: correctPerson,
		topic: 'register',
		must: true,
		waits: true,
		says: [],
		told: (_, { personId, answer }) =>
			personId && (answer.changed > 0 || answer.waits) ? [{ to: personId, about: personId }] : []
	})
];
