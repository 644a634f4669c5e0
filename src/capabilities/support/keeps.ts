import type { Keeps } from '#kernel/kept.ts';
import { at, day, fact, text } from '#design/copy-cell.ts';
import { wordsBind } from './rules-ticket.ts';

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	support_ticket: {
		copy: [
			['made_at', at],
			['arrived_at', at, 'support.came-here'],
			['number', text, 'support.number'],
			['business_name', text, 'support.business'],
			['asked', fact('support.asked-'), 'support.asked'],
			['system', fact('support.system-'), 'support.system'],
			['source', fact('support.source-'), 'support.source'],
			['device', fact('support.device-'), 'support.device'],
			['next_on', day, 'support.next-on'],
			['state', fact('support.state-'), 'support.state']
		]
	},
	support_event: {
		words: ['words'],
		sealed: {
			words: { bind: (row) => wordsBind(String(row['id'])), subject: (row) => String(row['person_id']) }
		},
		copy: [
			['at', at],
			['kind', fact('support.kind-'), 'support.said'],
			['words', text, 'support.words'],
			['by_name', text]
		]
	},
	support_loss: {
		copy: [
			['begun_at', at, 'support.lost-begun'],
			['way', fact('support.way-'), 'support.way'],
			['beside', fact('support.beside-'), 'support.beside'],
			['handed_at', at, 'support.handed'],
			['to_name', text, 'support.police-who']
		]
	},
	support_loss_event: {
		copy: [
			['at', at],
			['kind', fact('support.done-kind-'), 'support.done-beside'],
			['step', text, 'support.step'],
			['outcome', fact('support.outcome-'), 'support.outcome'],
			['by_name', text]
		]
	}
};
