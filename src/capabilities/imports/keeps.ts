import type { Keeps } from '#kernel/kept.ts';
import { fact, facts, text } from '#design/copy-cell.ts';

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	import_row: {
		words: ['held'],
		copy: [
			['n', text, 'imports.row'],
			['verdict', fact('imports.verdict-')],
			['reasons', facts('imports.reason-'), 'common.col-reason'],
			['differs', facts('imports.field-')]
		]
	}
};
