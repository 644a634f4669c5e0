import { tell } from '#platform/telling.server.ts';
import { choose } from './choose.server.ts';

/** Whoever changes by what somebody is told, or who is told with them, cannot do so unseen: it is said by text, whatever way was chosen. */
export const noticesTells = [
	tell({
		name: 'notices.way-changed',
		hears: choose,
		topic: 'way',
		must: true,
		waits: true,
		says: [],
		told: (_, { personId, request, detail: { moved, hadPhone } }) =>
			personId !== null && moved && hadPhone ? [{ to: personId, about: request, byText: true }] : []
	})
];
