import type { RequestEvent } from '@sveltejs/kit';
import { trySlip, written } from '#capabilities/visit-slips/read-slip.server.ts';
import { anyoneOf } from '#web/door.server.ts';
import { isOwnWay } from '#web/own-way.ts';
import { askerOf } from '#web/slip-cookie.server.ts';

type Said = { slip: string | null; why: string | null };

/** What was written in the visit that left it, or why that is not shown. */
export async function shownOf(event: RequestEvent, { slip, why }: Said) {
	return { visit: slip === null ? null : await written(anyoneOf(event), { slip }), why };
}

/** What the picture on the paper asks, which brings the code along; null where nothing is asked. */
export async function triedByLink(event: RequestEvent, code: string) {
	if (code === '' || !isOwnWay(event)) return null;
	return shownOf(event, await trySlip(anyoneOf(event), { code: code.slice(0, 40), ...askerOf(event) }));
}
