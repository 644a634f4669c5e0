import * as v from 'valibot';
import { day, id, noSecret } from '#kernel/shapes.ts';
import { cards, fingers, phones, sims, wants } from './rules-triage.ts';
import { outcomes, reasons } from './rules-visit.ts';

/** Nobody is called to the police at night. */
const [FIRST, LAST] = ['06:00', '20:00'];
const time = v.pipe(
	v.string(),
	v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time-shape'),
	v.check((text) => text >= FIRST && text <= LAST, 'slot-hours')
);

/** What they answered. Codes only: there is nowhere to write. */
export const RecordTriage = v.object({
	id,
	want: v.picklist(wants, 'choice-missing'),
	card: v.picklist(cards, 'choice-missing'),
	sim: v.picklist(sims, 'choice-missing'),
	phone: v.picklist(phones, 'choice-missing'),
	fingers: v.picklist(fingers, 'choice-missing')
});
export const OpenSlots = v.object({
	day,
	from: time,
	until: time,
	each: v.picklist([15, 20, 30, 60], 'choice-missing'),
	capacity: v.pipe(
		v.number('capacity-shape'),
		v.integer('capacity-shape'),
		v.minValue(1, 'capacity-shape'),
		v.maxValue(20, 'capacity-shape')
	),
	place: v.picklist(['station', 'kit'], 'choice-missing'),
	hamlet: v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(80, 'too-long'), noSecret))
});
/** `seen`: the bookings that were read at these times; null where nobody reads them before. */
export const WithdrawSlots = v.object({
	id,
	slots: v.pipe(v.array(id), v.minLength(1, 'slots-missing'), v.maxLength(100)),
	seen: v.optional(v.nullable(v.pipe(v.array(id), v.maxLength(2000))), null)
});
export const OneCallOff = v.object({ callOff: id });
export const Book = v.object({ id, slot: id, companion: v.nullable(id) });
export const OneBooking = v.object({ booking: id });
export const RecordOutcome = v.object({
	booking: id,
	outcome: v.picklist(outcomes, 'choice-missing'),
	reason: v.nullable(v.picklist(reasons, 'choice-missing'))
});
