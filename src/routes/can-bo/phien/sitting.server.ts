import type { RequestEvent } from '@sveltejs/kit';
import { mine } from '#capabilities/assistance/session.server.ts';
import { inSession } from '#capabilities/cases/case-view.server.ts';
import { deskCalls } from '#capabilities/counter/move.server.ts';
import { staffOf } from '#web/door.server.ts';
import { pageKey } from './key.server.ts';

/** The session of this browser, the file that lies open in it, and who calls from the second screen; `key` changes when a page must show something else. */
export async function sittingOf(event: RequestEvent) {
	const door = await staffOf(event);
	const { context } = door;
	const [found, view, calls] = await Promise.all([mine(context, {}), inSession(context, {}), deskCalls(context, {})]);
	return { ...door, found, view, calls, key: found ? pageKey(found, view, calls) : 'none' };
}
