import { checkWord } from '#capabilities/notices/check.server.ts';
import { WordForm } from '#capabilities/notices/forms.ts';
import { byAnyone } from '#web/acting.server.ts';
import { newId } from '#web/door.server.ts';
import { askerOf, meetVisitor } from '#web/slip-cookie.server.ts';
import { here, shownOf } from './asked.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whether a word on somebody's telephone was sent by the centre. */
export const load: PageServerLoad = (event) => {
	meetVisitor(event);
	return { request: newId() };
};

export const actions: Actions = {
	default: byAnyone(checkWord, {
		reads: WordForm,
		given: {
			centre: (_, event) => here(event),
			address: (_, event) => askerOf(event).address,
			browser: (_, event) => askerOf(event).browser
		},
		shows: async (said, { event, input }) => ({ ...(await shownOf(event, said)), code: input.code, end: input.end })
	})
};
