import type { Given, Pair, Task } from './rules-problem.ts';
import {
	startsOf,
	twoPeopleBecause,
	weightOf,
	type Planning,
	type Role,
	type Shift,
	type Visit
} from './rules-visits.ts';

/** Why a team may not fill a role, in the order in which people ask. */
export type Unfit = 'no-skill' | 'never' | 'one-person';

const hasAll = (shift: Shift, skills: readonly string[]): boolean =>
	skills.every((skill) => shift.helpers.some((helper) => helper.skills.includes(skill)));

export function unfit(visit: Visit, role: Role, shift: Shift, alone: boolean): Unfit | null {
	if (!hasAll(shift, role.skills)) return 'no-skill';
	if (shift.helpers.some(({ id }) => visit.never.includes(id))) return 'never';
	return alone && twoPeopleBecause(visit) && shift.helpers.length < 2 ? 'one-person' : null;
}

/**
 * The roles that teams fill. A visit for which two people have to go and that names one role is for a team of two or more; where
 * none could fill it, two teams meet.
 */
export function rolesOf(visit: Visit, shifts: readonly Shift[]): readonly Role[] {
	const [role] = visit.roles;
	const meets =
		visit.roles.length === 1 &&
		twoPeopleBecause(visit) !== null &&
		shifts.some((shift) => unfit(visit, role, shift, false) === null) &&
		!shifts.some((shift) => unfit(visit, role, shift, true) === null);
	return meets ? [role, { skills: [] }] : visit.roles;
}

/** Bits of what one of those who come has to bring. */
export const WOMAN = 1;
export const LANGUAGE = 2;

export const wishesOf = ({ woman, language }: Visit): number =>
	(woman ? WOMAN : 0) | (language === null ? 0 : LANGUAGE);

export const bringsOf = ({ language }: Visit, { helpers }: Shift): number =>
	(helpers.some(({ woman }) => woman) ? WOMAN : 0) |
	(language !== null && helpers.some(({ languages }) => languages.includes(language)) ? LANGUAGE : 0);

export const knows = ({ known }: Visit, { helpers }: Shift): boolean => helpers.some(({ id }) => known.includes(id));

/** A told time weighs more than all that was told to nobody. */
const TOLD = 1e9;

/** Which visit and role a task of the problem is. */
export type Part = { visit: Visit; role: number };

function taskOf(visit: Visit, roles: readonly Role[], role: number, shifts: readonly Shift[]): Task {
	const fits = (v: number): boolean => unfit(visit, roles[role]!, shifts[v]!, roles.length === 1) === null;
	const told = (n: number): number => shifts.findIndex(({ id }) => id === visit.told?.shifts[n]);
	const stands = (n: number): boolean =>
		told(n) >= 0 && unfit(visit, roles[n]!, shifts[told(n)]!, roles.length === 1) === null;
	return {
		place: visit.place,
		service: visit.minutes,
		windows: startsOf(visit),
		load: 1,
		weight: role > 0 ? 0 : visit.told ? TOLD : weightOf(visit),
		may: (v) => fits(v) && (!stands(role) || v === told(role)),
		needs: wishesOf(visit),
		brings: (v) => bringsOf(visit, shifts[v]!),
		strange: (v) => (visit.known.length === 0 || knows(visit, shifts[v]!) ? 0 : 1),
		moved: (v) => (visit.planned && !visit.planned.includes(shifts[v]!.id) ? 1 : 0),
		fixed: visit.told !== null && roles.every((_, n) => stands(n))
	};
}

/** A planning as a routing problem: every role of a visit is a task, every shift a vehicle. `parts` says by task what it is. */
export function givenOf({ visits, shifts, travel }: Planning): { given: Given; parts: Part[] } {
	const tasks: Task[] = [];
	const pairs: Pair[] = [];
	const parts: Part[] = [];
	for (const visit of visits) {
		const roles = rolesOf(visit, shifts);
		if (roles.length === 2) {
			const { least, most } = visit.apart ?? { least: 0, most: 0 };
			pairs.push({ first: tasks.length, second: tasks.length + 1, least, most });
		}
		for (const role of roles.keys()) {
			tasks.push(taskOf(visit, roles, role, shifts));
			parts.push({ visit, role });
		}
	}
	const vehicles = shifts.map(({ from, to, hours, rest, overtime, mostVisits, mode }) => ({
		from,
		to,
		opens: hours.from,
		closes: hours.until + overtime,
		target: hours.until,
		capacity: mostVisits,
		rest: rest ?? undefined,
		mode
	}));
	return { given: { tasks, pairs, vehicles, travel }, parts };
}
