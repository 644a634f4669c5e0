import type { RequestEvent } from '@sveltejs/kit';
import { stepAt } from '#capabilities/badges/rules-digits.ts';
import { checkVisitor, visitor } from '#capabilities/badges/check-visitor.server.ts';
import { anyoneOf } from '#web/door.server.ts';
import { isOwnWay } from '#web/own-way.ts';
import { askerOf } from '#web/slip-cookie.server.ts';
import { allCentres, whichOf } from '../centre.server.ts';

type Said = Awaited<ReturnType<typeof checkVisitor>>;

/** The centre that the address means; 0 where it means none. */
export const here = async (event: RequestEvent): Promise<number> =>
	whichOf(await allCentres(event), event).here?.id ?? 0;

/** When it is asked, in steps of the digits. */
export const momentOf = ({ locals }: Pick<RequestEvent, 'locals'>): number => stepAt(locals.now.getTime());

/** What a door shows: who stands there, or why it stays shut. */
export async function shownOf(event: RequestEvent, { badge, why, until }: Said, centre: number) {
	const found = badge === null ? null : await visitor(anyoneOf(event), { badge, centre });
	return { found, why, until: until === null ? null : new Date(until) };
}

/** What the picture on a phone asks, which brings the digits along; null where nothing is asked. */
export async function askedByLink(event: RequestEvent, digits: string) {
	const centre = await here(event);
	if (digits === '' || centre === 0 || !isOwnWay(event)) return null;
	const said = await checkVisitor(anyoneOf(event), {
		centre,
		digits: digits.slice(0, 40),
		moment: momentOf(event),
		...askerOf(event)
	});
	return shownOf(event, said, centre);
}
