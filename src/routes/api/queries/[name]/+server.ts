import { bodyOf, callDoor } from '#web/api.server.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) => callDoor(event, 'query', () => bodyOf(event.request));
export const GET: RequestHandler = (event) =>
	callDoor(event, 'query', () => asJson(event.url.searchParams.get('input') ?? '{}'));

/** What the address carries, or nothing, which every schema refuses. */
function asJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
