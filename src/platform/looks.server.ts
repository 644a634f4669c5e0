import type { Context } from './context.server.ts';
import type { Last } from './db.server.ts';
import { insertLook, insertLookOnce, type NewLook } from './sql.server.ts';

/** What a look tells whoever was looked at: one person, or everybody whom a list showed, each of whom reads that they were on it. */
export type Looked = {
	person: string | readonly string[];
	what: string;
	purpose: string;
	about?: string | null;
	/** A list that looks again by itself: within the hour the same is one look. */
	repeats?: boolean;
} | null;

type LookContext = Pick<Context, 'db' | 'actor' | 'now'>;
export type Showed = NonNullable<Looked> & { session?: string | null };

/** The row of a look; none where nobody was shown. */
export function lookOf(
	{ actor, now }: Pick<LookContext, 'actor' | 'now'>,
	{ person, what, purpose, about = null, session = actor.session }: Showed
): NewLook | null {
	const people = [...new Set([person].flat())];
	return people.length === 0 ? null : { at: now, people, what, purpose, sessionId: session, about };
}

/** The statement of it. */
export function lookRows({ db, ...by }: LookContext, showed: Showed): Last[] {
	const look = lookOf(by, showed);
	if (look === null) return [];
	return [showed.repeats ? insertLookOnce(db, look, '1 hour') : insertLook(db, look)];
}

/** Writes one look that a command has besides: whom it showed and why, for that person to read. */
export const writeLook = (context: LookContext, looked: Showed): Promise<unknown> =>
	Promise.all(lookRows(context, looked));
