import type { Urgency } from './rules-clocks.ts';

// How pressing a ticket is follows from two answers that whoever writes it down has anyway, by a table and never by a feeling.

export const stuckWhom = ['money-running', 'many', 'one', 'asks'] as const;
export type Stuck = (typeof stuckWhom)[number];
export const dueBy = ['today', 'this-week', 'later'] as const;
export type Due = (typeof dueBy)[number];

/**
 * | who is stuck         | today  | this week | later  |
 * | money is running away | now   | now       | now    |
 * | several people        | high  | high      | medium |
 * | one                   | high  | medium    | low    |
 * | nobody, they ask      | medium| low       | low    |
 */
const table: Record<Stuck, Record<Due, Urgency>> = {
	'money-running': { today: 'now', 'this-week': 'now', later: 'now' },
	many: { today: 'high', 'this-week': 'high', later: 'medium' },
	one: { today: 'high', 'this-week': 'medium', later: 'low' },
	asks: { today: 'medium', 'this-week': 'low', later: 'low' }
};

export const urgencyOf = (stuck: Stuck, due: Due): Urgency => table[stuck][due];
