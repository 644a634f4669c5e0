import type { Db } from '#platform/db.server.ts';
import { tell } from '#platform/telling.server.ts';
import { endBusiness } from '#capabilities/residents/businesses.server.ts';
import { letFollow, revokeMandate } from './mandates.server.ts';
import { endRepresentation, represent } from './represent.server.ts';
import { listAgents } from './sql-represent.server.ts';
import { standFor } from './stand-for.server.ts';

type Row = { personId: string | null; about: string | null };
const told = ({ personId, about }: Row) => (personId && about ? [{ to: personId, about }] : []);

/** Everybody who stands for a business, each once. */
async function standing(db: Db, business: string | null): Promise<{ to: string; about: string }[]> {
	const agents = business === null ? [] : await listAgents(db, business);
	return agents.map((to) => ({ to, about: business! }));
}

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
	}),
	// Whoever was written down as standing for a business is told: nobody is made to stand unasked.
	tell({
		...{ name: 'mandates.represents', hears: represent, topic: 'representation', must: true, waits: true, says: [] },
		told: (_, row) => (row.detail.by === null ? [] : told(row))
	}),
	tell({
		...{ name: 'mandates.represents-over', topic: 'representation-ended', must: false, says: [] },
		hears: endRepresentation,
		told: (_, row) => (row.detail.by === 'staff' ? told(row) : [])
	}),
	// It ended, and with it what they could do for it; or it goes on after all.
	tell({
		...{ name: 'mandates.business-over', hears: endBusiness, topic: 'representation-ended', must: false, says: [] },
		told: async ({ db }, { about, detail }) => (detail.from === null ? [] : standing(db, about))
	}),
	tell({
		...{
			name: 'mandates.business-goes-on',
			hears: endBusiness,
			topic: 'representation-ended',
			must: false,
			says: [],
			known: true
		},
		told: async ({ db }, { about, detail }) => (detail.from === null ? standing(db, about) : [])
	})
];
