import type { Keeps } from '#kernel/kept.ts';
import { at, code, fact, fileOf } from '#design/copy-cell.ts';

const SOURCES = { portal: 'cases.by-portal', 'by-hand': 'cases.by-hand', counter: 'cases.by-counter' };

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	case_status: {
		copy: [
			['case_id', fileOf, 'common.col-file'],
			['status', fact('cases.official-'), 'cases.col-status'],
			['outside_at', at],
			['source', code(SOURCES), 'common.col-origin'],
			['heard_at', at, 'common.col-made-at']
		]
	},
	portal_task: { notTheirs: 'what the machine has still to send; the file itself is in the copy' }
};
