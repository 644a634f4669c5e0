import * as v from 'valibot';

// Forms of this room that look otherwise than what their commands take.

/** Of whom it is: somebody of the register, one's own machine, or whoever called. */
export const TicketForm = v.pipe(
	v.object({ source: v.string(), person: v.nullable(v.string()), caller: v.nullable(v.string()) }),
	v.transform(({ person, caller, source }) => ({
		person: source === 'staff' ? null : person,
		caller: source === 'staff' || person ? null : caller
	}))
);

/** Nothing in the box promises nothing. */
export const SayForm = v.pipe(
	v.object({ until: v.nullable(v.pipe(v.string(), v.trim())) }),
	v.transform(({ until }) => ({ until: until || null }))
);
