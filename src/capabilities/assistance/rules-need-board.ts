import type { OpenNeed, Late, BoardNeed, BoardGroup } from './answers.ts';
import { addDays, minutesBetween } from '#kernel/day.ts';
import { urgencies, type NeedKind, type Urgency } from './need.ts';

const DAY_MINUTES = 24 * 60;

/** Why a need is late: its promised day has passed, or for more than a day nobody has taken it. Derived, never set. */
export function lateOf(
	need: Pick<OpenNeed, 'promisedOn' | 'ownerId' | 'madeAt'>,
	today: string,
	now: Date
): Late | null {
	if (need.promisedOn !== null && need.promisedOn < today) return 'promise-over';
	return need.ownerId === null && minutesBetween(need.madeAt, now) > DAY_MINUTES ? 'nobody' : null;
}

type BoardFilter = { kind: NeedKind | null; urgency: Urgency | null; late: boolean; toCall: boolean };

/** Late ones first, then what is urgent, what was promised sooner, and who has waited longer. */
const before = (a: BoardNeed, b: BoardNeed): number =>
	Number(b.late !== null) - Number(a.late !== null) ||
	urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) ||
	(a.promisedOn ?? '9999').localeCompare(b.promisedOn ?? '9999') ||
	a.madeAt.getTime() - b.madeAt.getTime();

/** Open needs by hamlet or by helper: the group where most is late first; those of nobody lead. */
export function groupNeeds(needs: readonly BoardNeed[], by: 'hamlet' | 'helper'): BoardGroup[] {
	const keyOf = (need: BoardNeed): string | null => (by === 'hamlet' ? need.hamlet : need.ownerId);
	const nameOf = (need: BoardNeed): string | null => (by === 'hamlet' ? need.hamlet : need.ownerName);
	return [...Map.groupBy(needs, keyOf)]
		.map(([key, list]) => ({
			key,
			name: nameOf(list[0]!),
			late: list.filter(({ late }) => late !== null).length,
			needs: list.toSorted(before)
		}))
		.toSorted(
			(a, b) =>
				Number(a.key !== null) - Number(b.key !== null) ||
				b.late - a.late ||
				(a.name ?? '').localeCompare(b.name ?? '', 'vi')
		);
}

export const passes = (need: BoardNeed, filter: BoardFilter): boolean =>
	(filter.kind === null || need.kind === filter.kind) &&
	(filter.urgency === null || need.urgency === filter.urgency) &&
	(!filter.late || need.late !== null) &&
	(!filter.toCall || need.plan === 'by-phone');

/** The day on which a question is due after a need was met. */
export const followUpOn = (metOn: string, afterDays: number): string => addDays(metOn, afterDays);
