import { inLanguage } from '../rules-words.ts';
import { m } from '#words';
import { word } from '#words/word.ts';
import type { Locale } from '#design/spoken.ts';
import type { Standing, StatementShown } from '../answers.ts';

/** How it stands with one statement, in one line: the level in words, or that nothing was seen yet. */
export const levelWords = ({ level }: Pick<Standing, 'level'>): string =>
	level === null ? m['learning.level-none']() : word(`learning.level-${level}`);

/** The sentence of the level that comes next, or the highest. */
export const sentenceOf = (
	{ levels, level }: Pick<StatementShown, 'levels'> & Pick<Standing, 'level'>,
	locale: Locale
): string => inLanguage(levels[Math.min(level ?? 0, 2)]!, locale);

/** Both counts, always together. */
export const judgedWords = ({ judged: { seenThrough, trusted } }: Pick<Standing, 'judged'>): string | null =>
	seenThrough.of + trusted.of === 0
		? null
		: m['learning.judged-both']({
				through: seenThrough.right,
				throughOf: seenThrough.of,
				trusted: trusted.right,
				trustedOf: trusted.of
			});
