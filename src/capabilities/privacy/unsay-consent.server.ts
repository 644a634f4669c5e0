import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { id } from '#kernel/shapes.ts';
import { saidAt } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { unsayRow } from './sql.server.ts';

/** So long may whoever wrote a yes down at a door say that it was a mistake. */
const UNSAY_HOURS = 24;

/**
 * A yes that was written down by mistake, as at the wrong door, is none, and what stood before it stands: whoever wrote it says so
 * within a day. A no is never unsaid. Refuses another's, an older one, and one that is gone (`nothing-given`).
 */
export const unsayConsent = command(
	{
		name: 'privacy.unsay-consent',
		byPerson: true,
		group: 'at-door',
		input: v.object({ consent: id }),
		answer: v.object({ consent: v.string() })
	},
	async (context, { consent }) => {
		const since = new Date(saidAt(context).getTime() - UNSAY_HOURS * 3_600_000);
		const person = await unsayRow(context.db, consent, since, context.now);
		if (person === null) throw new Refusal('nothing-given');
		return { answer: { consent }, about: consent, person };
	}
);
