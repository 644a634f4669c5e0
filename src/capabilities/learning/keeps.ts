import type { Keeps, Show } from '#kernel/kept.ts';
import { at, fact, text } from '#design/copy-cell.ts';

/** Each step as it was seen. */
const steps: Show = (value, { say }) =>
	(Array.isArray(value) ? value : []).map((how) => say(`learning.seen-${String(how)}`) ?? String(how)).join(', ');

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	skill_evidence: {
		copy: [
			['at', at],
			['statement', text, 'learning.statement'],
			['kind', fact('learning.kind-')],
			['item', text, 'learning.item'],
			['level', text, 'learning.level'],
			['choice', fact('learning.choice-'), 'learning.choice'],
			['correct', fact('learning.was-'), 'learning.item-right'],
			['steps', steps, 'learning.steps'],
			['hints', text, 'learning.hints'],
			['points', text, 'learning.points'],
			['doings', text, 'learning.doings'],
			['by_name', text]
		]
	}
};
