import * as v from 'valibot';
import { topics } from '#capabilities/assistance/topics.ts';
import type { Which } from './inputs.ts';
import { whoms } from './rules-campaign.ts';

// Forms of this room that look otherwise than what their commands take.

const spot = (typed: string): [number, number] | null => {
	const [lon, lat, ...more] = typed.split(',').map(Number);
	return lon !== undefined && lat !== undefined && more.length === 0 && Number.isFinite(lon) && Number.isFinite(lat)
		? [lon, lat]
		: null;
};

/** A line as it stands in an address: `lon,lat;lon,lat;…` in degrees. Null where it is none. */
export function lineIn(said: string): [number, number][] | null {
	const spots = said.split(';').map(spot);
	return spots.every((one) => one !== null) ? spots : null;
}

const letter = v.pipe(
	v.string(),
	v.transform((typed) => typed || null)
);

/** Doors by their lane, or by a line that was drawn around them; the empty letter is nobody. */
export const PutForm = v.pipe(
	v.object({ by: v.picklist(['lane', 'line']), what: v.string(), letter }),
	v.transform(({ by, what, letter: to }) => ({ which: whichOf(by, what), letter: to }))
);

export const whichOf = (by: 'lane' | 'line', what: string): Which =>
	by === 'lane' ? { by, lane: what || null } : { by, line: lineIn(what) ?? [] };

/** Who goes: boxes that are ticked. */
export const StaffForm = v.pipe(
	v.object({ letter: v.string(), who: v.array(v.string()) }),
	v.transform(({ letter: part, who }) => ({ letter: part, staff: who }))
);

const names = topics.map((topic) => `aim-${topic}` as const);

/** For each topic a choice of whom it is for; the empty one leaves it out. */
export const AimsForm = v.pipe(
	v.object(v.entriesFromList(names, v.union([v.picklist(whoms), v.literal('')]))),
	v.transform((chosen) => ({
		aims: topics.flatMap((topic) => {
			const whom = chosen[`aim-${topic}`];
			return whom === '' ? [] : [{ topic, whom }];
		})
	}))
);
