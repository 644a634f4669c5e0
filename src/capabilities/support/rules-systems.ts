/** What does not work. */
export const systems = [
	...(['portal', 'e-id', 'signature', 'payment', 'health', 'message'] as const),
	...(['phone', 'computer', 'printer', 'network', 'this-house', 'other'] as const)
] as const;
export type System = (typeof systems)[number];

/** What people who are no staff may be stuck with. */
export const askedOf = [
	...(['portal', 'e-id', 'signature', 'payment', 'health', 'message', 'phone', 'network', 'other'] as const)
] as const satisfies readonly System[];
