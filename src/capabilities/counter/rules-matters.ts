/** The twelve pictures of needs, and returning for a result: what a ticket is for and which desks take it. `minutes` is the prior of the service time. */
export const matters = {
	'civil-status': { minutes: 12 },
	certification: { minutes: 7 },
	allowance: { minutes: 14 },
	'health-insurance': { minutes: 10 },
	land: { minutes: 18 },
	residence: { minutes: 10 },
	'id-card': { minutes: 10 },
	shopping: { minutes: 8 },
	scam: { minutes: 15 },
	phone: { minutes: 8 },
	business: { minutes: 14 },
	question: { minutes: 4 },
	result: { minutes: 5 }
} as const;

export type Matter = keyof typeof matters;
export const matterNames = Object.keys(matters) as Matter[];

/**
 * Priority classes. The head start is the centre's setting and the largest counts, never the sum; `urgent` is a
 * person's decision. The ticket prints the head start, never the class: it would disclose an illness.
 */
export const priorities = ['none', 'elder', 'disability', 'pregnant-child', 'merit', 'far', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

/** The desks that every centre begins with: they take every matter until their skills are set. */
export const firstDesks = [
	{ name: 'Bàn hướng dẫn 1', kind: 'guide', skills: matterNames },
	{ name: 'Quầy 1', kind: 'counter', skills: matterNames }
] as const;
