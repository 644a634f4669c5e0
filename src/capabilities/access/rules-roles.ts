/** What a member of staff may be at a place. What each may open stands in `src/program/roles.ts`. */
export const roles = [
	'guide',
	'receiving-officer',
	'leader',
	'police',
	'administrator',
	'province',
	'area-lead',
	'volunteer',
	'co-host',
	'engineer'
] as const;
export type Role = (typeof roles)[number];

/** Those of the field alone may be held in one hamlet or lane: who serves at a desk serves the whole commune. */
const inHamlets: readonly Role[] = ['area-lead', 'volunteer'];

/** Of another organisation: they read what they are named in or what was given to them. */
const fromOutside: readonly Role[] = ['co-host', 'engineer'];

/** Whether a role gives its holder the place at which it is held: whoever comes from another organisation is of none. */
export const givesPlace = (role: Role): boolean => !fromOutside.includes(role);

/** Whether a role may be held at a place of this kind. */
export const heldAt = (role: Role, kind: string): boolean =>
	(kind !== 'hamlet' && kind !== 'lane') || inHamlets.includes(role);

/** The machines of a centre that can be paired with it. */
export const deviceKinds = ['kiosk', 'display', 'second-screen'] as const;
export type DeviceKind = (typeof deviceKinds)[number];
