import * as v from 'valibot';
import { command } from '#platform/dispatch.server.ts';
import { held, incidentHere, written } from './held.server.ts';
import { HeldIncident, ReportUp } from './inputs.ts';
import { insertDone } from './sql-done.server.ts';

const Answer = v.object({ id: v.string() });

/** It was told higher up: to whom, by what they do, and the number by which they speak of it where they gave one; again once there is a number. */
export const reportUp = command(
	{ name: 'incidents.report-up', byPerson: true, group: 'loop', input: ReportUp, answer: Answer },
	async (context, { id, incident, to, number }) => {
		const row = await incidentHere(context, incident);
		const { db, actor, now } = context;
		await insertDone(db, { id, incident, centre: row.centreId, to, number, by: actor.id, at: now });
		return written(row, { to });
	}
);

/** It was said aloud in the hall, in the words that stand there now. Refuses one that moved since they were read (`incident-moved`). */
export const readAloud = command(
	{ name: 'incidents.read-aloud', byPerson: true, group: 'loop', input: HeldIncident, answer: Answer },
	async (context, seen) => {
		const row = await held(context, seen);
		const { db, actor, now, request } = context;
		const one = { id: request, incident: row.id, centre: row.centreId, by: actor.id, at: now };
		await insertDone(db, { ...one, to: null, number: null });
		return written(row);
	}
);
