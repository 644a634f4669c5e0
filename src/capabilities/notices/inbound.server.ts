import * as v from 'valibot';
import { id } from '#kernel/shapes.ts';
import { command } from '#platform/dispatch.server.ts';
import { stopping, stoppingAlone, type InboundWord } from '#platform/inbound.ts';
import { takeBackAll } from '#capabilities/privacy/consents.server.ts';

/** Nothing more is sent to somebody, because a message from their telephone said so. What has to be heard is told by people. */
export const stopByMessage = command(
	{
		name: 'notices.stop-by-message',
		group: 'house',
		input: v.object({ person: id }),
		answer: v.object({ ended: v.number() })
	},
	async (context, { person }) => {
		const ended = await takeBackAll(context, person, 'notices');
		return { answer: { ended: ended.length }, about: person, person, detail: { by: 'message' } };
	}
);

/** THÔI TIN, or one word of stopping alone: it is said of the telephone, whoever shares it. */
export const noticesInbound: readonly InboundWord[] = [
	{
		name: 'notices.stop',
		says: [stopping('tin|nhan tin|bao tin'), stoppingAlone],
		ofTelephone: true,
		may: [stopByMessage],
		hear: async (context, person) => (await stopByMessage(context, { person })).ended
	}
];
