import { residentsAtDoor } from '#capabilities/residents/at-door.ts';
import { corrected, factsOf, type Facts } from './corrected.browser.ts';
import { said, type Word } from './outbox.browser.ts';
import type { Door } from './rules-today.ts';
import { readState } from './state.browser.ts';
import type { Phone } from './store.browser.ts';

// The word that puts somebody right, against what lies on the phone at that moment.

/** On what it rests: a card or a paper that was held beside it, or their word. */
export type Source = 'card' | 'paper' | 'said';
const same = (a: Facts, b: Facts): boolean => a.name === b.name && a.birth === b.birth && a.gender === b.gender;

/**
 * The word that puts somebody right; null where nothing is otherwise. `seen` is what the page showed when it was filled in: where that is
 * not what stands here any more, a page that lay open elsewhere would take it back (`stale`). What a second person is to decide on is asked
 * once (`asked`).
 */
export function correction(
	{ household, person, stands, asked }: Known,
	seen: Facts,
	to: Facts & { source: Source }
): Word | 'stale' | 'asked' | null {
	if (asked) return 'asked';
	if (!same(stands, seen)) return 'stale';
	if (same(stands, to)) return null;
	const day = /^\d{4}-/.test(to.birth) ? to.birth : null;
	const input = {
		...{ person, name: to.name, birthYear: day || to.birth === '' ? null : Number(to.birth), birthDate: day },
		...{ gender: to.gender || null, hamlet: null, was: stands, source: to.source }
	};
	return { command: residentsAtDoor.correct, input, about: { household, people: [person], session: null } };
}

/** Somebody as a phone knows them, and whether a second person will be asked by what waits here. */
export type Known = { household: string; person: string; stands: Facts; asked: boolean };

/** Somebody behind a door as this phone knows them now, read from its disk. */
export async function standsHere(
	phone: Phone,
	doors: readonly Door[],
	household: string,
	person: string
): Promise<Known | null> {
	const [{ lines }, state] = await Promise.all([said(phone), readState(phone)]);
	const door = corrected(
		doors.filter(({ id }) => id === household),
		lines,
		state
	)[0];
	const found = door?.people.find(({ id }) => id === person);
	if (!found) return null;
	const waits = lines.some(
		({ command, status, operation }) =>
			command === residentsAtDoor.correct && status === 'waiting' && operation?.input['person'] === person
	);
	return { household, person, stands: factsOf(found), asked: found.verified && waits };
}
