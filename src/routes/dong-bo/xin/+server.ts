import { askPhone } from '#capabilities/field/phones.server.ts';
import { answerApi, bodyOf } from '#web/api.server.ts';
import { doorOf } from '#web/door.server.ts';
import type { RequestHandler } from './$types';

/** A phone that is nobody's yet asks to be bound to somebody. */
export const POST: RequestHandler = (event) =>
	answerApi(event.request, async () => {
		const said = Object(await bodyOf(event.request)) as { phone: string; publicKey: string };
		return askPhone(doorOf(event, [askPhone]), { ...said, address: event.getClientAddress() });
	});
