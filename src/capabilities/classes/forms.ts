import * as v from 'valibot';
import { lessonNamed } from './at-door.ts';
import { marks } from './rules-seats.ts';

// Forms of this room that look otherwise than what their commands take.

/** Days of the moon are typed in a row, with commas or gaps between them. */
export const AvoidForm = v.pipe(
	// What is not read whole is said, and never taken in part.
	v.object({ lunarDays: v.pipe(v.string(), v.regex(/^[\d\s,;]*$/, 'class-lunar')) }),
	v.transform(({ lunarDays }) => ({ lunarDays: (lunarDays.match(/\d+/g) ?? []).map(Number) }))
);

/** One choice a person, by a name that carries their id; whoever was left open is not said, nor whoever stands as the page showed them. */
export const RollForm = v.pipe(
	v.record(v.string(), v.string()),
	v.transform((fields) => ({
		marks: Object.entries(fields).flatMap(([name, how]) =>
			name.startsWith('how-') && how !== '' && fields[`was-${name.slice(4)}`] !== how
				? [{ person: name.slice(4), how }]
				: []
		)
	})),
	v.object({ marks: v.array(v.object({ person: v.string(), how: v.picklist(marks) })) })
);

/** Whom a sheet means: one choice a line, by a name that carries its place on the sheet; a line that was left open says nobody. */
export const PaperForm = v.pipe(
	v.record(v.string(), v.string()),
	v.transform((fields) => ({
		people: Object.keys(fields)
			.filter((name) => /^line-\d+$/.test(name) && fields[name] !== '')
			.toSorted((a, b) => Number(a.slice(5)) - Number(b.slice(5)))
			.map((name) => fields[name]!)
	})),
	v.object({ people: v.array(v.string()) })
);

/** The lesson that was chosen is named as a phone names it: its class and its number. */
export const MakeUpForm = v.pipe(
	v.object({ fit: v.string() }),
	v.transform(({ fit }) => lessonNamed(fit))
);
