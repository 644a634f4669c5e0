import { checkVisitor } from '#capabilities/badges/check-visitor.server.ts';
import { newId } from '#web/door.server.ts';
import { byAnyone } from '#web/acting.server.ts';
import { askerOf, meetVisitor } from '#web/slip-cookie.server.ts';
import { askedByLink, here, momentOf, shownOf } from './asked.server.ts';
import { WhoForm } from './form.ts';
import type { Actions, PageServerLoad } from './$types';

/** `so` are six digits that the picture on a phone brought; `xem=lam-gi` is what to do where there are none. */
export const load: PageServerLoad = async (event) => {
	meetVisitor(event);
	const asked = event.url.searchParams;
	const digits = asked.get('so') ?? '';
	return {
		...{ request: newId(), brought: digits.slice(0, 7), now: event.locals.now, doing: asked.get('xem') === 'lam-gi' },
		shown: await askedByLink(event, digits)
	};
};

export const actions: Actions = {
	default: byAnyone(checkVisitor, {
		reads: WhoForm,
		given: {
			centre: (_, event) => here(event),
			moment: (_, event) => momentOf(event),
			address: (_, event) => askerOf(event).address,
			browser: (_, event) => askerOf(event).browser
		},
		shows: async (said, { event, input }) => ({
			...(await shownOf(event, said, input.centre)),
			digits: said.why === 'digits-shape' ? input.digits : ''
		})
	})
};
