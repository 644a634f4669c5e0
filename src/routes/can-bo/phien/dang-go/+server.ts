import { typing } from '#capabilities/assistance/keyboard.server.ts';
import { staffOf } from '#web/door.server.ts';
import type { RequestHandler } from './$types';

/** Somebody types here: the other screen says so. */
export const POST: RequestHandler = async (event) => {
	const { context } = await staffOf(event);
	await typing(context, {});
	return new Response(null, { status: 204 });
};
