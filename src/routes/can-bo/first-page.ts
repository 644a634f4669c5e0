import type { Role } from '#capabilities/access/rules-roles.ts';
import { paths } from '#web/paths.ts';

/** Where somebody's work begins after the sign-in. */
export const firstPage = (roles: readonly Role[]): string =>
	roles.some((role) => role === 'leader' || role === 'province')
		? paths.staff.today
		: roles.every((role) => role === 'administrator')
			? paths.staff.devices
			: roles.every((role) => role === 'police')
				? paths.staff.police
				: paths.staff.seat;
