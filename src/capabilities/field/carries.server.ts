import type { Brake } from '#platform/attempts.server.ts';
import { only, type AnyDoor } from '#platform/dispatch.server.ts';
import { closeNeed, planNeed, takeNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { recordVisit, takeBackVisit } from '#capabilities/assistance/record-visit.server.ts';
import { bringPhoto } from '#capabilities/cases/bring-photo.server.ts';
import { takeBackAtDoor, writeAtDoor } from '#capabilities/cases/write-at-door.server.ts';
import { endLesson, markRoll } from '#capabilities/classes/roll.server.ts';
import { letFollow } from '#capabilities/mandates/mandates.server.ts';
import { askConsent, withdraw } from '#capabilities/privacy/consents.server.ts';
import { unsayConsent } from '#capabilities/privacy/unsay-consent.server.ts';
import { recordTriage } from '#capabilities/readiness/record-triage.server.ts';
import { correctPerson } from '#capabilities/residents/correct-person.server.ts';
import {
	foundHousehold,
	joinHousehold,
	leaveHousehold,
	nameHead,
	placeDoor
} from '#capabilities/residents/households.server.ts';
import { recordUnverified } from '#capabilities/residents/record-person.server.ts';
import { setNeeds } from '#capabilities/residents/set-needs.server.ts';
import { openAtDoor } from '#capabilities/support/at-door.server.ts';
import { leaveSlip } from '#capabilities/visit-slips/leave-slip.server.ts';
import { reportCard } from './card-reports.server.ts';
import { openDoor } from './open-door.server.ts';
import { notePractice } from './practice.server.ts';
import { raiseAlarm, sayHome, setOut, stayLonger } from './outings.server.ts';

/** A hamlet has no thirty who are stuck within an hour: that is a phone in strange hands, and each of them would ring. */
const ofTickets: Brake = { purpose: 'support-door', free: 30, minutes: 60 };

type Input = Record<string, unknown>;

type Carried = {
	door: AnyDoor;
	/** It makes a sitting with each whom its input says was met. */
	meets?: true;
	/** It needs a sitting with the person. */
	sits?: true;
	/** A no: it wins over everything, also late. */
	wins?: true;
	/** What of it is read by whoever decides on it, where it could not be done: never a number, a card or a file. */
	shows?: readonly string[];
	/** As much of it as the phones of whoever goes there now read, where that is not all: the rest is of whoever decides on it. */
	lends?: readonly string[];
	/** It is of no door: whoever said it says it wherever they go by now. */
	anywhere?: true;
	/** Whether a refusal says that all of it stands already: it is done with, and nobody has to look. */
	merges?: (code: string, input: Input) => boolean;
	/** So many of one author are done as they come; what is more lies in the box until whoever leads has seen it. */
	brake?: Brake;
	/** Somebody waits for it: whoever leads is told at once that it lies in a box. */
	waited?: true;
	/** It brings a household that nobody knew. */
	foundsHousehold?: true;
	/** The same without those who were erased, where it speaks of several. */
	without?: (input: Input, erased: ReadonlySet<string>) => Input;
};

const withoutErased = (list: unknown, erased: ReadonlySet<string>): unknown => {
	const stays = (one: unknown): boolean =>
		!(typeof one === 'object' && one !== null && 'person' in one && erased.has(String(one.person)));
	return Array.isArray(list) ? list.filter(stays) : list;
};

const withoutMet = (input: Input, erased: ReadonlySet<string>): Input => ({
	...input,
	met: withoutErased(input['met'], erased),
	taught: withoutErased(input['taught'], erased)
});

const withoutMarks = (input: Input, erased: ReadonlySet<string>): Input => ({
	...input,
	marks: withoutErased(input['marks'], erased)
});

const withoutPeople = (input: Input, erased: ReadonlySet<string>): Input => {
	const { people } = input;
	return { ...input, people: Array.isArray(people) ? people.filter((one) => !erased.has(String(one))) : people };
};

/** What phones bring: commands of the house, and what has to be known of each to place it. Nothing else is taken from a phone. */
const table: readonly Carried[] = [
	{ door: recordVisit, shows: ['outcome', 'met', 'taught'], meets: true, without: withoutMet },
	{ door: takeBackVisit },
	{ door: leaveSlip, shows: ['number'] },
	{ door: openDoor, without: withoutPeople },
	// A roll is of whoever stands in the class, wherever they go from door to door.
	{ door: markRoll, anywhere: true, without: withoutMarks },
	{ door: endLesson, anywhere: true, without: withoutMarks, merges: (code) => code === 'class-closed' },
	{ door: reportCard, anywhere: true },
	{ door: notePractice, anywhere: true },
	{ door: setOut, anywhere: true },
	{ door: stayLonger, anywhere: true },
	{ door: sayHome, anywhere: true },
	{ door: raiseAlarm, anywhere: true },
	// What was said besides is in no other word: it is read by a person.
	{
		door: recordNeed,
		shows: ['kind', 'note'],
		merges: (code, { note }) => code === 'need-open-already' && note === null
	},
	// Of a door as any other word; whoever writes for themselves is at none.
	{ door: openAtDoor, shows: ['system', 'stuck', 'words'], lends: ['system', 'stuck'], waited: true, brake: ofTickets },
	{ door: planNeed, shows: ['plan', 'promisedOn'] },
	{ door: takeNeed },
	{ door: closeNeed, shows: ['outcome'] },
	{ door: askConsent, shows: ['person', 'purpose', 'answer'], sits: true },
	{ door: withdraw, shows: ['purpose'], sits: true, wins: true },
	{ door: unsayConsent },
	{ door: recordTriage, sits: true },
	{ door: letFollow, sits: true },
	{ door: writeAtDoor, sits: true },
	// Whose file it is was settled when it was written; of one that was taken back nothing more is wanted.
	{ door: bringPhoto, anywhere: true, merges: (code) => code === 'case-stage' },
	{ door: takeBackAtDoor },
	{ door: correctPerson, shows: ['person', 'name', 'birthYear', 'birthDate', 'gender', 'hamlet'] },
	{ door: setNeeds, shows: ['person', 'needs'] },
	{ door: recordUnverified, shows: ['name', 'birthYear', 'hamlet'] },
	{ door: foundHousehold, shows: ['address', 'book'], foundsHousehold: true },
	{ door: joinHousehold, shows: ['person', 'relation'] },
	// Whoever lives there no longer has left it.
	{ door: leaveHousehold, merges: (code) => code === 'household-none' },
	{ door: nameHead },
	{ door: placeDoor }
];

export const carries: ReadonlyMap<string, Carried> = new Map(table.map((one) => [one.door.called, one]));

/** What an operation may open: what phones bring, and nothing else. */
export const carriedRights = only(...table.map(({ door }) => door));
