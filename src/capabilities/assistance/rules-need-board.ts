import type { OpenNeed, Late, BoardGroup, GroupedNeed } from './answers.ts';
import { addDays } from '#kernel/day.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Why a need is late: its promised day has passed, or for more than a day nobody has taken it. Derived, never set. */
export function lateOf(
	need: Pick<OpenNeed, 'promisedOn' | 'ownerId' | 'madeAt'>,
	today: string,
	now: Date
): Late | null {
	if (need.promisedOn !== null && need.promisedOn < today) return 'promise-over';
	return need.ownerId === null && now.getTime() - need.madeAt.getTime() > DAY_MS ? 'nobody' : null;
}

/** Open needs that come in the order of the board, as its groups: one may begin on the page before and go on upon the next. */
export const groupNeeds = (needs: readonly GroupedNeed[]): BoardGroup[] =>
	[...Map.groupBy(needs, ({ key }) => key)].map(([key, list]) => ({
		key,
		name: list[0]!.name,
		count: list[0]!.inGroup,
		late: list[0]!.lateInGroup,
		needs: list.map(({ key: _key, name: _name, inGroup: _all, lateInGroup: _late, ...need }) => need)
	}));

/** The day on which a question is due after a need was met. */
export const followUpOn = (metOn: string, afterDays: number): string => addDays(metOn, afterDays);
