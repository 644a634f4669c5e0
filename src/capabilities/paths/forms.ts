import * as v from 'valibot';
import { ChooseGoal } from './inputs.ts';

// Forms of this room that look otherwise than what their commands take.

/** One press says what is wanted: `topic e-id`, `statement T5.3`, or `nothing`. */
export const GoalForm = v.pipe(
	v.object({ wants: v.string() }),
	v.transform(({ wants }) => {
		const [kind = '', of = ''] = wants.split(' ');
		return { topic: kind === 'topic' ? of : null, statement: kind === 'statement' ? of : null };
	}),
	v.omit(ChooseGoal, ['id'])
);
