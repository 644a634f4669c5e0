/** How somebody was helped from far. What somebody does alone is seen, and from far nothing is seen. */
export const fromFarHow = ['guided', 'done-for', 'referred'] as const;
export type FromFarHow = (typeof fromFarHow)[number];
