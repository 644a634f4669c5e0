import type { Keeps } from '#kernel/kept.ts';

/** What this room keeps of people: where their words lie until somebody has read them, and by ids alone what became of those. */
export const keeps: Keeps = {
	field_operation: {
		notTheirs:
			'by which phone something arrived and what became of it; what was said stands in the tables of other rooms'
	},
	field_forgetting: { notTheirs: 'of whom a phone has still to say that nothing lies there' }
};
