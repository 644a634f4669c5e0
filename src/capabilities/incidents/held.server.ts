import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { lockIncident, type IncidentRow } from './sql.server.ts';

/** The incident, held for this transaction. Refuses one of elsewhere (`incident-unknown`). */
export async function incidentHere(context: Context, id: string): Promise<IncidentRow> {
	const row = await lockIncident(context.db, id);
	if (!row || row.centreId !== centreOf(context.actor)) throw new Refusal('incident-unknown');
	return row;
}

/** The same as whoever presses saw it; refuses one that moved since (`incident-moved`). */
export async function held(context: Context, seen: { incident: string; version: number }): Promise<IncidentRow> {
	const row = await incidentHere(context, seen.incident);
	if (row.version !== seen.version) throw new Refusal('incident-moved');
	return row;
}

export const written = (row: IncidentRow, detail: Record<string, unknown> = {}) => ({
	answer: { id: row.id },
	about: row.id,
	person: null,
	centre: row.centreId,
	detail: { system: row.system, ...detail }
});
