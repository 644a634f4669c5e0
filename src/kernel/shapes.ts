import * as v from 'valibot';
import { COUNTRY } from './country.ts';
import { isDay } from './day.ts';
import { oneWay } from './plain.ts';
import { looksLikeSecret } from './secret.ts';

// Shapes in which many rooms are told something from outside.

/** Names a row or a request: the one shape in which an id comes from outside. */
export const id = v.pipe(v.string(), v.uuid());

/** Names a place or counts something. */
export const whole = v.pipe(v.number(), v.integer());

/** Where something is on earth, in degrees (WGS 84), within Viet Nam. */
export const longitude = v.pipe(
	v.number(),
	v.minValue(COUNTRY.west, 'point-far'),
	v.maxValue(COUNTRY.east, 'point-far')
);
export const latitude = v.pipe(
	v.number(),
	v.minValue(COUNTRY.south, 'point-far'),
	v.maxValue(COUNTRY.north, 'point-far')
);

/** Which page of a long list, the first being 0. */
export const page = v.optional(v.pipe(whole, v.minValue(0), v.maxValue(1000)), 0);
export const OnePage = v.object({ page });

/** After which of its lines a list goes on that grows with the years: whatever was written meanwhile, none is left out and none comes twice. */
export const after = (key: v.GenericSchema<string>) => v.optional(v.nullable(key), null);

/** What a door answers that shows one page of a list. */
export const pageWith = <R extends v.GenericSchema>(row: R) =>
	v.object({ rows: v.array(row), whole: v.number(), more: v.number() });

/** The same of a list that goes on after a line: `next` is the key of this page's last, where more follow. */
export const turnWith = <R extends v.GenericSchema>(row: R) =>
	v.object({ ...pageWith(row).entries, next: v.nullable(v.string()) });

/** A day of the calendar (`yyyy-mm-dd`), and what is said where it is none. */
export const dayOr = (missing: string) => v.pipe(v.string(missing), v.check(isDay, missing));
export const day = dayOr('day-missing');

/** A procedure by its code in the public catalogue. */
export const procedureCode = v.pipe(v.string(), v.regex(/^\d\.\d{6}$/));

/** The secret end of a link. */
export const linkToken = v.pipe(v.string(), v.minLength(20), v.maxLength(100));

/** A code or password of anybody is refused and kept nowhere, not even in the box. */
export const noSecret = v.check<string, 'secret-typed'>((text) => !looksLikeSecret(text), 'secret-typed');

/** Plain words of a person or about them. */
export const plainWords = (most: number) =>
	v.pipe(v.string(), v.transform(oneWay), v.trim(), v.maxLength(most, 'too-long'), noSecret);

/** The same where nothing need be said. */
export const wordsOrNone = (most: number) =>
	v.nullable(
		v.pipe(
			plainWords(most),
			v.transform((text) => text || null)
		)
	);

/** The input of a door that is asked for nothing in particular. */
export const Nothing = v.object({});

/** The hash of a file, which is its name in the store. */
export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
