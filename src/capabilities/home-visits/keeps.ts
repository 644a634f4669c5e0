import type { Keeps } from '#kernel/kept.ts';
import { at, day, fact, time } from '#design/copy-cell.ts';

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	home_visit: {
		words: ['language'],
		copy: [
			['asked_at', at],
			['kind', fact('assistance.need-kind-')],
			['told_day', day],
			['told_from', time],
			['ended', fact('home-visits.ended-')]
		]
	}
};
