import { instantOf } from '#kernel/day.ts';
import { tell } from '#platform/telling.server.ts';
import { answerFollowUp, planNeed } from './move-need.server.ts';
import { noteDue } from './note-due.server.ts';

/** So long after its day a question is still worth being told of: two weeks. */
const ASKED_MS = 14 * 86_400_000;

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
	}),
	tell({
		name: 'assistance.follow-up',
		hears: noteDue,
		topic: 'follow-up',
		must: false,
		says: [],
		told: (_, { at, detail }) =>
			detail.due.map(({ need, person }) => ({ to: person, about: need, until: new Date(at.getTime() + ASKED_MS) }))
	}),
	tell({
		name: 'assistance.follow-up-said',
		hears: answerFollowUp,
		topic: 'follow-up',
		must: false,
		known: true,
		says: [],
		told: (_, { personId, about }) => (personId && about ? [{ to: personId, about }] : [])
	})
];
