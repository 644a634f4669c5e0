import { homeOf } from '#kernel/actor.ts';
import { dayOf, timeOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { command } from '#platform/dispatch.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { followNeed } from '#capabilities/assistance/move-need.server.ts';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { Book, OpenSlots } from './inputs.ts';
import { purposeOf, slotsOf } from './rules-visit.ts';
import { insertBooking, mayGoAlong } from './sql-bookings.server.ts';
import { countTaken, findTriage, insertSlots, lockSlot } from './sql.server.ts';

/**
 * Opens times on a day that was agreed with the police: at the station (working days alone) or with the mobile kit in a
 * hamlet. Refuses a day that is over, no whole slot, and times that stand already (constraint `police_slot_once`).
 */
export const openSlots = command('readiness.open-slots', OpenSlots, async ({ db, actor, now, request }, input) => {
	const centre = homeOf(actor);
	if (centre === null) throw new Refusal('not-your-place');
	if (input.day < dayOf(now)) throw new Refusal('promise-past');
	if (input.place === 'station' && isDayOff(input.day)) throw new Refusal('promise-day-off');
	if (input.place === 'kit' && !input.hamlet) throw new Refusal('hamlet-missing');
	const slots = slotsOf(input.from, input.until, input.each);
	if (slots.length === 0) throw new Refusal('slot-none');
	const { day, place, capacity } = input;
	const hamlet = place === 'kit' ? input.hamlet : null;
	await insertSlots(
		db,
		{ centre, day, place, hamlet, capacity, at: now },
		slots.map((slot) => ({ ...slot, id: requestFor(request, 0, slot.starts) }))
	);
	return { answer: { opened: slots.length }, person: null, detail: { day, place, slots: slots.length, capacity } };
});

/**
 * A time at the police for whoever sits beside, with one of us going along or not. What it is for is what triage said
 * last: with an expired card or another's SIM nobody is sent for level 2. Refuses a full slot, also when many book at once.
 */
export const book = command('readiness.book', Book, async (context, { id, slot: slotId, companion }) => {
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
	if (`${slot.day} ${slot.starts}` < `${dayOf(now)} ${timeOf(now)}`) throw new Refusal('promise-past');
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
});
