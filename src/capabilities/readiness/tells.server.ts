import { instantOf } from '#kernel/day.ts';
import { tell, tellStaff } from '#platform/telling.server.ts';
import { book } from './book.server.ts';
import { callOff, UNDO_MS, undoCallOff } from './call-off.server.ts';
import { recordTriage } from './record-triage.server.ts';
import { afterVisit } from './rules-visit.ts';
import { cancelBooking, recordOutcome } from './settle.server.ts';

const endOf = (day: string): Date => instantOf(day, '23:59');

/** What somebody is told of their days. With whom they are stands on the paper in their hands, and in no word that goes out. */
export const readinessTells = [
	tell({
		name: 'readiness.booked',
		hears: book,
		topic: 'booking',
		must: false,
		says: ['day'],
		told: (_, { personId, about, detail }) =>
			personId && about ? [{ to: personId, about, says: { day: detail.day }, until: endOf(detail.day) }] : []
	}),
	tell({
		name: 'readiness.cancelled',
		hears: cancelBooking,
		topic: 'booking',
		must: false,
		known: true,
		says: [],
		told: (_, { personId, about }) => (personId && about ? [{ to: personId, about }] : [])
	}),
	tell({
		name: 'readiness.called-off',
		hears: callOff,
		topic: 'booking',
		must: true,
		says: ['day', 'hour'],
		told: (_, { at, detail }) =>
			detail.told.map(({ person, booking, day, hour }) => ({
				...{ to: person, about: booking, says: { day, hour }, until: endOf(day) },
				// Until then it is taken back as if it had not been.
				notBefore: new Date(at.getTime() + UNDO_MS)
			}))
	}),
	tell({
		name: 'readiness.stands-again',
		hears: undoCallOff,
		topic: 'booking',
		must: false,
		known: true,
		says: [],
		told: (_, { detail }) => detail.told.map(({ person, booking }) => ({ to: person, about: booking }))
	}),
	// The need goes with it to whoever goes along, or to whoever asked the five questions: who had it reads of it no more.
	tellStaff({
		...{ name: 'readiness.given', topic: 'given', hears: [book, recordTriage] },
		told: (_, { actorId, personId: person, detail }) => {
			const { need } = detail;
			const helper = 'companion' in detail ? detail.companion : detail.helper === detail.had ? null : detail.helper;
			return need === null || helper === null ? [] : [{ staff: [helper], but: [actorId], about: need, person }];
		}
	}),
	tellStaff({
		...{ name: 'readiness.met', topic: 'given', hears: recordOutcome, known: true },
		told: (_, { detail: { outcome, reason, need } }) =>
			need !== null && afterVisit(outcome, reason) === 'met' ? [{ staff: [], about: need }] : []
	})
];
