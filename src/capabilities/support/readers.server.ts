import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import type { Heard, RowOf } from '#platform/listen.server.ts';
import { tell, type Tell } from '#platform/telling.server.ts';
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

type On = { ticket: string; person: string | null };

/**
 * The four facts by which a room tells that there is an answer on tickets (`<room>.answered`, and to a business, whoever asked, and for whom it was
 * asked): to each in words of their own, of nothing that it says. `on`: the tickets that a row of the journal answers.
 */
export function answerTells<const C extends Heard>(
	room: string,
	hears: C | readonly C[],
	on: (row: RowOf<C>) => readonly On[]
): readonly Tell[] {
	const fact = (name: string, to: (readers: Readers) => readonly (string | null)[], must = false): Tell =>
		tell({
			...{ name: `${room}.${name}`, hears, topic: 'support', must, says: [] },
			told: async (context, row) => {
				const told = await Promise.all(
					on(row).map(async (one) =>
						to(await readersOf(context, one)).flatMap((who) => (who === null ? [] : [{ to: who, about: one.ticket }]))
					)
				);
				return told.flat();
			}
		});
	return [
		fact('answered', ({ own }) => [own]),
		// Everybody who stands for the business of a ticket, each once.
		fact('answered-business', ({ business }) => business),
		// Whoever asked for somebody, as long as they may, and whom it was asked for: they may have no page to read it on.
		fact('answered-asked', ({ asked }) => [asked]),
		fact('answered-hers', ({ hers }) => [hers], true)
	];
}
