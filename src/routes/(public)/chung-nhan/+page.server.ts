import { tryNumber } from '#capabilities/certificates/check.server.ts';
import { byAnyone } from '#web/acting.server.ts';
import { newId } from '#web/door.server.ts';
import { askerOf, meetVisitor } from '#web/slip-cookie.server.ts';
import { drawsHere, shownOf, triedByLink } from './asked.server.ts';
import { NumberForm } from './form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whether a paper is true, and how it stands. `so` is the number that the picture on it brought. */
export const load: PageServerLoad = async (event) => {
	meetVisitor(event);
	const number = event.url.searchParams.get('so') ?? '';
	const shown = await triedByLink(event, number);
	return { request: newId(), brought: number.slice(0, 20), shown, draws: await drawsHere(event) };
};

export const actions: Actions = {
	default: byAnyone(tryNumber, {
		reads: NumberForm,
		given: { address: (_, event) => askerOf(event).address, browser: (_, event) => askerOf(event).browser },
		shows: async (said, { event, input }) => ({ ...(await shownOf(event, said)), number: input.number })
	})
};
