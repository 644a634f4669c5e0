import type { Keeps } from '#kernel/kept.ts';
import { at, code, fact, text, fileOf } from '#design/copy-cell.ts';

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	rating: {
		copy: [
			['at', at],
			['case_id', fileOf, 'common.col-file'],
			['score', fact('satisfaction.face-')],
			['reason', fact('satisfaction.why-')],
			['comment', text],
			['way', code('insights.way-')]
		]
	},
	rating_chance: { notTheirs: 'hashes of links by which somebody may rate once' }
};
