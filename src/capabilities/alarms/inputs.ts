import * as v from 'valibot';
import { id, page, whole } from '#kernel/shapes.ts';

export const ListAlarms = v.object({ page });
/** A ticket as whoever asks saw it. */
export const AskCommune = v.object({ ticket: id, version: v.pipe(whole, v.minValue(1)) });
/** A night at a centre, and the ticket that climbs in it. */
export const OneNight = v.object({ night: v.pipe(v.string(), v.isoDate()), ticket: id });
