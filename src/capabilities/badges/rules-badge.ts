import { addDays } from '#kernel/day.ts';

/** A badge is given for a year at most: whoever goes on is looked at again. */
export const MOST_DAYS = 366;

export const latestDay = (today: string): string => addDays(today, MOST_DAYS);

/** Of a community digital team (its members, and who leads it in a hamlet), or of the commune's own staff. */
export const isTeam = (roles: readonly string[]): boolean =>
	!roles.some((role) => ['guide', 'receiving-officer', 'leader', 'police', 'administrator'].includes(role));
