import type { Keeps } from '#kernel/kept.ts';

/** What this room keeps of people. */
export const keeps: Keeps = {
	walk_list: {
		notTheirs:
			'the number of a list on paper, who goes with it and where it is; whose names are on it was told them as a look'
	},
	walk_row: { notTheirs: 'a door on such a list; what was found there stands with the visit' },
	walk_keying: {
		notTheirs:
			'what one hand read off the paper until another read the same: then it stands with the visit, and here nothing'
	}
};
