import { addDesk, endDesk } from '#capabilities/counter/desks.server.ts';
import { askAccount, centreAccount, decideOnAccount } from '#capabilities/payments/centre-account.server.ts';
import { HoursForm } from '#capabilities/places/forms.ts';
import { closeDay, openDay } from '#capabilities/places/closed-days.server.ts';
import { setHours, setWays } from '#capabilities/places/keep-centre.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { keptOf, nothingKept } from './kept.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The centre as it is kept: hours, desks, ways by its administrator, the account for money by two. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, centreAccount);
	return {
		...(may(actor, setHours) ? await keptOf(context, event.url) : nothingKept),
		account: await centreAccount(context, {}),
		request: newId(),
		done: event.url.searchParams.get('da')
	};
};

const done = (da: 'doi' | 'xin' | 'thoi'): string => withQuery(paths.staff.centre, { da });
const to = done('doi');

export const actions: Actions = {
	hours: byStaff(setHours, { reads: HoursForm, form: 'hours', to }),
	ways: byStaff(setWays, { form: 'ways', to }),
	rest: byStaff(closeDay, { form: 'days', to }),
	unrest: byStaff(openDay, { form: 'days', to }),
	add: byStaff(addDesk, { form: 'desks', to }),
	close: byStaff(endDesk, { form: 'desks', to }),
	ask: byStaff(askAccount, { form: 'account', to: done('xin') }),
	decide: byStaff(decideOnAccount, { form: 'account', to: ({ agreed }) => done(agreed ? 'doi' : 'thoi') })
};
