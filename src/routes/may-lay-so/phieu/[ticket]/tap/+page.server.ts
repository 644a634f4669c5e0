import { openAtMachine } from '#capabilities/picture-keys/open.server.ts';
import { answerItem } from '#capabilities/practice/answer.server.ts';
import { byDoor } from '#web/acting.server.ts';
import { requestOf } from '#web/door.server.ts';
import { holdLearner } from '#web/learner.server.ts';
import { touchAtMachine } from '#web/touch.server.ts';
import { byLearnerHere, hereOf, practiceAt, stayOn, ticketAsked, whatItWas } from './minute.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A minute of practice while somebody waits, opened by their pictures. Nobody loses their turn by it. */
export const load: PageServerLoad = practiceAt;

export const actions: Actions = {
	touch: byDoor(openAtMachine)(touchAtMachine, {
		given: {
			device: async (_, event) => (await hereOf(event)).id,
			centre: async (_, event) => (await hereOf(event)).centreId,
			ticket: (_, event) => ticketAsked(event)
		},
		shows: (said, { event, form }) => said ?? void holdLearner(event, requestOf(form)),
		to: (_, { event }) => stayOn(event)
	}),
	answer: byLearnerHere(answerItem, { shows: (said, { event }) => whatItWas(event, said.item) })
};
