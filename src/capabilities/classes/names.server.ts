import type { Context } from '#platform/context.server.ts';
import type { PairShown } from './answers.ts';
import { listOnRoll } from './sql-hosts.server.ts';
import { listPairs } from './sql-pairs.server.ts';
import { listSeats } from './sql.server.ts';

/** A place that somebody has is never left out of a list: whose record is not of this commune is shown without a name. */
export async function namesOn({ db }: Pick<Context, 'db'>, run: string) {
	const known = new Map((await listOnRoll(db, run)).map(({ personId, name, needs }) => [personId, { name, needs }]));
	return (person: string) => ({ name: known.get(person)?.name ?? '', needs: known.get(person)?.needs ?? [] });
}

/**
 * Who sits beside somebody of a class, with their number where they have a place too. Only staff of the centre read a name: whoever helps from
 * another organisation is told how they belong together.
 */
export async function pairsOn({ db }: Pick<Context, 'db'>, run: string) {
	const seats = await listSeats(db, run);
	const pairs = new Map(
		(await listPairs(db, run)).map(({ personId, companionId, companion, relation }): [string, PairShown] => {
			const number = seats.find((one) => one.personId === companionId && one.state === 'taken')?.number ?? null;
			// Whoever may read neither a name nor a number of them needs no id either.
			const known = companion === null && number === null ? null : companionId;
			return [personId, { relation, companion: known, name: companion, number }];
		})
	);
	return (person: string): PairShown | null => pairs.get(person) ?? null;
}

/** Of the register those who come along and are named. */
export const besideOf = (rows: readonly { pair: PairShown | null }[]): string[] =>
	rows.flatMap(({ pair }) => (pair?.companion && pair.name !== null ? [pair.companion] : []));
