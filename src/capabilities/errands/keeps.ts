import type { Keeps } from '#kernel/kept.ts';
import { at, fact, text } from '#design/copy-cell.ts';

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	errand_press: {
		copy: [
			['at', at],
			['errand', fact('errands.errand-'), 'errands.errand'],
			['run_no', text, 'errands.run'],
			['screen', text, 'errands.screen'],
			['choice', fact('errands.key-'), 'errands.choice'],
			['by_name', text]
		]
	},
	errand_told: {
		copy: [
			['at', at],
			['errand', fact('errands.errand-'), 'errands.errand'],
			['run_no', text, 'errands.run'],
			['how', fact('errands.how-'), 'errands.how'],
			['by_name', text]
		]
	}
};
