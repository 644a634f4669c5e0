import { menuHeadings, type MenuLink, type MenuShown } from '#design/menu.ts';
import type { Role } from '#capabilities/access/rules-roles.ts';
import { waitingOf, type Ask } from '#platform/asks.server.ts';
import type { Context } from '#platform/context.server.ts';
import { may } from '#platform/dispatch.server.ts';
import type { Staff } from './door.server.ts';
import { chairOf, currentOf, pagesOf, wordsOf, type Page, type Seat } from './nav.ts';

const seatOf = ({ actor, roles, staff }: Staff): Seat => ({
	may: actor.may,
	chair: chairOf(roles, staff.deskKind),
	atDesk: actor.desk !== null
});

/** The chair of today, for their name in the head. */
export const chairAt = (staff: Staff): Role | undefined => seatOf(staff).chair;

/** The menu of one page: the words of their chair, every page that opens for them by heading, and what waits there. */
export async function menuOf(all: readonly Page[], staff: Staff, path: string): Promise<MenuShown> {
	const seat = seatOf(staff);
	const pages = await pagesFor(pagesOf(all, seat), staff.context);
	const words = wordsOf(pages, seat);
	const current = currentOf(pages, path);
	const shown = await shownOf(pages, staff, current);
	const show = (page: Page): MenuLink => shown.get(page)!;
	const marked = pages.find((page) => page.mark && !words.includes(page) && show(page).asks);
	const others = pages.filter((page) => !words.includes(page) && page !== marked && show(page).asks);
	return {
		words: words.map(show),
		headings: menuHeadings
			.map((heading) => ({ heading, pages: pages.filter((page) => page.heading === heading).map(show) }))
			.filter((heading) => heading.pages.length > 0),
		elsewhere: !current || !words.includes(current),
		others: others.length,
		mark: marked ? show(marked) : null
	};
}

/** Without those that are for others than whoever looks. */
async function pagesFor(pages: readonly Page[], context: Context): Promise<Page[]> {
	const own = await Promise.all(pages.map(async ({ isFor }) => isFor === undefined || isFor(context)));
	return pages.filter((_, n) => own[n]);
}

async function shownOf(pages: readonly Page[], { actor, context }: Staff, current: Page | undefined) {
	const asks = pages.flatMap((page) => page.waits?.of ?? []).filter((ask) => may(actor, ask.opens));
	const waiting = await waitingOf(context, asks);
	return new Map(
		pages.map((page): [Page, MenuLink] => {
			const { waits } = page;
			const sumOf = (some: readonly Ask[] = []) => some.reduce((sum, ask) => sum + (waiting.get(ask) ?? 0), 0);
			const count = sumOf(waits?.of);
			const said = waits && count > 0 ? { count, words: waits.words({ count }), late: sumOf(waits.late) > 0 } : null;
			return [page, { href: page.href, words: page.words(), current: page === current, asks: said }];
		})
	);
}
