import type { Answers, Form } from './form.ts';
import { holds } from './rules-asked.ts';

/**
 * What else changes with an answer: the boxes of somebody who is the same person as another in this form (a mother who applies herself)
 * say what that other's box says, until somebody types another thing there. `set` is box by box whose answer it takes, `unset` what
 * was said of them as the same person and is so no longer.
 */
export function follow(form: Pick<Form, 'questions'>, before: Answers, after: Answers) {
	const set: [question: string, from: string][] = [];
	const unset: string[] = [];
	for (const { id, same } of form.questions) {
		if (!same) continue;
		const follows = after[id] === undefined || after[id] === before[same.as];
		if (holds(same.when, after)) {
			if (follows && after[same.as] !== undefined && after[id] !== after[same.as]) set.push([id, same.as]);
		} else if (holds(same.when, before) && after[id] !== undefined && after[id] === before[same.as]) unset.push(id);
	}
	return { set, unset };
}
