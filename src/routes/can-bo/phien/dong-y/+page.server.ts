import { askConsent, askedConsents, withdraw } from '#capabilities/privacy/consents.server.ts';
import { ConsentForm } from '#capabilities/privacy/forms.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffOf } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	return { asks: await askedConsents(context, {}) };
};

const to = paths.session.consents;

export const actions: Actions = {
	answer: byStaff(askConsent, {
		reads: ConsentForm,
		// They sit here and answer for themselves: what they say now stands.
		given: { person: ({ actor }) => actor.subject ?? '', knew: () => undefined },
		to
	}),
	/** Taken back on their word: no question, no words to read aloud first. */
	withdraw: byStaff(withdraw, { to })
};
