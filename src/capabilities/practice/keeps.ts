import type { Keeps } from '#kernel/kept.ts';
import { at, fact, text } from '#design/copy-cell.ts';

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	practice_answer: {
		copy: [
			['at', at],
			['item', text, 'practice.item'],
			['act', fact('practice.act-'), 'practice.act'],
			['turn', text, 'practice.turn'],
			['set_no', text, 'practice.set'],
			['by_name', text]
		]
	},
	practice_set: { notTheirs: 'what they answered in each whole set, a second time: the copy shows the answers' }
};
