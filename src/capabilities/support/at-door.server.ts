import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { getPersonBrief } from '#capabilities/residents/people.server.ts';
import { beginTicket } from './begin-ticket.server.ts';
import { OpenAtDoor } from './inputs-door.ts';
import { urgencyOf } from './rules-urgency.ts';

/**
 * A ticket that was written at a door, where there may be no line: of somebody who lives there, of whoever named themselves there, or of whoever goes
 * there with the phone. Its clocks run from when it was written. Refuses two of them (`support-of-two`) and none (`support-of-nobody`).
 */
export const openAtDoor = command(
	{
		name: 'support.open-at-door',
		byPerson: true,
		group: 'at-door',
		input: OpenAtDoor,
		answer: v.object({ id: v.string(), number: v.number() })
	},
	async (context, { id, person, caller, own, phone, stuck, due, device, ...said }) => {
		const { actor } = context;
		const centre = homeOf(actor);
		if (centre === null) throw new Refusal('not-your-place');
		const whose = [person, caller, own || null].filter((one) => one !== null).length;
		if (whose > 1) throw new Refusal('support-of-two');
		if (whose === 0) throw new Refusal('support-of-nobody');
		if (person !== null) await getPersonBrief(context, person);
		const urgency = urgencyOf(stuck, due);
		const { number } = await beginTicket(context, {
			...{ id, centre, ...said, source: 'field', urgency, fault: null, person, staff: own ? actor.id : null },
			...{ device: own ? 'field-phone' : device, caller, phone, by: actor.id }
		});
		return { answer: { id, number }, about: id, person, centre, detail: { system: said.system, urgency } };
	}
);
