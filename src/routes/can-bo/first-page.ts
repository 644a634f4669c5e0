import type { Role } from '#capabilities/access/rules-roles.ts';
import { paths } from '#web/paths.ts';

/** Where somebody's work begins after the sign-in: of whoever holds several roles, at the first of these that fits. */
export function firstPage(roles: readonly Role[]): string {
	const all = (...held: Role[]): boolean => roles.every((role) => held.includes(role));
	if (roles.some((role) => role === 'leader' || role === 'province')) return paths.staff.today;
	if (all('administrator')) return paths.staff.devices;
	if (all('police')) return paths.staff.police;
	if (all('co-host')) return paths.staff.heldClasses;
	if (all('engineer')) return paths.staff.mends;
	if (all('volunteer')) return paths.staff.ownField;
	return all('area-lead', 'volunteer') ? paths.staff.leadBoard : paths.staff.seat;
}
