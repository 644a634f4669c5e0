import { error, json } from '@sveltejs/kit';
import { deviceOf } from '#web/door.server.ts';
import { boardFor } from '../board.server.ts';
import type { RequestHandler } from './$types';

/** What the display asks every two seconds. */
export const GET: RequestHandler = async (event) => {
	const device = await deviceOf(event, 'display');
	if (!device) error(401, 'not-paired');
	return json(await boardFor(device));
};
