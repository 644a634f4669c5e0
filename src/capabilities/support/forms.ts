import * as v from 'valibot';
import type { Device } from './rules-device.ts';

// Forms of this room that look otherwise than what their commands take.

/** `kind`, or `kind:id` of one that is paired with the centre. What is none of these the command refuses. */
function machineIn(typed: string | null): { device: Device | null; machine: string | null } {
	const [kind = '', machine] = (typed ?? '').split(':');
	return { device: (kind || null) as Device | null, machine: machine ?? null };
}

/** Of whom it is: somebody of the register, one's own machine, or whoever called. */
export const TicketForm = v.pipe(
	v.object({
		source: v.string(),
		person: v.nullable(v.string()),
		caller: v.nullable(v.string()),
		device: v.nullable(v.string())
	}),
	v.transform(({ person, caller, source, device }) => ({
		...machineIn(device),
		person: source === 'staff' ? null : person,
		caller: source === 'staff' || person ? null : caller
	}))
);

/** Nothing in the box promises nothing. */
export const SayForm = v.pipe(
	v.object({ until: v.nullable(v.pipe(v.string(), v.trim())) }),
	v.transform(({ until }) => ({ until: until || null }))
);

/** Somebody of the register who was found. */
export const FoundForm = v.pipe(
	v.object({ person: v.string() }),
	v.transform(({ person }) => ({ person, caller: null, phone: null }))
);

/** Whoever is nobody of the register, as they were named. */
export const CallerForm = v.pipe(
	v.object({ caller: v.nullable(v.string()) }),
	v.transform(({ caller }) => ({ caller, person: null }))
);

/** They say that all is well. */
export const OverForm = v.pipe(
	v.object({}),
	v.transform(() => ({ kind: 'confirmed' as const, words: null, until: null }))
);

/** A key alone says that it works or does not; words go with it where there are some. */
export const OwnForm = v.pipe(
	v.object({ words: v.nullable(v.string()) }),
	v.transform(({ words }) => ({ words: words?.trim() || null }))
);

/** Who of those that stand for a business asks; whoever else calls says a name. */
export const BusinessTicketForm = v.pipe(
	v.object({ asked: v.nullable(v.string()), caller: v.nullable(v.string()), phone: v.nullable(v.string()) }),
	v.transform(({ asked, caller, phone }) =>
		asked ? { asked, caller: null, phone: phone || null } : { asked: null, caller, phone: phone || null }
	)
);
