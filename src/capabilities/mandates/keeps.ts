import type { Keeps } from '#kernel/kept.ts';
import { at, code, day, fact, text, where } from '#design/copy-cell.ts';

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	mandate: {
		copy: [
			['direction', fact('common.val-')],
			['other_name', text],
			['kind', fact('common.val-')],
			['evidence', code('mandates.by-'), 'mandates.evidence'],
			['valid_from', day],
			['valid_to', where('revoked_at', false, day)],
			['revoked_at', at],
			['revoked_by', code('mandates.ended-')],
			['valid_to', where('revoked_at', true, day), 'common.col-was-to'],
			['made_at', at]
		]
	},
	representation: {
		copy: [
			['business_name', text, 'mandates.business'],
			['paper', fact('mandates.paper-'), 'mandates.evidence'],
			['scope', fact('mandates.scope-'), 'mandates.represent-scope'],
			['valid_from', day],
			['valid_to', where('ended_at', false, day)],
			['ended_at', at, 'common.col-revoked-at'],
			['ended_by', code('mandates.stopped-'), 'common.col-revoked-by'],
			['valid_to', where('ended_at', true, day), 'common.col-was-to'],
			['made_at', at]
		]
	}
};
