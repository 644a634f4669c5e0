import { instantOf } from '#kernel/day.ts';
import { tell, tellStaff } from '#platform/telling.server.ts';
import { answerFollowUp, closeNeed, planNeed, takeNeed } from './move-need.server.ts';
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
	}),
	// Whoever is given a need by somebody else reads it; whoever takes one knows.
	tellStaff({
		...{ name: 'assistance.given', topic: 'given', hears: planNeed },
		told: (_, { actorId, about, personId, detail: { helper, had } }) =>
			about === null || helper === had
				? []
				: [{ staff: [typeof helper === 'string' ? helper : null], but: [actorId], about, person: personId }]
	}),
	tellStaff({
		...{ name: 'assistance.given-over', topic: 'given', hears: [takeNeed, closeNeed], known: true },
		told: (_, { about, detail }) => {
			const others = 'with' in detail ? (detail.with as string[]) : [];
			return [about, ...others].flatMap((need) => (need === null ? [] : [{ staff: [], about: need }]));
		}
	})
];
