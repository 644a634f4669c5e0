import { instantOf } from '#kernel/day.ts';
import { tell } from '#platform/telling.server.ts';
import { planNeed } from './move-need.server.ts';

/** What somebody is told of help that was promised to them. */
export const assistanceTells = [
	tell({
		name: 'assistance.promised',
		hears: planNeed,
		topic: 'promise',
		must: false,
		says: ['day'],
		told: (_, { personId, about, detail }) => {
			const day = detail['promisedOn'];
			if (personId === null || about === null || typeof day !== 'string') return [];
			return [{ to: personId, about, says: { day }, until: instantOf(day, '23:59') }];
		}
	})
];
