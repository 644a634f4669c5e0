import * as v from 'valibot';
import type { Spoken } from '#capabilities/learning/frame-shape.ts';
import { RulesOfThree as Rules, ScamFamily, signs, type PracticeItem, type Sign } from './scam-shape.ts';
import f1 from './scams/f1-officials.json' with { type: 'json' };
import f2 from './scams/f2-codes.json' with { type: 'json' };
import f3 from './scams/f3-family.json' with { type: 'json' };
import f4 from './scams/f4-gifts.json' with { type: 'json' };
import f5 from './scams/f5-easy-money.json' with { type: 'json' };
import f6 from './scams/f6-goods.json' with { type: 'json' };
import f7 from './scams/f7-friends.json' with { type: 'json' };
import f8 from './scams/f8-second-time.json' with { type: 'json' };
import rules from './scams/rules-of-three.json' with { type: 'json' };

export const scamFamilies = [f1, f2, f3, f4, f5, f6, f7, f8].map((family) => v.parse(ScamFamily, family));
export const rulesOfThree = v.parse(Rules, rules);
export type RulesOfThree = typeof rulesOfThree;
export type Fingers = RulesOfThree['fingers'];

/** What is practised: 24 scams, and 16 that begin as one of them does and are what they seem. */
export const practiceItems: readonly PracticeItem[] = scamFamilies.flatMap(({ id, items }) =>
	items.map((one) => ({ ...one, family: id }))
);
const byId = new Map(practiceItems.map((one) => [one.id, one]));

/** The family of an item; each of them has one. */
export const findFamily = (id: PracticeItem['family']) => scamFamilies.find((family) => family.id === id)!;

export const findPractice = (id: string): PracticeItem | undefined => byId.get(id);

/** What has to be seen and heard with an item, so that nobody takes it for a real one. */
export const markOf = ({ medium }: Pick<PracticeItem, 'medium'>): Spoken => rulesOfThree.mark[medium];

/** The fingers that go up, in their order; none at what is genuine. */
export const signsOf = ({ turns }: Pick<PracticeItem, 'turns'>): readonly Sign[] =>
	signs.filter((sign) => turns.some((turn) => turn.signs.includes(sign)));

/** The first turn at which a finger goes up; null where none does. */
export function firstSign({ turns }: Pick<PracticeItem, 'turns'>): number | null {
	const found = turns.findIndex((turn) => turn.signs.length > 0);
	return found < 0 ? null : found;
}
