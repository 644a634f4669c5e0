import { sayOther } from '#capabilities/help-cards/public.server.ts';
import { byAnyone } from '#web/acting.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { askerOf } from '#web/slip-cookie.server.ts';
import { hereOf } from '../here.server.ts';

/** Anybody says that the step before them looks otherwise: nothing is typed, and they come back to the same step. */
export const other = byAnyone(sayOther, {
	given: {
		card: (_, { params }) => params['card'] ?? '',
		centre: (_, event) => hereOf(event),
		address: (_, event) => askerOf(event).address,
		browser: (_, event) => askerOf(event).browser
	},
	to: (_, { event, input: { card, step } }) =>
		withQuery(paths.open.helpCard(card), {
			'trung-tam': event.url.searchParams.get('trung-tam'),
			...{ buoc: step, da: 'khac' }
		})
});
