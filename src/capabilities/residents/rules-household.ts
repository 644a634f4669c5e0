import type { Member } from './answers.ts';
import type { Relation } from './inputs.ts';

const ORDER: readonly Relation[] = [
	'head',
	'spouse',
	'parent',
	'grandparent',
	'sibling',
	'child',
	'grandchild',
	'other'
];

/** As a household book lists them: the head first, then the old before the young. */
export const inOrder = (members: readonly Member[]): Member[] =>
	members.toSorted(
		(a, b) => ORDER.indexOf(a.relation) - ORDER.indexOf(b.relation) || (a.birthYear ?? 9999) - (b.birthYear ?? 9999)
	);
