import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { helpFromFar } from '#capabilities/assistance/from-far.server.ts';
import { followNeed, openNeedOf } from '#capabilities/assistance/move-need.server.ts';
import { addNeed } from '#capabilities/assistance/record-need.server.ts';
import { held, move, written } from './held.server.ts';
import { AskVisit, WriteHelp } from './inputs-after.ts';
import { needUrgency } from './rules-after.ts';
import type { TicketRow } from './sql.server.ts';

const Answer = v.object({ id: v.string(), need: v.nullable(v.string()), person: v.string() });

/** Whose it is. Refuses a caller and a colleague (`support-no-person`): a need is of somebody of the register. */
function personOf({ personId, personName }: TicketRow): string {
	if (personId === null || personName === null) throw new Refusal('support-no-person');
	return personId;
}

/**
 * After it was solved: how they were helped, about which topic and how long, which stands beside what they did at the counter and in classes. Where
 * they lack a skill for it, that is a need to learn, planned as a class. Once for a ticket (`support-help-written`); refuses one that is not solved
 * (`support-help-early`).
 */
export const writeHelp = command(
	{ name: 'support.write-help', byPerson: true, group: 'loop', input: WriteHelp, answer: Answer },
	async (context, { topic, how, minutes, lacks, ...seen }) => {
		const { db, actor, now } = context;
		const row = await held(context, seen);
		if (row.state !== 'solved' && row.state !== 'over') throw new Refusal('support-help-early');
		const person = personOf(row);
		const centre = row.centreId;
		const help = { of: row.id, person, topic, how, minutes, centre, helper: actor.id, at: now };
		if (!(await helpFromFar(db, help))) throw new Refusal('support-help-written');
		let need: string | null = null;
		if (lacks === 'yes') {
			need = (await openNeedOf(context, person, 'learn'))?.id ?? requestFor('support.lacks', 0, row.id);
			const plan = { plan: 'class', promisedOn: null, owner: null } as const;
			// What they are to learn already stands as it was promised.
			if ((await openNeedOf(context, person, 'learn')) === null)
				await addNeed(context, {
					id: need,
					centre,
					person,
					kind: 'learn',
					urgency: 'this-month',
					source: 'phone',
					...plan
				});
		}
		return { ...written(row, { topic, how, lacks }), answer: { id: row.id, need, person } };
	}
);

/**
 * Somebody has to come by: a need that is planned as a visit, as pressing as the ticket, and what comes next on the ticket. Refuses where a visit is
 * planned or promised already (`support-visit-planned`).
 */
export const askVisit = command(
	{ name: 'support.ask-visit', byPerson: true, group: 'loop', input: AskVisit, answer: Answer },
	async (context, seen) => {
		const row = await held(context, seen);
		if (row.state === 'over') throw new Refusal('support-not-so');
		const person = personOf(row);
		const open = await openNeedOf(context, person, 'visit');
		if (open && (open.plan === 'home-visit' || open.promisedOn !== null)) throw new Refusal('support-visit-planned');
		const visit = { plan: 'home-visit', promisedOn: null, owner: null } as const;
		const id = open?.id ?? requestFor('support.visit', row.version, row.id);
		const urgency = needUrgency[row.urgency];
		if (open) await followNeed(context, person, 'visit', visit);
		else
			await addNeed(context, { id, centre: row.centreId, person, kind: 'visit', urgency, source: 'phone', ...visit });
		await move(context, row, { next: 'visit' });
		return { ...written(row, { need: id }), answer: { id: row.id, need: id, person } };
	}
);
