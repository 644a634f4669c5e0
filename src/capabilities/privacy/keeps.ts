import type { Keeps } from '#kernel/kept.ts';
import { at, fact, text } from '#design/copy-cell.ts';

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	consent: {
		copy: [
			['at', at],
			['purpose', fact('privacy.consent-')],
			['answer', fact('privacy.answer-')],
			['text_version', text]
		]
	}
};
