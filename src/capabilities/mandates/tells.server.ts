import { tell } from '#platform/telling.server.ts';
import { letFollow, revokeMandate } from './mandates.server.ts';
import { standFor } from './stand-for.server.ts';

type Row = { personId: string | null; about: string | null };
const told = ({ personId, about }: Row) => (personId && about ? [{ to: personId, about }] : []);

/** Whoever is stood for is told, so that nobody comes to stand for them unseen. */
export const mandatesTells = [
	tell({
		name: 'mandates.follows',
		hears: letFollow,
		topic: 'mandate',
		must: true,
		waits: true,
		says: [],
		told: (_, row) => told(row)
	}),
	tell({
		name: 'mandates.stands',
		hears: standFor,
		topic: 'mandate',
		must: true,
		waits: true,
		says: [],
		told: (_, row) => told(row)
	}),
	tell({
		name: 'mandates.ended',
		hears: revokeMandate,
		topic: 'mandate-ended',
		must: true,
		waits: true,
		says: [],
		told: (_, row) => told(row)
	})
];
