import type { RequestEvent } from '@sveltejs/kit';
import { checkedNumber, tryNumber } from '#capabilities/certificates/check.server.ts';
import { publicDraws } from '#capabilities/certificates/draw.server.ts';
import { anyoneOf } from '#web/door.server.ts';
import { isOwnWay } from '#web/own-way.ts';
import { askerOf } from '#web/slip-cookie.server.ts';
import { allCentres, whichOf } from '../centre.server.ts';

type Said = { certificate: string | null; why: string | null };

/** What the paper of a number says, or why that is not shown. */
export async function shownOf(event: RequestEvent, { certificate, why }: Said) {
	return { found: certificate === null ? null : await checkedNumber(anyoneOf(event), { certificate }), why };
}

/** What the picture on the paper asks, which brings the number along; null where nothing is asked. */
export async function triedByLink(event: RequestEvent, number: string) {
	if (number === '' || !isOwnWay(event)) return null;
	return shownOf(event, await tryNumber(anyoneOf(event), { number: number.slice(0, 40), ...askerOf(event) }));
}

/** The draws of the centre that the address means; none where it means none. */
export async function drawsHere(event: RequestEvent) {
	const { here } = whichOf(await allCentres(event), event);
	return here === null ? [] : publicDraws(anyoneOf(event), { centre: here.id });
}
