import type { Keeps } from '#kernel/kept.ts';
import { at, fact, text } from '#design/copy-cell.ts';

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	skill_evidence: {
		copy: [
			['at', at],
			['statement', text, 'learning.statement'],
			['kind', fact('learning.kind-')],
			['level', text, 'learning.level'],
			['by_name', text]
		]
	}
};
