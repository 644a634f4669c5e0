import { m } from '#words';
import { findWord, word } from '#words/word.ts';
import { inLanguage } from '#capabilities/learning/rules-words.ts';
import type { Locale } from '#design/spoken.ts';
import type { PictoName } from '#design/drawings.ts';
import type { Named, NextShown } from '../answers.ts';
import { sentenceAt } from '../rules-spoken.ts';
import { statementPicture } from './pictures.ts';

const ALONE = 1;

/** What a step is called: the sentence of the level that comes next, of a refresher the one that they hold, or its own name. */
export function nextHead(next: NextShown, locale: Locale): string {
	const { why, statement, sign } = next;
	if (statement) return inLanguage(statement.levels[sentenceAt(next)]!, locale);
	return sign ? inLanguage(sign.says, locale) : (findWord(`paths.head-${why}`) ?? m['paths.next']());
}

const OTHERS: Partial<Record<NextShown['why'], PictoName>> = {
	practice: 'hang-up',
	choose: 'question',
	nothing: 'tea'
};

export const nextPicture = ({ why, statement, sign }: NextShown): PictoName =>
	statement ? statementPicture(statement) : sign ? (sign.picture as PictoName) : (OTHERS[why] ?? 'question');

/** What somebody does alone, as its sentence says it. */
export const aloneWords = ({ levels }: Named, locale: Locale): string => inLanguage(levels[ALONE]!, locale);

/** What somebody wants, by its name; null while they want nothing. */
export function goalWords({ goal, open, alone }: NextShown, locale: Locale): string | null {
	if (goal?.topic) return word(`learning.topic-${goal.topic}`);
	const wanted = [...open, ...alone].find(({ id }) => id === goal?.statement);
	return wanted ? aloneWords(wanted, locale) : null;
}

/** What the key of a step says. */
export const startWords = (leads: string): string =>
	leads === 'class' ? m['paths.to-class']() : leads === 'counter' ? m['paths.to-counter']() : m['paths.start']();
