import * as v from 'valibot';
import { after, day, id, page, whole } from '#kernel/shapes.ts';
import { visitOutcomes } from '#capabilities/assistance/inputs-visits.ts';
import { needKinds } from '#capabilities/assistance/need.ts';
import { topics } from '#capabilities/assistance/topics.ts';
import { hands, whiches } from './rules-keying.ts';

export const PrintList = v.object({
	id,
	area: v.pipe(v.string('area-missing'), v.uuid('area-missing')),
	walker: v.pipe(v.string('walker-missing'), v.uuid('walker-missing')),
	which: v.picklist(whiches)
});
export const OneList = v.object({ list: id });
/** A list goes on after one that is out, or after one that is over, by its number. */
export const ListsOn = v.object({ page, after: after(v.pipe(v.string(), v.regex(/^(out|over)-\d{1,9}$/))) });
export const OneRow = v.object({ row: id });
/** A row by the two numbers that are printed beside its code. */
export const ByNumbers = v.object({ list: whole, n: whole });

const clock = v.pipe(v.string('hour-missing'), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'hour-missing'));
/** What somebody was shown, by which of the three numbers the walker wrote. */
const Taught = v.object({ person: id, topic: v.picklist(topics), how: v.picklist(hands) });
const Need = v.object({ person: id, kind: v.picklist(needKinds), promisedOn: v.nullable(day) });

const isMet = (met: readonly string[], person: string | undefined): boolean =>
	person === undefined || met.includes(person);

/** What stands in a row of the paper, as one hand keys it. */
export const KeyRow = v.pipe(
	v.object({
		row: id,
		outcome: v.picklist(visitOutcomes, 'outcome-missing'),
		day,
		from: clock,
		until: clock,
		met: v.pipe(v.array(id), v.maxLength(20)),
		taught: v.pipe(v.array(Taught), v.maxLength(60)),
		need: v.nullable(Need)
	}),
	v.forward(
		v.check(({ from, until }) => from <= until, 'walk-hours'),
		['until']
	),
	v.forward(
		v.check(({ outcome, met }) => (outcome === 'met') === met.length > 0, 'walk-met'),
		['met']
	),
	v.forward(
		v.check(({ met, taught, need }) => [...taught, need].every((one) => isMet(met, one?.person)), 'walk-met'),
		['met']
	)
);

/** `lost`: nobody knows where the paper is. */
export const EndList = v.object({ list: id, ended: v.picklist(['put-away', 'lost']) });
