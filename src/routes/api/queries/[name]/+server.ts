import { bodyOf, callDoor, responseOf } from '#web/api.server.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ request, params: { name }, locals: { now } }) =>
	callDoor(request, { name, kind: 'query', now }, () => bodyOf(request)).then(responseOf);
export const GET: RequestHandler = ({ request, url, params: { name }, locals: { now } }) =>
	callDoor(request, { name, kind: 'query', now }, () => asJson(url.searchParams.get('input') ?? '{}')).then(responseOf);

/** What the address carries, or nothing, which every schema refuses. */
function asJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
