import * as v from 'valibot';
import { PracticeCopy, type Errand, type Screen } from './copy-shape.ts';
import book from './copies/book.json' with { type: 'json' };
import file from './copies/file.json' with { type: 'json' };
import lookUp from './copies/look-up.json' with { type: 'json' };
import pay from './copies/pay.json' with { type: 'json' };
import vneid from './copies/vneid.json' with { type: 'json' };
import marks from './copies/marks.json' with { type: 'json' };
import { Spoken } from '#capabilities/learning/frame-shape.ts';

/** What is practised, in the order of the list. */
export const practiceCopies: readonly PracticeCopy[] = [file, pay, book, lookUp, vneid].map((one) =>
	v.parse(PracticeCopy, one)
);

/** Stands over every page of it, and is said before all else: it is practice, and what is fake in it. */
export const markOfCopies = v.parse(Spoken, marks.mark);
/** What somebody is asked at the end. */
export const tellMe = v.parse(Spoken, marks.tell);

const byId = new Map<string, PracticeCopy>(practiceCopies.map((one) => [one.id, one]));

export const findCopy = (errand: string): PracticeCopy | undefined => byId.get(errand);

/** The copy on which a task of this statement may be looked at. */
export const copyFor = (statement: string): Errand | null =>
	practiceCopies.find(({ practises }) => practises.includes(statement))?.id ?? null;

/** The choice of a screen; undefined where it has none of this letter. */
export const choiceOf = (screen: Screen | undefined, letter: string): Screen['choices'][number] | undefined =>
	screen?.choices.find(({ id }) => id === letter);
