import { paths } from '#web/paths.ts';

/** Addresses of other rooms that public pages lead to; null hides the way until its page exists. */
export const ways: Record<'takeNumber' | 'homeVisit' | 'callHelp' | 'follow', string | null> = {
	takeNumber: paths.open.takeNumber,
	homeVisit: paths.open.askVisit,
	callHelp: null,
	follow: paths.follow.home
};

/** The ways at the foot of every public page. */
export const footLinks = [
	{ href: paths.follow.home, words: 'cases.follow-door' },
	{ href: paths.open.checkVisitor, words: 'badges.check-link' },
	{ href: paths.open.checkMessage, words: 'notices.check-link' },
	{ href: paths.open.support, words: 'support.ask-link' },
	{ href: paths.open.moneyLost, words: 'support.lost-link' },
	{ href: paths.open.helpCards, words: 'help-cards.public-link' },
	{ href: paths.open.classes, words: 'classes.public-link' },
	{ href: paths.mine.home, words: 'cases.mine-door' },
	{ href: paths.open.oldAddress, words: 'places.old-address' },
	{ href: paths.staff.board, words: 'access.staff-door' }
] as const;

/** How the centre stands now, where it is known. */
export type Today = {
	open: boolean;
	waiting: number;
	fromHome: number;
	wait: { from: number; to: number } | null;
	hitRate: { right: number; of: number } | null;
	hours: string;
};
