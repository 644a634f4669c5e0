import { tell } from '#platform/telling.server.ts';
import { choose } from './choose.server.ts';

/** Whoever changes by what somebody is told, or who is told with them, cannot do so unseen: it is said by text, whatever way was chosen; whoever has no telephone reads it when they come. */
export const noticesTells = [
	tell({
		name: 'notices.way-changed',
		hears: choose,
		topic: 'way',
		must: true,
		waits: true,
		says: [],
		told: (_, { personId, request, detail: { moved, was } }) =>
			personId !== null && moved ? [{ to: personId, about: request, byText: true, locale: was }] : []
	})
];
