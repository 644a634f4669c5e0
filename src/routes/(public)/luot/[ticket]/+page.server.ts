import { leave } from '#capabilities/counter/move.server.ts';
import { stay } from '#capabilities/counter/undo.server.ts';
import { acting } from '#web/act.server.ts';
import { anyoneOf, newId } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import { follow, ringOf, ringWays } from '#web/ring.server.ts';
import { turnOf } from './turn.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const turn = await turnOf(event, event.params.ticket);
	// Without JavaScript the page itself looks again, as long as anything can change.
	if (turn.moves) event.setHeaders({ refresh: '15' });
	return { ...turn, ring: ringOf(event, event.params.ticket), request: newId() };
};

/** Whoever holds the ticket may touch this one and nothing else. */
const byHolder = acting((event, request) => {
	const context = anyoneOf(event, request);
	return { context: { ...context, actor: { ...context.actor, row: event.params['ticket'] ?? '' } } };
});

export const actions: Actions = {
	/** They went home and say so. */
	leave: byHolder(leave, {
		given: { ticket: (_, { params }) => params['ticket'] ?? '' },
		to: (_, { input }) => paths.open.turn(input.ticket)
	}),
	/** Their browser rings when the number is called. */
	ring: byHolder(follow, ringWays),
	/** They have not gone after all. */
	stay: byHolder(stay, {
		given: { ticket: (_, { params }) => params['ticket'] ?? '' },
		to: (_, { input }) => paths.open.turn(input.ticket)
	})
};
