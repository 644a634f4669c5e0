import { tell, tellStaff } from '#platform/telling.server.ts';
import type { ConsentPurpose } from '#capabilities/privacy/rules-consent.ts';
import { noteDue } from './note-due.server.ts';
import { noteThanks } from './thanks.server.ts';

/** So long a day to practise is worth being told of: a week, and then another day may have come. */
const WORTH_MS = 7 * 86_400_000;

/** What somebody is told of their path: that something is to be practised again, and never what. */
export const pathsTells = [
	tell({
		name: 'paths.refresher',
		hears: noteDue,
		topic: 'refresher',
		must: false,
		waits: true,
		purpose: 'refreshers' satisfies ConsentPurpose,
		says: [],
		told: (_, { at, detail }) =>
			detail.due.map((person) => ({ to: person, about: person, until: new Date(at.getTime() + WORTH_MS) }))
	}),
	tellStaff({
		...{ name: 'paths.thanked', topic: 'thanked', hears: noteThanks },
		told: (_, { personId, detail }) =>
			detail.thanked.map(({ id, staff }) => ({ staff: [staff], about: id, person: personId }))
	})
];
