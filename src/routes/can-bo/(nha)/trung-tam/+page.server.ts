import { desks } from '#capabilities/counter/board.server.ts';
import { addDesk, endDesk } from '#capabilities/counter/desks.server.ts';
import { askAccount, centreAccount, decideOnAccount } from '#capabilities/payments/centre-account.server.ts';
import { HoursForm } from '#capabilities/places/forms.ts';
import { closeDay, daysOff, openDay } from '#capabilities/places/closed-days.server.ts';
import { keptCentre, setHours, setWays } from '#capabilities/places/keep-centre.server.ts';
import { centreOf } from '#kernel/actor.ts';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { hoursAhead } from './hours.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The centre as it is kept: hours, desks, ways by its administrator, the account for money by two. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, centreAccount);
	const keeps = may(actor, setHours);
	const kept = keeps ? await keptCentre(context, {}) : null;
	return {
		kept,
		look: kept && hoursAhead(event.url, kept.week),
		desks: keeps ? await desks(context, { centre: centreOf(actor) }) : [],
		days: keeps ? await daysOff(context, {}) : null,
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
