import { picture } from '#capabilities/incidents/pictures.server.ts';
import { bytesOf } from '#web/bytes.server.ts';
import { staffWho } from '#web/door.server.ts';
import type { RequestHandler } from './$types';

/** A picture of an outage, for whoever sees to it. */
export const GET: RequestHandler = async (event) => {
	const { context } = await staffWho(event, picture);
	return bytesOf(picture(context, { incident: event.params.id, sha256: event.params.sha256 }), event.request);
};
