import * as v from 'valibot';
import { homeOf } from '#kernel/actor.ts';
import { DAYS_AHEAD, addDays, dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { followNeed } from '#capabilities/assistance/move-need.server.ts';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { communeOf, hamletNamed } from '#capabilities/places/hamlets.server.ts';
import { Book, OpenSlots } from './inputs.ts';
import { isPast } from './rules-days.ts';
import { purposeOf, slotsOf } from './rules-visit.ts';
import { insertBooking, mayGoAlong } from './sql-bookings.server.ts';
import { countTaken, findAcross, findTriage, holdDays, insertSlots, lockSlot } from './sql.server.ts';

/** Where the kit stands: a hamlet as the commune writes it; while it has no list, as it was typed. */
async function kitAt({ db, actor }: Pick<Context, 'db' | 'actor'>, day: string, said: string | null): Promise<string> {
	if (!said) throw new Refusal('hamlet-missing');
	return (await hamletNamed(db, { commune: await communeOf(db, actor), day, said }))?.name ?? said;
}

/**
 * Opens times on a day that was agreed with the police: at the station (working days alone) or with the mobile kit in a
 * hamlet of the commune. Refuses hours that are over, a day beyond a year, no whole time, and hours across which one of the
 * same place stands already (`slot-across`).
 */
export const openSlots = command(
	{ name: 'readiness.open-slots', group: 'write-days', input: OpenSlots, answer: v.object({ opened: v.number() }) },
	async ({ db, actor, now, request }, input) => {
		const centre = homeOf(actor);
		if (centre === null) throw new Refusal('not-your-place');
		if (input.day < dayOf(now)) throw new Refusal('promise-past');
		if (isPast(input.day, input.from, now)) throw new Refusal('slot-past');
		if (input.day > addDays(dayOf(now), DAYS_AHEAD)) throw new Refusal('slot-far');
		if (input.place === 'station' && isDayOff(input.day)) throw new Refusal('promise-day-off');
		const slots = slotsOf(input.from, input.until, input.each);
		if (slots.length === 0) throw new Refusal('slot-none');
		const { day, place, capacity } = input;
		const hamlet = place === 'kit' ? await kitAt({ db, actor }, day, input.hamlet) : null;
		await holdDays(db, centre);
		const across = await findAcross(db, { centre, day, place, hamlet, from: input.from, until: slots.at(-1)!.ends });
		if (across) throw new Refusal('slot-across', across);
		await insertSlots(
			db,
			{ centre, day, place, hamlet, capacity, at: now },
			slots.map((slot) => ({ ...slot, id: requestFor(request, 0, slot.starts) }))
		);
		return { answer: { opened: slots.length }, person: null, detail: { day, place, slots: slots.length, capacity } };
	}
);

/**
 * A time at the police for whoever sits beside, with one of us going along or not. What it is for is what triage said
 * last: with an expired card or another's SIM nobody is sent for level 2. Refuses a full slot, also when many book at once.
 */
export const book = command(
	{ name: 'readiness.book', byPerson: true, group: 'ready', input: Book, answer: v.object({ id: v.string() }) },
	async (context, { id, slot: slotId, companion }) => {
		const { db, actor, now } = context;
		const person = actor.subject;
		if (person === null || actor.session === null) throw new Refusal('no-session');
		const triage = await findTriage(db, person);
		// A visit has come of it already: what was true then is asked again.
		if (!triage || triage.outcome !== null) throw new Refusal('triage-first');
		const purpose = purposeOf(triage.door);
		if (purpose === null) throw new Refusal('not-police-next');
		const slot = await lockSlot(db, slotId);
		if (!slot) throw new Refusal('slot-unknown');
		if (isPast(slot.day, slot.starts, now)) throw new Refusal('promise-past');
		if ((await countTaken(db, slotId)) >= slot.capacity) throw new Refusal('slot-full');
		if (companion !== null && !(await mayGoAlong(db, slot.centreId, companion))) throw new Refusal('not-your-place');
		await insertBooking(db, {
			id,
			slot: slotId,
			centre: slot.centreId,
			person,
			triage: triage.id,
			purpose,
			companion,
			at: now
		});
		const need = await followNeed(context, person, 'e-id', { plan: 'police', promisedOn: slot.day, owner: companion });
		return { answer: { id }, about: id, person, detail: { slot: slotId, day: slot.day, purpose, companion, need } };
	}
);
