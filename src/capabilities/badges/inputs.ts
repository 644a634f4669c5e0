import * as v from 'valibot';
import { dayOr, id, whole } from '#kernel/shapes.ts';

/** A portrait as it is kept: a small JPEG, base64. */
const picture = v.pipe(
	v.string('picture-missing'),
	v.maxLength(56_000),
	v.regex(/^[A-Za-z0-9+/]+=*$/, 'picture-missing')
);

export const GiveBadge = v.object({
	id,
	staff: v.pipe(v.string('staff-missing'), v.uuid('staff-missing')),
	validUntil: dayOr('day-missing'),
	/** Null keeps the picture of the badge that stands or stood last. */
	picture: v.nullable(picture)
});

export const OneBadge = v.object({ badge: id });

/** The step of the digits at which it is asked: the same press later is asked anew, and never answered by what was right before. */
const moment = whole;

/** Six digits as somebody typed them, at a centre, and by what wrong ones are counted. */
export const CheckDigits = v.object({
	centre: whole,
	digits: v.pipe(v.string(), v.maxLength(40)),
	address: v.string(),
	browser: v.nullable(v.string()),
	moment
});
export const CheckByTelephone = v.object({ digits: v.pipe(v.string(), v.maxLength(40)), moment });
