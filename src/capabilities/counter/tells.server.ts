import { tell } from '#platform/telling.server.ts';
import { callAgain, callBack, callNext } from './call.server.ts';

/** Whoever follows a number in a browser is rung when it is called: the page says to which desk. */
export const counterTells = [
	tell({
		name: 'counter.called',
		hears: [callNext, callAgain, callBack],
		topic: 'turn',
		must: false,
		rings: true,
		says: [],
		// Whoever called for the next and found nobody called nobody.
		told: (_, { answer, about }) =>
			about === null || ('ticket' in answer && answer.ticket === null) ? [] : [{ to: null, about }]
	})
];
