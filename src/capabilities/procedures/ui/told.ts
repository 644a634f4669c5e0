import { m } from '#words';

type Say = Record<string, ((slots: Record<string, unknown>) => string) | undefined>;
type Fault = { error: string } & Record<string, unknown>;

/** What to do about an answer that could not be taken, in the reader's words. */
export const answerTold = (fault: Fault): string =>
	(m as unknown as Say)[`procedures.problem-${fault.error}`]?.(fault) ?? m['procedures.problem-empty']();

/** A kind word about an answer that was taken all the same; null when there is nothing to say. */
export const warningTold = (code: string | null): string | null =>
	code === null ? null : ((m as unknown as Say)[`procedures.warning-${code}`]?.({}) ?? null);
