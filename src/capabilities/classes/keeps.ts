import type { Keeps } from '#kernel/kept.ts';
import { at, day, fact, text } from '#design/copy-cell.ts';

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	class_seat: {
		copy: [
			['asked_at', at],
			['venue', text, 'classes.venue'],
			['state', fact('classes.seat-')],
			['number', text, 'classes.number'],
			['source', fact('classes.source-'), 'classes.source']
		]
	},
	class_guest: {
		copy: [
			['day', day],
			['venue', text, 'classes.venue'],
			['state', fact('classes.guest-')],
			['number', text, 'classes.number']
		]
	},
	class_pair: {
		copy: [
			['made_at', at],
			['venue', text, 'classes.venue'],
			['relation', fact('classes.relation-'), 'classes.relation'],
			['part', fact('classes.pair-'), 'classes.pair-part']
		]
	},
	class_mark: {
		copy: [
			['day', day],
			['venue', text, 'classes.venue'],
			['how', fact('classes.mark-')],
			['by_name', text]
		]
	}
};
