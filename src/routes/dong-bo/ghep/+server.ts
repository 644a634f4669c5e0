import { asking } from '#capabilities/field/phones.server.ts';
import { answerApi, bodyOf } from '#web/api.server.ts';
import { doorOf } from '#web/door.server.ts';
import type { RequestHandler } from './$types';

/** The code that such a phone is to show, or whose it is now. */
export const POST: RequestHandler = (event) =>
	answerApi(event.request, async () => asking(doorOf(event, [asking]), (await bodyOf(event.request)) as never));
