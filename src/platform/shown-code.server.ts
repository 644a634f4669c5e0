import { randomInt } from 'node:crypto';
import { Refusal } from '#kernel/refusal.ts';

/** So long does a screen or a phone that asks to be let in show its code. */
export const CODE_MINUTES = 15;
const TRIES = 20;

/** Six digits that no other shows now, so that a leader never binds somebody else's. Refuses with `pairings-enough` when chance finds none. */
export async function codeToShow(isShown: (code: string) => Promise<boolean>): Promise<string> {
	for (let n = 0; n < TRIES; n++) {
		const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
		if (!(await isShown(code))) return code;
	}
	throw new Refusal('pairings-enough', { minutes: CODE_MINUTES });
}
