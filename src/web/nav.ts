import type { MenuHeading } from '#design/menu.ts';
import type { Role } from '#capabilities/access/rules-roles.ts';
import type { Ask } from '#platform/asks.server.ts';
import type { Context } from '#platform/context.server.ts';

/**
 * A number asks somebody to act and says for what ("7 quá hạn"); totals never stand in a menu. It is marked as late when
 * something waits of `late`, which are some of those counted.
 */
type Waits = { of: readonly Ask[]; words: (given: { count: number }) => string; late?: readonly Ask[] };

/**
 * A page of the staff's navigation, declared beside itself in `nav.ts`: nothing else lists the pages. `opens` is the
 * door that it needs, `among` its place among the five words of a chair, `under` other pages that stand under its name.
 */
export type NavPage = {
	words: () => string;
	heading: MenuHeading;
	opens: { called: string };
	among?: Partial<Record<Role, number>>;
	atDesk?: true;
	under?: readonly string[];
	waits?: Waits;
	/** For whom it is besides, where the right alone does not say so: whoever leads some hamlets sees no page of all of them. */
	isFor?: (context: Context) => Promise<boolean>;
	/** What waits there is also a mark at the right of every page. */
	mark?: true;
};

/** The same with its address, which is where it stands among the routes. */
export type Page = NavPage & { href: string };

/** The pages that were found beside their routes, by file: folders in brackets are in no address. */
export const pagesAt = (found: Readonly<Record<string, NavPage>>): Page[] =>
	Object.entries(found).map(([file, page]) => ({
		...page,
		href: file
			.replace(/^.*\/routes/, '')
			.replace(/\/nav\.ts$/, '')
			.replace(/\/\([^)]+\)/g, '')
	}));

/** Whoever holds several roles sits in one chair: at a desk that of the desk, otherwise the first of these. */
const chairs: readonly Role[] = [
	'leader',
	'province',
	'receiving-officer',
	'guide',
	'police',
	'administrator',
	'area-lead',
	'volunteer',
	'co-host',
	'engineer'
];
const chairsAt: Record<'guide' | 'counter', readonly Role[]> = {
	guide: ['guide', 'receiving-officer'],
	counter: ['receiving-officer', 'guide']
};

/** The chair of today: words follow it, never the sum of roles. */
export const chairOf = (roles: readonly Role[], deskKind: 'guide' | 'counter' | null): Role | undefined =>
	[...(deskKind ? chairsAt[deskKind] : []), ...chairs].find((role) => roles.includes(role));

export type Seat = { may: ReadonlySet<string>; chair: Role | undefined; atDesk: boolean };

const placeFor = (page: Page, chair: Role | undefined): number => (chair && page.among?.[chair]) ?? 0;
/** Their own words stand first also in the sheet; the others where they stand for whoever needs them most. */
const rankFor = (page: Page, chair: Role | undefined): number =>
	placeFor(page, chair) || 10 + Math.min(9, ...Object.values(page.among ?? {}));

/** What they may open, wherever it stands. */
export const pagesOf = (all: readonly Page[], { may, atDesk, chair }: Seat): Page[] =>
	all
		.filter((page) => may.has(page.opens.called) && (!page.atDesk || atDesk))
		.toSorted((a, b) => rankFor(a, chair) - rankFor(b, chair) || a.href.localeCompare(b.href));

/** The words of a chair: at most five pages; the sixth word is the sheet. */
export const wordsOf = (pages: readonly Page[], { chair }: Seat): Page[] =>
	pages.filter((page) => placeFor(page, chair) > 0);

const stands = (path: string, href: string): boolean =>
	path === href || path.startsWith(href.endsWith('/') ? href : `${href}/`);

/** The page under whose name an address stands: the longest that fits. */
export const currentOf = (pages: readonly Page[], path: string): Page | undefined =>
	pages
		.flatMap((page) => [page.href, ...(page.under ?? [])].map((href) => ({ page, href })))
		.filter(({ href }) => stands(path, href))
		.toSorted((a, b) => b.href.length - a.href.length)[0]?.page;
