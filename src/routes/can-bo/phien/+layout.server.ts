import { redirect } from '@sveltejs/kit';
import { awayHere } from '#capabilities/incidents/banner.server.ts';
import { program } from '#program/program.server.ts';
import { takers } from '#capabilities/assistance/offer.server.ts';
import { mine } from '#capabilities/assistance/session.server.ts';
import { peopleInSession } from '#capabilities/cases/three-people.server.ts';
import { ticket } from '#capabilities/counter/board.server.ts';
import { unreadBeside } from '#capabilities/notices/told.server.ts';
import { ofCase } from '#capabilities/payments/of-case.server.ts';
import { newId, sessionOver, staffOf } from '#web/door.server.ts';
import { isKeyed } from '#web/passkey.server.ts';
import type { LayoutServerLoad } from './$types';
import { paths } from '#web/paths.ts';
import { pageKey, saidWrong } from './key.server.ts';
import { besideDesk, givenBackOf } from './sitting.server.ts';

/** No JavaScript but the one small script: see `static/can-bo.js`. */
export const csr = false;

/** Everything a session page shows: whom we help, the case that lies open, and whose the keyboard is. */
export const load: LayoutServerLoad = async (event) => {
	const { context, staff } = await staffOf(event);
	const [found, { view, calls }] = await Promise.all([mine(context, {}), besideDesk(context)]);
	if (!found) redirect(303, sessionOver);
	const { session, person } = found;
	const [others, number, bill, people, unread, away] = await Promise.all([
		takers(context, {}),
		session.ticketId ? ticket(context, { ticket: session.ticketId }) : null,
		view ? ofCase(context, { case: view.file.id }) : null,
		view ? peopleInSession(context, {}) : null,
		unreadBeside(context, {}),
		awayHere(context, {})
	]);
	const hands =
		session.hands === 'desk' && event.route.id !== paths.session.home
			? redirect(303, paths.session.home)
			: session.hands;
	return {
		session: { id: session.id, hands, startedAt: session.startedAt },
		person: (({ name, age, hamlet, needs, verified, madeUp }) => ({ name, age, hamlet, needs, verified, madeUp }))(
			person
		),
		...{ others, asked: others.find(({ id }) => id === session.offeredTo)?.name ?? null },
		back: givenBackOf(view),
		over: sessionOver,
		...{ key: pageKey(session, view, calls), calls, wrongAt: saidWrong(session, view) },
		...{ unread: unread.words, away, view },
		bill,
		people,
		settled: bill !== null && ['paid', 'over', 'nothing-due'].includes(bill.balance.state),
		...{ helper: staff.name, helperId: context.actor.id },
		number: number?.number ?? null,
		request: [newId(), session.id, ...(view ? [view.file.id] : [])].join('.'),
		path: event.url.pathname + event.url.search,
		locale: event.locals.locale,
		now: event.locals.now,
		keyed: isKeyed(event),
		demo: program().settings.SEED === 'demo'
	};
};
