import { clock } from '#design/clock.ts';
import { told } from '#design/told.ts';
import { m } from '#words';
import { findWord } from '#words/word.ts';
import type { Move } from '../answers.ts';

/** What a press did, in one sentence; a call that finished somebody says both. */
export function movedWords({ what, numbers }: Move): string {
	const [first, next] = numbers.map(({ number }) => number);
	if (next !== undefined) return m['counter.moved-both']({ done: first!, number: next });
	// The key that calls the next was pressed while nobody waited: it finished whom the desk had.
	const did = what === 'call' && numbers[0]!.state !== 'waiting' ? 'finish' : what;
	return findWord(`counter.moved-${did}`, { number: first! }) ?? '';
}

type Told = { code: string; detail: Record<string, string | number> } | null | undefined;

/** A refusal, and beside it how the number or the desk stands now, where the key was pressed on an older state of it. */
export function movedTold(refusal: Told): string | null {
	const said = told(refusal);
	const { number, state, since } = refusal?.detail ?? {};
	if (said === null || state === undefined) return said;
	const time = since ? clock(new Date(String(since))) : '';
	return `${said} ${findWord(`counter.stands-${state}`, { number: number!, time }) ?? ''}`;
}
