import { atDoor } from '#capabilities/assistance/at-door.ts';
import { consentAtDoor } from '#capabilities/privacy/at-door.ts';
import { residentsAtDoor } from '#capabilities/residents/at-door.ts';
import type { Draft, Saved } from './drafts.browser.ts';
import { filesTakenBack, renewedFiles } from './filed.browser.ts';
import type { Word } from './outbox.browser.ts';
import { helpOf } from './visited.browser.ts';

// A visit that was written down by mistake, said again the other way round.

const id = (): string => crypto.randomUUID();

/**
 * The same taken back: the visit with what was needed in it, each yes that was written in it, how to help as it was known
 * before, and whoever came into the house with it.
 */
export function takenBack({ draft, visit, operation, needs, given, helped, filed, joined, planned }: Saved): Word[] {
	const { household } = draft;
	return [
		{
			...{ command: atDoor.takeBackVisit, input: { visit, needs }, deps: [operation] },
			about: { household, people: [...draft.met], session: null }
		},
		...given.map((one) => ({
			...{ command: consentAtDoor.unsay, input: { consent: one.consent }, deps: [one.operation] },
			about: { household, people: [one.person], session: null }
		})),
		...filesTakenBack(household, filed),
		...helped.map(({ person, was, now }) => ({
			...helpOf(person, now, was),
			deps: [operation],
			about: { household, people: [person], session: null }
		})),
		...(planned
			? [
					{
						command: atDoor.planNeed,
						input: { need: planned.need, helper: null, plan: planned.plan, promisedOn: planned.promisedOn },
						about: { household, people: [planned.person], session: null }
					}
				]
			: []),
		// Whoever was put into this house by mistake lives there no longer.
		...joined.map(({ person, operation: join }) => ({
			...{ command: residentsAtDoor.leave, input: { person, household }, deps: [join] },
			about: { household, people: [person], session: null }
		}))
	];
}

/**
 * What was typed, to be gone on with once it was taken back: whoever was added is somebody new to the register, and who is the head was
 * said already.
 */
export function renewed({ draft, filed }: Pick<Saved, 'draft' | 'filed'>): Draft {
	const ids = new Map(draft.added.map((one) => [one.id, id()]));
	const now = (person: string): string => ids.get(person) ?? person;
	const keyed = <V>(by: Readonly<Record<string, V>>): Record<string, V> =>
		Object.fromEntries(Object.entries(by).map(([person, value]) => [now(person), value]));
	return {
		...draft,
		...{ head: '', met: draft.met.map(now), whose: now(draft.whose) },
		added: draft.added.map((one) => ({ ...one, id: now(one.id) })),
		consents: draft.consents.map((one) => ({ ...one, person: now(one.person) })),
		...{ triage: keyed(draft.triage), helps: keyed(draft.helps), files: renewedFiles(draft.files, filed, now) }
	};
}
