import { inList } from '#design/list.ts';
import { kindWords } from '#capabilities/assistance/ui/need-words.ts';
import { m } from '#words';
import { findWord } from '#words/word.ts';

type Coded = Readonly<Record<string, unknown>>;

/** What has to be brought to a visit, in a few words. */
export const takes = (one: {
	kind: string;
	woman: boolean;
	two: boolean;
	first: boolean;
	language: string | null;
}): string =>
	[
		kindWords(one.kind),
		one.woman && m['home-visits.woman'](),
		(one.two || one.first) && (one.two ? m['home-visits.two']() : m['home-visits.two-first']()),
		one.language
	]
		.filter(Boolean)
		.join(' · ');

/** A code with what it says of it, in words; '' where there are none. */
const said = (head: string, code: unknown, slots: Coded): string =>
	findWord(`home-visits.${head}-${String(code)}`, slots) ?? '';

const becauses = { 'first-visit': 'first', flagged: 'flagged', evening: 'evening' } as const;

/** Why a visit stands where it does. */
export const whyWords = (reasons: readonly Coded[]): string =>
	reasons
		.map((one) =>
			one['why'] === 'two-people'
				? said('why-two', becauses[one['because'] as keyof typeof becauses] ?? 'flagged', one)
				: one['why'] === 'on-the-way' && one['after'] === null
					? said('why', 'first-of-day', one)
					: said('why', one['why'], one)
		)
		.filter(Boolean)
		.join('; ');

/** What stands in the way. */
export const blockedWords = (obstacle: Coded): string =>
	said('blocked', obstacle['blocked'], {
		...obstacle,
		skills: Array.isArray(obstacle['skills']) ? inList(obstacle['skills'].map((one) => said('skill', one, {}))) : ''
	});

/** What would free it. */
export const wayWords = (way: Coded): string => said('free', way['free'], way);
