import { cardFile } from '#capabilities/help-cards/file.server.ts';
import { bytesOf } from '#web/bytes.server.ts';
import { staffWho } from '#web/door.server.ts';
import type { RequestHandler } from './$types';

/** A picture or a voice of a card, for whoever writes or tries it. */
export const GET: RequestHandler = async (event) => {
	const { context } = await staffWho(event, cardFile);
	return bytesOf(cardFile(context, event.params), event.request);
};
