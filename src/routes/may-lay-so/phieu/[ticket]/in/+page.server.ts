import { redirect } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { dayOf, timeOf } from '#kernel/day.ts';
import { ticket } from '#capabilities/counter/board.server.ts';
import { KEPT_MIN } from '#capabilities/counter/rules-queue.ts';
import { pairedOf } from '#web/pairing.server.ts';
import type { PageServerLoad } from './$types';
import { paths, withQuery } from '#web/paths.ts';

export const csr = false;

/** The paper of a number, 80 mm wide: prints itself and goes back. */
export const load: PageServerLoad = async (event) => {
	const { context } = await pairedOf(event, 'kiosk');
	const found = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(event.params.ticket)
		? await ticket(context, { ticket: event.params.ticket })
		: null;
	if (!found) redirect(303, paths.machines.kiosk);
	// On the machine it prints itself and goes back; opened otherwise it stands still. Where nothing printed, nothing is said of a paper.
	const back = event.url.searchParams.has('may') ? withQuery(paths.machines.ticket(found.id), { in: true }) : null;
	if (back) event.setHeaders({ refresh: `25; url=${paths.machines.ticket(found.id)}` });
	return {
		ticket: found,
		link: program().settings.ORIGIN + paths.open.turn(found.id),
		time: timeOf(found.arrivedAt),
		day: dayOf(found.arrivedAt),
		keptMin: KEPT_MIN,
		locale: event.locals.locale,
		back
	};
};
