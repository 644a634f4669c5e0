import { dayOf, instantOf, timeOf } from '#kernel/day.ts';
import { tell } from '#platform/telling.server.ts';
import { cancelMakeUp } from './make-up.server.ts';
import { offerAgain } from './offer.server.ts';
import { seatFor } from './proxy.server.ts';
import { remindLesson } from './remind.server.ts';
import { dropClass } from './runs.server.ts';
import { acceptSeat, leaveSeat } from './seats.server.ts';
import { listOffered } from './sql.server.ts';

/** What whoever has a place in a class, or waits for one, is told: never which class it is, and nothing that is asked of them but a yes or no. */
export const classesTells = [
	tell({
		name: 'classes.offered',
		hears: [leaveSeat, offerAgain, cancelMakeUp],
		topic: 'seat',
		must: true,
		says: ['day', 'hour'],
		// Who waits is in nobody else's row: they are looked up by their seats.
		told: async ({ db }, { detail }) =>
			(await listOffered(db, detail.offered)).map(({ seat, person, until }) => ({
				...{ to: person, about: seat, until },
				says: { day: dayOf(until), hour: timeOf(until) }
			}))
	}),
	tell({
		name: 'classes.by-proxy',
		hears: seatFor,
		topic: 'seat',
		must: true,
		says: [],
		told: (_, { personId, answer }) => (personId ? [{ to: personId, about: answer.id }] : [])
	}),
	tell({
		name: 'classes.answered',
		hears: [acceptSeat, leaveSeat, cancelMakeUp],
		topic: 'seat',
		must: false,
		known: true,
		says: [],
		told: (_, { personId, detail }) => (personId ? [{ to: personId, about: detail.seat }] : [])
	}),
	tell({
		name: 'classes.tomorrow',
		hears: remindLesson,
		topic: 'lesson',
		must: false,
		says: ['day', 'hour'],
		told: (_, { detail: { day, hour, told } }) =>
			told.map(({ seat, person }) => ({
				...{ to: person, about: seat, says: { day, hour } },
				until: instantOf(day, hour)
			}))
	}),
	tell({
		name: 'classes.stopped',
		hears: dropClass,
		topic: 'lesson',
		must: true,
		says: ['day'],
		told: (_, { detail: { day, told } }) =>
			told.map(({ seat, person }) => ({
				...{ to: person, about: seat, says: { day } },
				until: instantOf(day, '23:59')
			}))
	})
];
