import type { Hand } from '#capabilities/cases/answers.ts';
import { m } from '#words';

/** A program typed it: which, in whose name, and who gave it its key. */
export function programWords(hand: Hand | null): string {
	const key = hand?.key || m['cases.a-program']();
	const name = hand?.name ?? '';
	return hand?.maker
		? m['cases.by-program']({ key, name, maker: hand.maker })
		: m['cases.by-own-program']({ key, name });
}
