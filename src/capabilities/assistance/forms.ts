import * as v from 'valibot';
import { FOLLOW_UP_DAYS } from './need.ts';

// Forms of this room that look otherwise than what their commands take.

export const PlanForm = v.pipe(
	v.object({ promised: v.nullable(v.pipe(v.string(), v.trim())) }),
	v.transform(({ promised }) => ({ promisedOn: promised }))
);

export const FollowUpForm = v.pipe(
	v.object({ after: v.picklist(FOLLOW_UP_DAYS) }),
	v.transform(({ after }) => ({ afterDays: after }))
);

/** For somebody who was looked for; nobody chosen is not whoever sits beside. */
export const NeedForm = v.object({ person: v.string() });
