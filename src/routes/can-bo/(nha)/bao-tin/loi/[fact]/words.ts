import { sentence } from '#design/spoken.ts';
import { m } from '#words';

const MOST = 48;

/** How a text begins: its first sentence, cut between two words. */
export function opening(text: string): string {
	const first = sentence(text.split(/[.!?।]/)[0] ?? '');
	return first.length <= MOST ? first : `${first.slice(0, MOST).replace(/\s+\S*$/, '')}…`;
}

const said: Record<string, () => string> = {
	ghi: m['notices.text-saved'],
	'dong-y': m['notices.text-agreed'],
	bo: m['notices.text-dropped'],
	'dung-lai': m['notices.text-put-back']
};

/** What was done, in the words of that; null where the address says nothing. */
export const saidOf = (done: string | null): string | null =>
	done !== null && Object.hasOwn(said, done) ? said[done]!() : null;
