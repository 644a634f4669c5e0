import type { Keeps } from '#kernel/kept.ts';
import { at, text } from '#design/copy-cell.ts';

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	resident_session: {
		copy: [
			['made_at', at],
			['expires_at', at],
			['eid_level', text]
		]
	}
};
