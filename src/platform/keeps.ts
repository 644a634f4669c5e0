import type { Keeps, Show } from '#kernel/kept.ts';
import { nameNow } from './dispatch.server.ts';
import { at, fact, text } from '#design/copy-cell.ts';

/** What was done, by the command that the journal names. */
const command: Show = (value, { say }) => say(nameNow(String(value)).replace('.', '.did-')) ?? String(value);

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	look: {
		copy: [
			['at', at],
			['actor_kind', fact('common.val-')],
			['by_name', text],
			['what', fact('privacy.saw-'), 'common.col-looked-at'],
			['purpose', fact('privacy.why-')]
		]
	},
	journal: {
		copy: [
			['at', at],
			['command', command],
			['actor_kind', fact('common.val-')],
			['by_name', text]
		]
	},
	subject_key: { notTheirs: 'their data key: it opens what the copy shows open, and is of no use elsewhere' }
};
