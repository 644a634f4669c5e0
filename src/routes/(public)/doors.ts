/** Addresses of other rooms that public pages lead to; null hides the way until its page exists. */
export const doors: Record<'takeNumber' | 'homeVisit' | 'callHelp' | 'follow', string | null> = {
	takeNumber: '/lay-so',
	homeVisit: '/hen-den-nha',
	callHelp: '/goi-nguoi-giup',
	follow: '/theo-doi'
};

/** How the centre stands now, where it is known. */
export type Today = {
	open: boolean;
	waiting: number;
	wait: { from: number; to: number } | null;
	hitRate: { right: number; of: number } | null;
	hours: string;
};
