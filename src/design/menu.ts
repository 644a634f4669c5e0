import type { GlyphName } from './drawings.ts';
import { m } from '#words';

/** What the lintel and its sheet show: pages by heading, and what waits at each. */
export type MenuLink = {
	href: string;
	words: string;
	current: boolean;
	asks: { count: number; words: string; late: boolean } | null;
};

/** The doors of the house, in the order in which the sheet shows them. */
export const menuHeadings = ['desk', 'home', 'class', 'support', 'say', 'figures', 'rule'] as const;
export type MenuHeading = (typeof menuHeadings)[number];

export type MenuShown = {
	words: readonly MenuLink[];
	headings: readonly { heading: MenuHeading; pages: readonly MenuLink[] }[];
	/** They are on a page that is none of their words: the line is under "Tất cả". */
	elsewhere: boolean;
	/** How many of the other pages wait for somebody. */
	others: number;
	mark: MenuLink | null;
};

export const headingStyles: Record<MenuHeading, { words: () => string; glyph: GlyphName }> = {
	desk: { words: m['common.nav-desk'], glyph: 'desk' },
	home: { words: m['common.nav-home'], glyph: 'home' },
	class: { words: m['common.nav-class'], glyph: 'class' },
	support: { words: m['common.nav-support'], glyph: 'help' },
	say: { words: m['common.nav-say'], glyph: 'say' },
	figures: { words: m['common.nav-figures'], glyph: 'chart' },
	rule: { words: m['common.nav-rule'], glyph: 'gear' }
};

/** Who they are: `chair` is their desk (`atDesk`), else their role; `sits` says whether they can take another seat. */
export type MenuMe = { name: string; chair: string; sits: boolean; atDesk: boolean };
