import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { pairedAt } from '#capabilities/access/devices.server.ts';
import { getPersonBrief } from '#capabilities/residents/people.server.ts';
import { beginTicket } from './begin-ticket.server.ts';
import { deviceForbids } from './rules-device.ts';
import { OpenTicket } from './inputs.ts';
import { urgencyOf } from './rules-urgency.ts';
import { isTelephone } from './rules-ticket.ts';

/**
 * A ticket, written down in thirty seconds: whose, what does not work, how pressing. It has a day at once, that of the first answer, and
 * the whole team sees to it until somebody takes it. Refuses a caller together with somebody of the register (`support-of-two`), one's own
 * machine that is somebody else's (`support-of-two`), a machine that whoever asks has not (`support-device`), nobody at all (`support-of-nobody`) and a telephone that is none (`support-phone`).
 */
export const openTicket = command(
	{
		name: 'support.open-ticket',
		group: 'loop',
		input: OpenTicket,
		answer: v.object({ id: v.string(), number: v.number() })
	},
	async (context, { id, person, caller, phone, words, stuck, due, ...said }) => {
		const { actor } = context;
		const centre = centreOf(actor);
		const own = said.source === 'staff';
		if ([person, caller, own || null].filter((one) => one !== null).length > 1) throw new Refusal('support-of-two');
		if (person === null && caller === null && !own) throw new Refusal('support-of-nobody');
		if (phone !== null && !isTelephone(phone)) throw new Refusal('support-phone');
		const forbids = deviceForbids({ ...said, own }, said.machine === null ? [] : await pairedAt(context, centre));
		if (forbids) throw new Refusal(forbids);
		if (person !== null) await getPersonBrief(context, person);
		const urgency = urgencyOf(stuck, due);
		const { number } = await beginTicket(context, {
			...{ id, centre, ...said, urgency, person, staff: own ? actor.id : null },
			...{ caller, phone, words, by: actor.id }
		});
		return { answer: { id, number }, about: id, person, centre, detail: { system: said.system, urgency } };
	}
);
