import { findWord } from '#words/word.ts';
import { m } from '#words';
import type { Found } from '#platform/answers.ts';
import { paths } from '#web/paths.ts';

const wordOf = (name: string, more: string, about: Record<string, string | number> = {}): string =>
	findWord(name.replace('.', '.check-') + more, about) ?? '';

/** What was looked at, as a title. */
export const checkTitle = ({ name }: Pick<Found, 'name'>): string => wordOf(name, '');

/** Days as people write them. */
const dated = (about: Found['about']): Found['about'] =>
	typeof about['day'] === 'string' ? { ...about, day: about['day'].split('-').toReversed().join('/') } : about;

/** What was found, as a sentence. */
export const checkWords = ({ name, state, why, about }: Found): string =>
	state === 'unseen' ? m['platform.check-unseen']() : wordOf(name, `-${why ?? state}`, dated(about));

/** How many are at fault or missing, as the heading of all of them. */
export function countWords(found: readonly Pick<Found, 'state'>[]): string {
	const [ill, lacking] = [['ill', 'unseen'], ['lacking']].map(
		(states) => found.filter(({ state }) => states.includes(state)).length
	) as [number, number];
	if (ill > 0) return m['platform.state-ill']({ ill, lacking });
	return lacking > 0 ? m['platform.state-lacking']({ lacking }) : m['platform.state-all-well']();
}

/** Where it is put right by a page; what is not here is put right at the machine. */
const mendedAt: Readonly<Record<string, string>> = {
	'places.commune': `${paths.staff.centre}#ways`,
	'places.hours': `${paths.staff.centre}#hours`,
	'counter.seats': `${paths.staff.centre}#desks`,
	'payments.account': `${paths.staff.centre}#account`,
	'filing.portal': `${paths.staff.centre}#ways`,
	'places.hamlets-loaded': paths.staff.hamlets,
	'access.people': paths.staff.accounts,
	'access.hall': paths.staff.devices,
	'platform.jobs': paths.staff.troubles
};
export const mendedBy = ({ name }: Pick<Found, 'name'>): string | null => mendedAt[name] ?? null;
