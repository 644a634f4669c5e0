import type { RequestHandler } from '@sveltejs/kit';
import { carried, type Carried, type Receipt } from '#capabilities/notices/port.ts';
import { hearReceipt } from '#capabilities/notices/send.server.ts';
import { countStrange } from '#capabilities/notices/strange.server.ts';
import { program } from '#program/program.server.ts';
import { problem } from './api.server.ts';

const isCarried = (name: string | undefined): name is Carried =>
	(carried as readonly (string | undefined)[]).includes(name);

/** What a carrier says of hand-overs; null where it is not from it. */
async function readReceipts(
	event: Parameters<RequestHandler>[0]
): Promise<{ channel: Carried; receipts: Receipt[] } | null> {
	const { params, request, url } = event;
	const carrier = program().carriers.find(({ channel }) => channel === params['channel']);
	if (!isCarried(params['channel']) || !carrier?.receipts) return null;
	const body = request.method === 'POST' ? await request.text() : '';
	const came = { secret: params['secret'] ?? '', headers: request.headers, body, query: url.searchParams };
	const receipts = carrier.receipts(came);
	return receipts && { channel: carrier.channel, receipts };
}

/**
 * Hears what a gateway says of words that it carried. One that is not from it gets 401; one of a hand-over that is not ours is counted
 * and taken, so that it does not come for ever.
 */
export const hearReceipts: RequestHandler = async (event) => {
	const said = await readReceipts(event);
	if (!said) return problem(event.request, 401, 'wrong-signature');
	const base = { ...program().base, now: event.locals.now };
	let unknown = 0;
	for (const receipt of said.receipts) if (!(await hearReceipt(base, said.channel, receipt))) unknown += 1;
	if (unknown > 0) await countStrange(base, said.channel, unknown);
	return new Response(null, { status: 204 });
};
