import type { Standing } from '#capabilities/learning/answers.ts';
import type { Why } from './rules-next.ts';

/** Where a step is done: heard and judged by themselves, looked on, practised, in a class, at the counter, said, chosen; or nowhere today. */
export type Leads = 'hear' | 'look' | 'practice' | 'class' | 'counter' | 'sign' | 'choose' | 'rest';

type Asked = {
	why: Why;
	statement: { hears: boolean; lacks: Standing['lacks'] } | null;
	/** Somebody sits beside them. */
	beside: boolean;
	/** A class is open to them. */
	classes: boolean;
};

/**
 * | the step                                  | beside them | on their own page                    |
 * | practice, a sign, a choice, nothing       | there       | there                                |
 * | a statement, something left to hear today | looked on   | heard                                |
 * | a statement of which only a task is left  | looked on   | in a class if one is open, or at the counter |
 */
export function leadsTo({ why, statement, beside, classes }: Asked): Leads {
	if (why === 'practice' || why === 'sign' || why === 'choose') return why;
	if (statement === null) return 'rest';
	if (beside) return 'look';
	if (statement.hears && statement.lacks !== 'task') return 'hear';
	return classes ? 'class' : 'counter';
}
