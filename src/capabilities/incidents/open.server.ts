import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { instantOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import type { Shared } from './answers.ts';
import { incidentHere, written } from './held.server.ts';
import { OpenIncident, WriteLine } from './inputs.ts';
import { suggestedAt } from './signs.server.ts';
import { findOpen, insertIncident, insertLine, insertSpan, listEnded, oneAtATime } from './sql.server.ts';

/** So far back somebody may say that it began. */
const MOST_DAYS = 7;

/**
 * Since when: as it is said, or the earliest sign, or now. Refuses an hour to come (`incident-to-come`), one of another week
 * (`incident-long-ago`) and one before it last worked (`incident-worked`): no time is counted twice.
 */
async function beganAt({ db, actor, now }: Context, system: Shared, typed: string | null): Promise<Date> {
	if (typed === null)
		return (await suggestedAt(db, centreOf(actor), now)).find((one) => one.system === system)?.since ?? now;
	const [day = '', time] = typed.split('T');
	const said = instantOf(day, time);
	if (Number.isNaN(said.getTime()) || said > now) throw new Refusal('incident-to-come');
	if (now.getTime() - said.getTime() > MOST_DAYS * 24 * 60 * 60_000) throw new Refusal('incident-long-ago');
	const worked = (await listEnded(db, centreOf(actor))).find((one) => one.system === system);
	if (worked && said < worked.until) throw new Refusal('incident-worked');
	return said;
}

/**
 * A system does not answer: one incident of it at a centre, however many press. Whoever presses second is led to the one that is open, and what
 * they saw is written there too.
 */
export const openIncident = command(
	{
		name: 'incidents.open-incident',
		byPerson: true,
		group: 'loop',
		input: OpenIncident,
		answer: v.object({ id: v.string(), began: v.boolean() })
	},
	async (context, { id, system, since: typed, words }) => {
		const { db, actor, now } = context;
		const centre = centreOf(actor);
		await oneAtATime(db, centre, system);
		const open = await findOpen(db, centre, system);
		const incident = open ?? id;
		if (open === null) {
			const since = await beganAt(context, system, typed);
			await insertIncident(db, { id, centre, system, by: actor.id, at: now });
			await insertSpan(db, { id: context.request, incident: id, centre, since, by: actor.id, at: now });
		}
		if (words !== null) await insertLine(db, { id: context.request, incident, centre, words, by: actor.id, at: now });
		const began = open === null;
		return { answer: { id: incident, began }, about: incident, person: null, centre, detail: { system, began } };
	}
);

/** What somebody saw of it: evidence, with nothing of anybody in it. */
export const writeLine = command(
	{
		name: 'incidents.write-line',
		byPerson: true,
		group: 'loop',
		input: WriteLine,
		answer: v.object({ id: v.string() })
	},
	async (context, { id, incident, words }) => {
		const row = await incidentHere(context, incident);
		const { db, actor, now } = context;
		await insertLine(db, { id, incident, centre: row.centreId, words, by: actor.id, at: now });
		return written(row);
	}
);
