import type { Keeps } from '#kernel/kept.ts';
import { at, text } from '#design/copy-cell.ts';

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	staff_resident: {
		copy: [
			['at', at],
			['staff_name', text, 'oversight.col-staff'],
			['by_name', text]
		]
	}
};
