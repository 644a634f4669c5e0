/** What a member of staff may be at a place. What each may open stands in `src/program/roles.ts`. */
export const roles = ['guide', 'receiving-officer', 'leader', 'police', 'administrator', 'province'] as const;
export type Role = (typeof roles)[number];

/** The machines of a centre that can be paired with it. */
export const deviceKinds = ['kiosk', 'display', 'second-screen'] as const;
export type DeviceKind = (typeof deviceKinds)[number];
