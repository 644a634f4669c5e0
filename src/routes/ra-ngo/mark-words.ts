import type { Mark } from '#capabilities/classes/rules-seats.ts';
import type { Relation } from '#capabilities/classes/rules-pairs.ts';
import { m } from 'virtual:app-words';

/** How somebody was seen in a lesson. */
export const markWords: Record<Mark, () => string> = {
	here: m['classes.mark-here'],
	late: m['classes.mark-late'],
	early: m['classes.mark-early'],
	excused: m['classes.mark-excused'],
	away: m['classes.mark-away']
};

/** How whoever sits beside somebody belongs to them. */
export const besideWords: Record<Relation, () => string> = {
	family: m['classes.with-family'],
	youth: m['classes.with-youth'],
	friend: m['classes.with-friend']
};
