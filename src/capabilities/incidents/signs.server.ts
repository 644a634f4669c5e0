import type { Db } from '#platform/db.server.ts';
import { shared, type Shared } from './answers.ts';
import { FRESH_MINUTES, suggestions, type Suggestion } from './rules-alike.ts';
import { listAway, listEnded } from './sql.server.ts';
import { listFaultSigns, listTicketSigns } from './sql-tickets.server.ts';

type Seen = { system: Shared; at: Date; kind: 'ticket' | 'fault' };

/** What is suggested at a centre: signs that came since a system was last said to work, of systems that are not known to be away. */
export async function suggestedAt(db: Db, centre: number, now: Date): Promise<Suggestion<Seen>[]> {
	const from = new Date(now.getTime() - FRESH_MINUTES * 60_000);
	const [tickets, faults, away, ended] = await Promise.all([
		listTicketSigns(db, centre, shared, from),
		listFaultSigns(db, centre, from),
		listAway(db, centre),
		listEnded(db, centre)
	]);
	const open = new Set(away.map(({ system }) => system));
	const works = new Map(ended.map(({ system, until }) => [system, until]));
	const signs: Seen[] = [
		...tickets.map((one) => ({ ...one, kind: 'ticket' as const })),
		...faults.map((one) => ({ ...one, system: 'portal' as const, kind: 'fault' as const }))
	];
	return suggestions(
		signs.filter(({ system, at }) => !open.has(system) && !(works.has(system) && at <= works.get(system)!)),
		now
	) as Suggestion<Seen>[];
}
