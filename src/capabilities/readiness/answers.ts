import * as v from 'valibot';
import { pageWith } from '#kernel/shapes.ts';
import { purposes, outcomes, reasons } from './rules-visit.ts';
import { wants, ages, cards, sims, phones, fingers, nextSteps } from './rules-triage.ts';

// What the nextSteps of this room answer: one definition for OpenAPI, the API, the pages and the tests.

const BookingState = v.picklist(['cancelled', 'no-show', 'booked', 'called-off', 'came']);
export type BookingState = v.InferOutput<typeof BookingState>;

const SlotRow = v.object({
	id: v.string(),
	centreId: v.number(),
	day: v.string(),
	starts: v.string(),
	ends: v.string(),
	place: v.picklist(['station', 'kit']),
	hamlet: v.nullable(v.string()),
	capacity: v.number(),
	taken: v.number()
});
export type SlotRow = v.InferOutput<typeof SlotRow>;

const Appointment = v.object({
	id: v.string(),
	slotId: v.string(),
	centreId: v.number(),
	personId: v.string(),
	purpose: v.picklist(purposes),
	companionId: v.nullable(v.string()),
	state: BookingState,
	outcome: v.nullable(v.picklist(outcomes)),
	reason: v.nullable(v.picklist(reasons)),
	personName: v.nullable(v.string()),
	companionName: v.nullable(v.string()),
	...v.pick(SlotRow, ['day', 'starts', 'place', 'hamlet']).entries,
	/** How they need to be helped, in codes that every helper reads. */
	needs: v.array(v.string())
});
export type Appointment = v.InferOutput<typeof Appointment>;

const PoliceDay = v.object({
	day: v.string(),
	slots: v.array(v.object({ ...SlotRow.entries, people: v.array(Appointment) }))
});
export type PoliceDay = v.InferOutput<typeof PoliceDay>;

const Ahead = v.object(v.entriesFromList(['times', 'people', 'free'], v.number()));
export type Ahead = v.InferOutput<typeof Ahead>;

/** A page of days, and what lies ahead on all of them. */
export const PoliceCalendar = v.object({ ...pageWith(PoliceDay).entries, ahead: Ahead });
export type PoliceCalendar = v.InferOutput<typeof PoliceCalendar>;

export const CalledOffShown = v.object({
	times: v.number(),
	people: v.number(),
	undone: v.boolean(),
	/** Until when it can be taken back. */
	until: v.date()
});
export type CalledOffShown = v.InferOutput<typeof CalledOffShown>;

const Answers = v.object({
	want: v.picklist(wants),
	age: v.picklist(ages),
	card: v.picklist(cards),
	sim: v.picklist(sims),
	phone: v.picklist(phones),
	fingers: v.picklist(fingers)
});
export type Answers = v.InferOutput<typeof Answers>;

const Reason = v.picklist([
	'card-none',
	'card-expired',
	'card-no-chip',
	'sim-other',
	'sim-none',
	'phone-not-able',
	'phone-none',
	'police-only',
	'fingers-police-decide',
	'with-representative',
	'level-1-only',
	'activate-soon',
	'account-locked',
	'account-lost',
	'account-moved',
	'app-nfc'
]);
export type Reason = v.InferOutput<typeof Reason>;

const Bring = v.picklist(['phone', 'card', 'representative', 'old-card', 'phone-own-sim']);
export type Bring = v.InferOutput<typeof Bring>;

const Next = v.object({
	step: v.picklist(nextSteps),
	reasons: v.array(Reason),
	bring: v.array(Bring),
	follows: v.array(v.picklist(nextSteps))
});
export type Next = v.InferOutput<typeof Next>;

export const Readiness = v.object({
	answers: v.nullable(Answers),
	next: v.nullable(Next),
	at: v.nullable(v.date()),
	appointments: v.array(Appointment)
});
export type Readiness = v.InferOutput<typeof Readiness>;

export const Triage = v.object({ id: v.string(), door: v.picklist(nextSteps) });

export const ReadinessBeside = v.object({
	...Readiness.entries,
	free: pageWith(SlotRow)
});
