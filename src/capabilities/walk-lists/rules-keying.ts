import type { VisitOutcome } from '#capabilities/assistance/inputs-visits.ts';
import type { NeedKind } from '#capabilities/assistance/need.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';

/** Which doors of an area are printed: all, or those where nobody was met by the last visit. */
export const whiches = ['all', 'left'] as const;

/** What the numbers 1, 2, 3 in a box of the paper say. */
export const hands = ['self', 'guided', 'done-for'] as const;

/** A row of the paper as one hand keyed it. */
export type Keyed = {
	outcome: VisitOutcome;
	day: string;
	from: string;
	until: string;
	met: readonly string[];
	taught: readonly { person: string; topic: Topic; how: (typeof hands)[number] }[];
	need: { person: string; kind: NeedKind; promisedOn: string | null } | null;
};

export const keyedParts = ['outcome', 'when', 'met', 'taught', 'need'] as const;
export type KeyedPart = (typeof keyedParts)[number];

const byText = (some: readonly unknown[]): string => JSON.stringify(some.map((one) => JSON.stringify(one)).toSorted());

/** Each part as one text: what was keyed in another order is the same. */
const texts: Record<KeyedPart, (keyed: Keyed) => string> = {
	outcome: ({ outcome }) => outcome,
	when: ({ day, from, until }) => `${day} ${from} ${until}`,
	met: ({ met }) => byText(met),
	taught: ({ taught }) => byText(taught.map(({ person, topic, how }) => [person, topic, how])),
	need: ({ need }) => (need === null ? '' : [need.person, need.kind, need.promisedOn ?? ''].join(' '))
};

/** In what two hands read the paper differently; nothing where they keyed the same. */
export const differing = (a: Keyed, b: Keyed): KeyedPart[] =>
	keyedParts.filter((part) => texts[part](a) !== texts[part](b));

/** How a row stands for whoever looks: nobody keyed it; they did and another has to; another did; both, and not the same; it is taken. */
export type RowState = 'blank' | 'mine' | 'another' | 'differs' | 'done';
export function stateOf({ done, mine, others }: { done: boolean; mine: boolean; others: boolean }): RowState {
	if (done) return 'done';
	if (mine) return others ? 'differs' : 'mine';
	return others ? 'another' : 'blank';
}

/** Whether there is something to key in it for whoever looks. */
export const isOpen = (state: RowState): boolean => state !== 'done' && state !== 'mine';

/** The two numbers as they are printed, and read again however they were parted; null where they are none. */
export const rowNumber = (list: number, n: number): string => `${list}-${n}`;
export function readRowNumber(typed: string): { list: number; n: number } | null {
	const [, list, n] = /^\s*(\d{1,6})\s*[-–/.\s]\s*(\d{1,3})\s*$/.exec(typed) ?? [];
	return list && n ? { list: Number(list), n: Number(n) } : null;
}
