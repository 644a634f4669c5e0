import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { asksStill, findFor, listReaders } from './sql-business.server.ts';

/** Who is told that there is an answer on a ticket, and as whom: each hears of it in words of their own. */
export type Readers = {
	/** Whose it is, where they asked themselves. */
	own: string | null;
	/** Everybody who stands for the business of which it is. */
	business: readonly string[];
	/** Who asked it for somebody else, as long as they may. */
	asked: string | null;
	/** For whom it was asked: they may have no page to read it on. */
	hers: string | null;
};

/** Of a ticket of the register (`person`), of a business or of a caller, whom nobody can tell, as it is on the day of asking. */
export async function readersOf(
	{ db, now }: Pick<Context, 'db' | 'now'>,
	{ ticket, person }: { ticket: string; person: string | null }
): Promise<Readers> {
	const { business, asked } = await findFor(db, ticket);
	const today = dayOf(now);
	return {
		own: asked === null ? person : null,
		business: business === null ? [] : await listReaders(db, business, today),
		asked: asked !== null && person !== null && (await asksStill(db, person, asked, today)) ? asked : null,
		hers: asked === null ? null : person
	};
}
