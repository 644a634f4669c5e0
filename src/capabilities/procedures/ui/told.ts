import { m } from '#words';
import { findWord } from '#words/word.ts';

type Fault = { error: string } & Record<string, unknown>;

/** What to do about an answer that could not be taken, in the reader's words. */
export const answerTold = (fault: Fault): string =>
	findWord(`procedures.problem-${fault.error}`, fault) ?? m['procedures.problem-empty']();

/** A kind word about an answer that was taken all the same; null when there is nothing to say. */
export const warningTold = (code: string | null): string | null =>
	code === null ? null : (findWord(`procedures.warning-${code}`, {}) ?? null);
