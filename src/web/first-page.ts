import type { Role } from '#capabilities/access/rules-roles.ts';

/** Where somebody's work begins after the sign-in. */
export const firstPage = (roles: readonly Role[]): string =>
	roles.some((role) => role === 'leader' || role === 'province')
		? '/can-bo/hom-nay'
		: roles.every((role) => role === 'administrator')
			? '/can-bo/thiet-bi'
			: roles.every((role) => role === 'police')
				? '/can-bo/lich-cong-an'
				: '/can-bo/cho-ngoi';
