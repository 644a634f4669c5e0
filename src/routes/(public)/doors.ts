/** Addresses of other rooms that public pages lead to; null hides the way until its page exists. */
export const doors: Record<'takeNumber' | 'homeVisit' | 'callHelp' | 'follow', string | null> = {
	takeNumber: '/lay-so',
	homeVisit: null,
	callHelp: null,
	follow: '/theo-doi'
};

/** The ways at the foot of every public page. */
export const footLinks = [
	{ href: '/theo-doi', words: 'cases.follow-door' },
	{ href: '/cua-toi', words: 'cases.mine-door' },
	{ href: '/dia-chi-cu', words: 'places.old-address' },
	{ href: '/can-bo/bang', words: 'access.staff-door' }
] as const;

/** How the centre stands now, where it is known. */
export type Today = {
	open: boolean;
	waiting: number;
	wait: { from: number; to: number } | null;
	hitRate: { right: number; of: number } | null;
	hours: string;
};
