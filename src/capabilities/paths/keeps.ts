import type { Keeps } from '#kernel/kept.ts';
import { at, day, fact, text } from '#design/copy-cell.ts';

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	learning_goal: {
		copy: [
			['at', at],
			['topic', fact('learning.topic-'), 'certificates.topic'],
			['statement', text, 'learning.statement'],
			['by_name', text]
		]
	},
	gate_sign: {
		copy: [
			['at', at],
			['sign', text, 'paths.sign'],
			['by_name', text]
		]
	},
	recall: {
		copy: [
			['at', at],
			['statement', text, 'learning.statement'],
			['source', fact('paths.source-'), 'paths.source'],
			['outcome', fact('paths.outcome-'), 'paths.outcome'],
			['by_name', text]
		]
	},
	refresher: {
		copy: [
			['due_on', day, 'paths.due-on'],
			['statement', text, 'learning.statement'],
			['topic', fact('learning.topic-'), 'certificates.topic']
		]
	},
	refresher_way: {
		copy: [
			['at', at],
			['way', fact('paths.way-'), 'paths.way'],
			['by_name', text]
		]
	},
	refresher_told: { copy: [['day', day]] },
	thanks_choice: {
		copy: [
			['at', at],
			['answer', fact('paths.said-'), 'paths.said'],
			['by_name', text]
		]
	},
	thanks: {
		copy: [
			['at', at],
			['statement', text, 'learning.statement'],
			['by_name', text]
		]
	},
	peer_answer: {
		copy: [
			['at', at],
			['topic', fact('learning.topic-'), 'certificates.topic'],
			['answer', fact('paths.said-'), 'paths.said'],
			['by_name', text]
		]
	}
};
