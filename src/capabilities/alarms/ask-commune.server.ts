import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { AskCommune } from './inputs.ts';
import { insertAsk, lockClimbed } from './sql.server.ts';

/**
 * The province asks a commune about a ticket that has climbed to it, once as it stands: whoever leads there is told. Refuses one that has not climbed
 * so far or was moved since it was read (`alarm-moved`), and one that was asked about (`alarm-asked`).
 */
export const askCommune = command(
	{
		name: 'alarms.ask-commune',
		byPerson: true,
		group: 'watch-communes',
		input: AskCommune,
		answer: v.object({ id: v.string() })
	},
	async ({ db, actor, now }, { ticket, version }) => {
		const row = await lockClimbed(db, ticket);
		if (row?.rung !== 'province' || row.version !== version || !actor.centres.includes(row.centreId))
			throw new Refusal('alarm-moved');
		if (row.askedAt !== null) throw new Refusal('alarm-asked');
		await insertAsk(db, { ticket, centre: row.centreId, version, by: actor.id!, at: now });
		return { answer: { id: ticket }, about: ticket, person: null, centre: row.centreId };
	}
);
