import type { RequestEvent } from '@sveltejs/kit';
import { firstHourPage } from '#capabilities/paths/learner-pages.server.ts';
import { CallerForm, FoundForm, OverForm } from '#capabilities/support/forms.ts';
import { sayOnTicket } from '#capabilities/support/go-on.server.ts';
import { handOverLostMoney } from '#capabilities/support/hand-over.server.ts';
import { nameLostMoney, stepLostMoney, tellLostMoney } from '#capabilities/support/lost-money.server.ts';
import { showLoss } from '#capabilities/support/show-loss.server.ts';
import { dayOf } from '#kernel/day.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { findPerson, stillFound } from '#web/find-person.server.ts';
import { idOf, orNotFound } from '#web/ids.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** The first hour of one who lost money: the card speaks before anything is asked. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, showLoss);
	const loss = await orNotFound(showLoss(context, { ticket: idOf(event, 'ticket') }));
	const { locale, now } = event.locals;
	return { loss, ...firstHourPage(locale), today: dayOf(now), now: now.toISOString(), locale, request: newId() };
};

const given = { ticket: (_: unknown, { params }: RequestEvent) => params['ticket'] ?? '' };
const ways = {
	given,
	to: (_: unknown, { event }: { event: RequestEvent }) => paths.staff.loss(given.ticket(_, event))
};

export const actions: Actions = {
	step: byStaff(stepLostMoney, ways),
	find: findPerson,
	name: byStaff(nameLostMoney, { ...ways, reads: FoundForm, beside: stillFound }),
	caller: byStaff(nameLostMoney, { ...ways, reads: CallerForm }),
	tell: byStaff(tellLostMoney, ways),
	hand: byStaff(handOverLostMoney, ways),
	over: byStaff(sayOnTicket, { ...ways, reads: OverForm })
};
