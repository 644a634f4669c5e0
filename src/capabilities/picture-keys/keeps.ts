import type { Keeps } from '#kernel/kept.ts';
import { at } from '#design/copy-cell.ts';

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	picture_key: {
		copy: [
			['given_at', at, 'picture-keys.given'],
			['own_at', at, 'picture-keys.chosen'],
			['used_at', at, 'picture-keys.used'],
			['ended_at', at, 'picture-keys.ended']
		]
	}
};
