import { stopping, type InboundWord } from '#platform/inbound.ts';
import { revokeByMessage } from './stand-for.server.ts';

/** THÔI NHỜ: nobody follows their matters by their word any more. */
export const mandatesInbound: readonly InboundWord[] = [
	{
		name: 'mandates.stop',
		says: [stopping('nho|uy quyen|uyquyen')],
		may: [revokeByMessage],
		hear: async (context, person) => (await revokeByMessage(context, { person })).ended
	}
];
