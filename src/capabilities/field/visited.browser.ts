import { atDoor } from '#capabilities/assistance/at-door.ts';
import type { LentForms } from '#capabilities/cases/lent-forms.ts';
import { consentAtDoor } from '#capabilities/privacy/at-door.ts';
import { triageAtDoor } from '#capabilities/readiness/at-door.ts';
import { residentsAtDoor } from '#capabilities/residents/at-door.ts';
import { readNumber } from '#capabilities/visit-slips/rules-slip.ts';
import { slipAtDoor } from '#capabilities/visit-slips/at-door.ts';
import { filesIn } from './filed.browser.ts';
import { answeredIn } from './drafts.browser.ts';
import type { Draft, Saved } from './drafts.browser.ts';
import type { Word } from './outbox.browser.ts';
import type { SaidToday } from './rules-today.ts';
import type { TakenHousehold } from './taken.ts';

// A visit as it was touched on a phone, as commands of the house; and the same taken back.

/** How and when it ended: the day (`yyyy-mm-dd`) and how long it was, and who was there: themselves. */
export type Ended = { outcome: SaidToday['outcome']; day: string; minutes: number; helper: string };

/** About whom it is what was shown and is needed: the one who was chosen, else the first who was met. */
export const aboutWhom = ({ met, whose }: Pick<Draft, 'met' | 'whose'>): string | undefined =>
	met.includes(whose) ? whose : met[0];

/** The five questions of an e-ID; whoever answered fewer is not done with. */
export const TRIAGE = ['want', 'card', 'sim', 'phone', 'fingers'] as const;
export const isTriaged = (said: Record<string, string> | undefined): said is Record<string, string> =>
	said !== undefined && TRIAGE.every((one) => said[one]);

export type Said = Pick<Word, 'command' | 'input'>;
const id = (): string => crypto.randomUUID();

/** How somebody says something at this door: of one person, in the sitting with them. */
export type Sayer = { said: (person: string, word: Said) => Word; sat: (person: string, word: Said) => Word };

function sayerOf(household: string, met: readonly { session: string; person: string }[], visit: string): Sayer {
	const said = (person: string, word: Said): Word => ({
		...{ id: id(), ...word },
		about: { household, people: [person], session: met.find((one) => one.person === person)?.session ?? null }
	});
	// What is said in a sitting waits for the visit that makes it.
	return { said, sat: (person, word) => ({ ...said(person, word), deps: [visit] }) };
}

/** Whoever has answered something was met, whatever was unticked. */
const withAnswered = (draft: Draft): Draft => ({ ...draft, met: [...new Set([...draft.met, ...answeredIn(draft)])] });

/** What lies on the phone beside a draft: the forms that it was written in, and its photos by id (base64). */
export type Brought = { forms: LentForms | null; photos: Readonly<Record<string, string>> };
const nothing: Brought = { forms: null, photos: {} };

/** A visit: who was met and shown what, then in their sittings what they said yes or no to, their e-ID, and what they need. */
export function visited(
	door: TakenHousehold,
	touched: Draft,
	ended: Ended,
	brought = nothing
): { words: Word[]; saved: Saved } {
	const draft = ended.outcome === 'met' ? withAnswered(touched) : touched;
	const [household, visit, operation] = [door.id, id(), id()];
	const { outcome, minutes, day } = ended;
	const met = draft.met.map((person) => ({ session: id(), person }));
	const sayer = sayerOf(household, met, operation);
	const whose = aboutWhom(draft);
	const added = addedTo(door, draft);
	const joined = added.filter(({ command }) => command === residentsAtDoor.join);
	const answers = answersIn(draft, sayer);
	const helped = helpedIn(door, draft);
	const asked = whose ? draft.asked.map((kind) => sayer.said(whose, needOf(kind, whose, draft))) : [];
	const needs = asked.map(({ input }) => String(input['id']));
	const { words: files, filed } = filesIn(draft, sayer, brought);
	const promised = promisedIn(door, draft, ended, sayer, asked[0]);
	const visiting: Word = {
		...{ id: operation, command: atDoor.recordVisit, deps: joined.map((word) => word.id!) },
		input: { ...taughtIn(draft, whose), id: visit, household, outcome, minutes, met },
		about: { household, people: [...draft.met], session: null }
	};
	return {
		words: [
			...[...added, visiting, ...answers, ...triagesIn(draft, sayer)],
			...helped.map(({ person, was, now }) => sayer.said(person, helpOf(person, was, now))),
			...[...asked, ...promised, ...leftIn(draft, { visit, needs }, visiting), ...files]
		],
		saved: {
			...{ draft, visit, operation, helped, day, outcome, needs, filed },
			...{ given: givenIn(answers), joined: joined.map(whoJoined) },
			planned: asked.length === 0 && promised.length > 0 ? plannedBefore(door, whose, day) : null
		}
	};
}

const whoJoined = ({ id: operation, about }: Word): Saved['joined'][number] => ({
	person: about.people[0]!,
	operation: operation!
});

/** The paper that is left on the table, with what was written down. */
function leftIn(
	{ slip, met }: Draft,
	wrote: { visit: string; needs: readonly string[] },
	{ id: visiting, about }: Word
): Word[] {
	const number = readNumber(slip);
	if (number === null || met.length === 0) return [];
	return [{ command: slipAtDoor, input: { number, ...wrote }, about, deps: [visiting!] }];
}

/** Whoever is in no list comes into the register as they say it, and into this house, before they are met; a house without a head has one. */
function addedTo({ id: household, hamlet, people }: TakenHousehold, { added, head }: Draft): Word[] {
	const about = (person: string): Word['about'] => ({ household, people: [person], session: null });
	const missing = added.filter(({ id: person }) => !people.some((one) => one.id === person));
	const come = missing.flatMap(({ id: person, name, year, relation }): Word[] => {
		const [made, join] = [id(), id()];
		const input = { id: person, name, birthYear: year, hamlet };
		return [
			{ id: made, command: residentsAtDoor.recordUnverified, input, about: about(person) },
			{
				...{ id: join, command: residentsAtDoor.join, input: { household, person, relation } },
				...{ about: about(person), deps: [made] }
			}
		];
	});
	const named = { household, person: head };
	return [...come, ...(head === '' ? [] : [{ command: residentsAtDoor.nameHead, input: named, about: about(head) }])];
}

const answersIn = ({ consents, met }: Draft, { sat }: Sayer): Word[] =>
	consents.filter(({ person }) => met.includes(person)).map((answer) => sat(answer.person, consentOf(answer)));

const givenIn = (answers: readonly Word[]): Saved['given'] =>
	answers.flatMap(({ id: operation, input, about }) =>
		input['answer'] === 'given'
			? [{ person: about.people[0]!, consent: String(input['id']), operation: operation! }]
			: []
	);

const triagesIn = ({ met, triage }: Draft, { sat }: Sayer): Word[] =>
	met.flatMap((person) => {
		const answered = triage[person];
		return isTriaged(answered) ? [sat(person, { command: triageAtDoor, input: { ...answered, id: id() } })] : [];
	});

const helpedIn = (door: TakenHousehold, { met, helps }: Draft): Saved['helped'] =>
	met.flatMap((person) => {
		const [now, was] = [helps[person], door.people.find((one) => one.id === person)?.needs ?? []];
		return now ? [{ person, was, now }] : [];
	});

/** How the need stood that a promise is made for; a day that is over by now is promised no more. */
function plannedBefore({ people }: TakenHousehold, whose: string | undefined, day: string): Saved['planned'] {
	const known = people.find((one) => one.id === whose)?.open[0];
	if (!known || !whose) return null;
	const promisedOn = known.promisedOn !== null && known.promisedOn >= day ? known.promisedOn : null;
	return { need: known.id, person: whose, plan: known.plan, promisedOn };
}

/** A promise is for the first thing that was asked for now, else for what is open already. */
function promisedIn(door: TakenHousehold, draft: Draft, { helper }: Ended, { said }: Sayer, asked?: Word): Word[] {
	const whose = aboutWhom(draft);
	const known = door.people.find((one) => one.id === whose)?.open[0]?.id;
	const need = asked ? String(asked.input['id']) : known;
	if (!whose || need === undefined || draft.promise === '') return [];
	const of = asked ? { person: whose, kind: asked.input['kind'] } : null;
	const input = { need, of, helper, plan: 'home-visit', promisedOn: draft.promise };
	return [{ ...said(whose, { command: atDoor.planNeed, input }), deps: asked?.id ? [asked.id] : [] }];
}

/** What was shown, and how it went: by what was said back and done again where a card was shown, else as somebody says. */
const taughtIn = ({ shown, how, again, back }: Draft, whose: string | undefined) => ({
	taught: shown.flatMap((topic) => {
		const seen = back[topic];
		const whole = seen !== undefined && seen.said !== '' && seen.did !== '';
		const after = again === '' ? null : Number(again);
		return whose && how[topic]
			? [{ person: whose, topic, how: how[topic], again: after, back: whole ? seen : null }]
			: [];
	})
});

const consentOf = ({ answer, ...said }: Draft['consents'][number]): Said =>
	answer === 'withdrawn'
		? { command: consentAtDoor.withdraw, input: { id: id(), purpose: said.purpose } }
		: { command: consentAtDoor.ask, input: { ...said, id: id(), answer, readAloud: true } };

export const helpOf = (person: string, was: readonly string[], now: readonly string[]): Said => ({
	command: residentsAtDoor.setNeeds,
	input: { person, needs: now, was }
});

const needOf = (kind: string, person: string, { notes }: Draft): Said => ({
	command: atDoor.recordNeed,
	input: { id: id(), kind, person, urgency: 'this-month', source: 'door', note: notes[kind]?.trim() || null }
});
