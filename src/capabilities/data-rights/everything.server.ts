import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { findKeys, type SubjectKey } from '#platform/subject-keys.server.ts';
import { TakeOut } from './inputs.ts';
import type { Everything, Opens, Row } from '#kernel/kept.ts';
import { id } from '#kernel/shapes.ts';
import { allKept } from '#platform/keeping.server.ts';
import { openName } from './rules-everything.ts';
import { findEverything, findTakeOut } from './sql-everything.server.ts';
import { findRequest } from './sql-requests.server.ts';
import { Copy } from './answers.ts';

/** All rows of one person, as they are kept. Refuses who may not have them (`take-out-not-yours`). */
export async function rowsOf(
	{ db }: Pick<Context, 'db'>,
	person: string,
	answering: string | null
): Promise<Everything> {
	const all = await findEverything(db, person, answering);
	if (!all) throw new Refusal('take-out-not-yours');
	return Object.fromEntries(Object.entries(all).map(([table, rows]) => [table, rows ?? []]));
}

/** The sealed columns of a table, and how each is opened; mostly under the key of whose row it is. */
const sealedIn = (table: string): [string, Opens][] => Object.entries(allKept()[table]?.sealed ?? {});
const subjectOf = ({ subject }: Opens, row: Row): string => (subject ? subject(row) : String(row['person_id']));

const bytesOf = (hex: unknown): Buffer => Buffer.from(String(hex).replace(/^\\x/, ''), 'hex');

/** The rows with every sealed cell opened under the key of whose it is; what no key opens any more is null. */
async function openedRows(context: Context, all: Everything): Promise<Everything> {
	const cells = (table: string, row: Row) => sealedIn(table).filter(([column]) => row[column] !== null);
	const subjects = Object.entries(all).flatMap(([table, rows]) =>
		rows.flatMap((row) => cells(table, row).map(([, opens]) => subjectOf(opens, row)))
	);
	const keys = await findKeys(context, [...new Set(subjects)]);
	return Object.fromEntries(
		Object.entries(all).map(([table, rows]) => [table, rows.map((row) => openRow(table, row, keys))])
	);
}

function openRow(table: string, row: Row, keys: ReadonlyMap<string, SubjectKey>): Row {
	const open: Row = { ...row };
	for (const [column, opens] of sealedIn(table)) {
		const [sealed, key] = [row[column], keys.get(subjectOf(opens, row))];
		delete open[column];
		open[openName(column)] = sealed && sealed !== '\\x' && key ? key.text(bytesOf(sealed), opens.bind(row)) : null;
	}
	return open;
}

/**
 * They take a copy of everything, or a member of staff makes one for the request to see it that they answer: written down
 * before it is shown.
 */
export const takeOut = command(
	{
		name: 'data-rights.take-out',
		formerly: 'privacy.take-out',
		group: ['own-page', 'answer-for-data'],
		input: TakeOut,
		answer: v.object({ person: v.string() })
	},
	async (context, { person, answering }) => {
		if (answering !== null && (await findRequest(context.db, answering))?.kind !== 'access')
			throw new Refusal('take-out-not-yours');
		await rowsOf(context, person, answering);
		return { answer: { person }, about: answering, person };
	}
);

/** The copy itself, for a take-out that was just written down. A look. */
export const everything = query(
	{
		name: 'data-rights.everything',
		formerly: 'privacy.everything',
		group: ['own-page', 'answer-for-data'],
		input: v.object({ takeOut: id }),
		answer: Copy,
		look: ({ person }, input, actor) => ({
			person,
			what: 'everything',
			purpose: actor.kind === 'resident' ? 'own-copy' : 'data-request',
			about: input.takeOut
		})
	},
	async (context, input): Promise<Copy> => {
		const hourAgo = new Date(context.now.getTime() - 3_600_000);
		const found = await findTakeOut(context.db, input.takeOut, context.actor.id, hourAgo);
		if (!found) throw new Refusal('take-out-not-yours');
		const rows = await rowsOf(context, found.personId, found.about);
		return { person: found.personId, madeAt: context.now, parts: await openedRows(context, rows) };
	}
);
