import * as v from 'valibot';
import { day } from '#kernel/shapes.ts';
import { Opening } from './answers.ts';

const minutes = (least: number, most: number, wrong: string) =>
	v.pipe(v.number(wrong), v.integer(wrong), v.minValue(least, wrong), v.maxValue(most, wrong));

/** `000.16.43.H56`: whose file it is, in the codes of the national portal. */
const agencyCode = v.pipe(v.string(), v.trim(), v.regex(/^\d{3}\.\d{2}\.\d{2}\.H\d{2}$/, 'agency-shape'));

/** A commune of the public register, by its code there. */
export const FoundByRegister = v.object({
	commune: v.pipe(v.string(), v.trim(), v.regex(/^\d{5}$/, 'commune-missing')),
	agencyCode
});

export const CloseDay = v.object({
	day,
	words: v.pipe(v.string(), v.trim(), v.nonEmpty('closed-why-missing'), v.maxLength(80, 'too-long'))
});

/** `seen`: the week as the page showed it. */
export const SetHours = v.object({
	seen: v.pipe(v.string(), v.maxLength(600)),
	week: v.pipe(v.array(Opening), v.maxLength(28))
});

/** `seen`: the ways as the page showed them. */
export const SetWays = v.object({
	seen: v.pipe(v.string(), v.maxLength(300)),
	shortName: v.pipe(v.string(), v.trim(), v.nonEmpty('name-missing'), v.maxLength(80, 'too-long')),
	agencyCode,
	headStartMin: minutes(0, 60, 'head-start-range'),
	waitCapMin: minutes(10, 180, 'wait-cap-range'),
	portalWay: v.picklist(['api', 'by-hand'])
});
