import { answerApi, keyContext, problem } from '#web/api.server.ts';
import { findDoor } from '#program/rooms.ts';
import { takesText } from '#web/openapi.server.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

async function ask({ params, request, locals }: RequestEvent<{ name: string }>, input: unknown): Promise<Response> {
	const context = await keyContext(request, locals.now);
	if (!context) return problem(401, 'no-key');
	const query = findDoor(params.name);
	if (query?.kind !== 'query') return problem(404, 'unknown-query');
	// Whom one looks at, and whatever was typed, never travels in an address.
	if (request.method === 'GET' && (query.looks || takesText(query.schema))) return problem(405, 'ask-by-post');
	return answerApi(() => query(context, input as never));
}

export const POST: RequestHandler = async (event) =>
	ask(event as never, await event.request.json().catch(() => undefined));
export const GET: RequestHandler = (event) => {
	const text = event.url.searchParams.get('input') ?? '{}';
	return ask(event as never, asJson(text));
};

/** What the address carries, or nothing, which every schema refuses. */
function asJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
