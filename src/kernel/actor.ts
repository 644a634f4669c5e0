import { Refusal } from './refusal.ts';

/**
 * Who may stand behind a request. `slip` holds a paper with a code, `device` is a paired kiosk, display or second screen, `phone` is
 * somebody of the staff by the phone that is bound to them: held to its areas, and not to a place; `learner` has opened learning by three
 * pictures, and nothing else.
 */
type ActorKind = 'staff' | 'phone' | 'resident' | 'learner' | 'slip' | 'device' | 'public' | 'system';

/** By what authority an act is done for its subject. */
type Authority = 'self' | 'present' | 'mandate' | 'guardian' | 'system';

/**
 * The person or system acting, and for whom. It is made once, at the edge, from a cookie, a key or a job; nothing
 * below the edge can widen it. `centres` are the places where its rights hold; `row` is the one row (case, ticket or
 * job subject) that a slip, a device or the worker was handed.
 */
export type Actor = {
	kind: ActorKind;
	/** Staff (also by a phone), person, device or case id; a listener's or job's name for the system. */
	id: string;
	may: ReadonlySet<string>;
	centres: readonly number[];
	/** The person acted for, where there is one. */
	subject: string | null;
	authority: Authority | null;
	/** The assisted session that the request belongs to. */
	session: string | null;
	row: string | null;
	/** The desk at which a member of staff sits or a device stands. */
	desk: string | null;
	/** The signed-in browser of a member of staff, which can hold one assisted session at a time; or their phone; or what a learner’s pictures opened. */
	machine: string | null;
	/** The level of the e-ID account by which a resident came in. */
	eIdLevel: number | null;
	/** In which of their roles a member of staff opens a door: whoever serves and administers does each act as one of the two. */
	inRole?: (door: string) => string | null;
	/** The key by which a program acts in somebody's name. */
	key?: string;
	/** The areas of the field to which a phone is held. */
	areas?: readonly string[];
};

/** The centre at which an act is written: the first of the actor's places. */
export const homeOf = (actor: Actor): number | null => actor.centres[0] ?? null;

const base = {
	centres: [],
	subject: null,
	authority: null,
	session: null,
	row: null,
	desk: null,
	machine: null,
	eIdLevel: null
} as const;

/** The same for a door that answers for one place: whoever has none is refused (`not-your-place`), and never answered for none. */
export function centreOf(actor: Actor): number {
	const centre = homeOf(actor);
	if (centre === null) throw new Refusal('not-your-place');
	return centre;
}

/** Somebody of whom nothing is known. */
export const anyone = (may: ReadonlySet<string>): Actor => ({ ...base, kind: 'public', id: 'public', may });

/** A job or listener; it sees the one row that it was handed. */
export const system = (
	name: string,
	may: ReadonlySet<string>,
	row: string | null = null,
	centres: readonly number[] = []
): Actor => ({
	...base,
	kind: 'system',
	id: name,
	authority: 'system',
	may,
	row,
	centres
});
