import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { saidAt, type Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { RecordVisit, TakeBackVisit } from './inputs-visits.ts';
import { insertMeeting, insertVisit, takeBackRow } from './sql-visits.server.ts';

type Visit = v.InferOutput<typeof RecordVisit>;
/** So long may whoever wrote a visit down take it back. */
const TAKE_BACK_HOURS = 24;

/**
 * A visit to a door of one's own area: who was met there, each in a sitting under which they say yes or are asked, and what they were
 * shown. It is over when it arrives. Refuses somebody who is not of the area (`person-unknown`).
 */
export const recordVisit = command(
	{
		name: 'assistance.record-visit',
		byPerson: true,
		group: 'at-door',
		input: RecordVisit,
		answer: v.object({ id: v.string() })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		if (actor.machine === null) throw new Refusal('not-at-a-desk');
		const ended = saidAt(context);
		const visit = {
			...{ id: input.id, household: input.household, outcome: input.outcome, centre: centreOf(actor) },
			...{ helper: actor.id, phone: actor.machine, at: now, ended },
			began: new Date(ended.getTime() - input.minutes * 60_000)
		};
		if (input.met.length === 0) await insertVisit(db, visit);
		else if (
			(await insertMeeting(db, visit, input.met, taughtIn(context, input, dayOf(ended)), dayOf(ended))) <
			input.met.length
		)
			throw new Refusal('person-unknown');
		return {
			answer: { id: input.id },
			about: input.id,
			person: input.met.length === 1 ? input.met[0]!.person : null,
			detail: { outcome: input.outcome, met: input.met.length, taught: input.taught.length }
		};
	}
);

/** Each thing that somebody was shown, in their sitting; the minutes are shared among them. */
const taughtIn = ({ request }: Context, { met, taught, minutes }: Visit, day: string) =>
	taught.map(({ again, ...one }, n) => ({
		...one,
		id: requestFor(request, n, 'taught'),
		session: met.find(({ person }) => person === one.person)!.session,
		minutes: Math.floor(minutes / taught.length),
		again: again === null ? null : addDays(day, again)
	}));

/**
 * A visit that was written down at the wrong door, or of somebody who was not met: whoever wrote it takes it back within a day of it.
 * It counts nowhere then, what was shown in it was not, and what they needed is no need, unless somebody has gone on with it; the
 * journal keeps that it was. Refuses another's, one that is older or arrived more than a week ago, and one that was taken back already
 * (`visit-stands`).
 */
export const takeBackVisit = command(
	{
		name: 'assistance.take-back-visit',
		byPerson: true,
		group: 'at-door',
		input: TakeBackVisit,
		answer: v.object({ household: v.string() })
	},
	async (context, { visit, needs }) => {
		const since = new Date(saidAt(context).getTime() - TAKE_BACK_HOURS * 3_600_000);
		const household = await takeBackRow(context.db, { visit, needs, since, at: context.now });
		if (household === null) throw new Refusal('visit-stands');
		return { answer: { household }, about: visit };
	}
);
