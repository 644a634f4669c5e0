import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { followNeed, openNeedOf } from '#capabilities/assistance/move-need.server.ts';
import { addNeed } from '#capabilities/assistance/record-need.server.ts';
import { mayBeUsedFor } from '#capabilities/privacy/effects.server.ts';
import { AskVisit } from './inputs.ts';
import { findRefresher } from './sql.server.ts';

/**
 * Somebody who wants to be asked at home waits for a visit: what they need to learn is planned as one, or becomes a need that is. Refuses a
 * refresher that was moved since it was read (`refresher-moved`), whoever said no meanwhile (`refreshers-no-yes`), and whoever has a day for
 * a visit already (`refresher-visit-planned`).
 */
export const askVisit = command(
	{ name: 'paths.ask-visit', byPerson: true, group: 'loop', input: AskVisit, answer: v.object({ id: v.string() }) },
	async (context, { id, person, statement, due }) => {
		const centre = centreOf(context.actor);
		if ((await findRefresher(context.db, centre, person, statement))?.dueOn !== due)
			throw new Refusal('refresher-moved');
		if (!(await mayBeUsedFor(context, person, 'refreshers'))) throw new Refusal('refreshers-no-yes');
		const open = await openNeedOf(context, person, 'learn');
		// What was promised them otherwise stands.
		if (open && (open.plan === 'home-visit' || open.promisedOn !== null)) throw new Refusal('refresher-visit-planned');
		const visit = { plan: 'home-visit', promisedOn: null, owner: null } as const;
		if (open) await followNeed(context, person, 'learn', visit);
		else await addNeed(context, { id, centre, person, kind: 'learn', urgency: 'this-week', source: 'rule', ...visit });
		return { answer: { id: open?.id ?? id }, about: open?.id ?? id, person, centre, detail: { statement } };
	}
);
