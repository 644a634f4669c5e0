import * as v from 'valibot';
import { instantOf } from '#kernel/day.ts';

// Forms of this room that look otherwise than what their commands take.

export const BeginForm = v.pipe(
	v.object({ card: v.string() }),
	v.transform(({ card }) => ({ byCard: card === '1' }))
);

/** The raw answer of a question: a date comes in three boxes, anything else in one. */
export const AnswerForm = v.pipe(
	v.object({
		raw: v.optional(v.string(), ''),
		d: v.optional(v.string(), ''),
		m: v.optional(v.string(), ''),
		y: v.optional(v.string(), '')
	}),
	v.transform(({ raw, ...boxes }) => {
		const parts = [boxes.d.trim(), boxes.m.trim(), boxes.y.trim()];
		if (parts.every((part) => part === '')) return { raw };
		return { raw: parts.filter((part, n) => part !== '' || (n === 1 && parts[0] !== '')).join('/') };
	})
);

/** What is called `code` goes back into no box, so the box of this form has a name of its own. */
export const OfficialCodeForm = v.pipe(
	v.object({ official: v.string() }),
	v.transform(({ official }) => ({ code: official }))
);

/** What `datetime-local` sends is a time on the wall of the centre. */
export const StatusForm = v.pipe(
	v.object({ outsideAt: v.string() }),
	v.transform(({ outsideAt }) => {
		const [day = '', time = ''] = outsideAt.split('T');
		const at = instantOf(day, time.slice(0, 5));
		return { outsideAt: Number.isNaN(at.getTime()) ? '' : at.toISOString() };
	})
);

/** Nobody receives what they file themselves. */
export const WayForm = v.pipe(
	v.object({ way: v.string(), receiver: v.nullable(v.string()) }),
	v.transform(({ way, receiver }) => ({ receiver: way === 'DIRECT' ? receiver : null }))
);

export const PeopleForm = v.pipe(
	v.object({ submitter: v.string() }),
	v.transform(({ submitter }) => ({ submitter: submitter === 'owner' ? ('owner' as const) : ('helped' as const) }))
);

/** The number of a slip, as `code` would not come back into its box. */
export const SlipForm = v.pipe(
	v.object({ slip: v.string() }),
	v.transform(({ slip }) => ({ code: slip }))
);
