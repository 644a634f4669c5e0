import { redirect } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { ticket } from '#capabilities/counter/board.server.ts';
import { newId } from '#web/door.server.ts';
import { dropLearner } from '#web/learner.server.ts';
import { pairedOf } from '#web/pairing.server.ts';
import type { PageServerLoad } from './$types';
import { paths, withQuery } from '#web/paths.ts';

/** The next person begins in Vietnamese again. */
const START = withQuery(paths.open.language, { lang: 'vi', ve: paths.machines.kiosk });
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The number that was just taken; with `in` its paper has been printed. */
export const load: PageServerLoad = async (event) => {
	const { context } = await pairedOf(event, 'kiosk');
	const found = uuid.test(event.params.ticket) ? await ticket(context, { ticket: event.params.ticket }) : null;
	if (!found) redirect(303, paths.machines.kiosk);
	// What pictures opened at this machine is closed: whoever stands there next touches their own.
	dropLearner(event);
	const { ORIGIN } = program().settings;
	// Nothing is thought about on this page any more: after a minute and a half the next person finds the start.
	event.setHeaders({ refresh: `90; url=${START}` });
	return {
		ticket: found,
		start: START,
		link: ORIGIN + paths.open.turn(found.id),
		printed: event.url.searchParams.has('in'),
		helpComes: event.url.searchParams.has('goi'),
		helpRequest: newId()
	};
};
