import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { id } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { subjectKey } from '#platform/subject-keys.server.ts';
import { numberHashes } from '#capabilities/residents/seal.server.ts';
import { openRow } from './begin.server.ts';
import { readingOf } from './map.server.ts';
import { readRow, type ImportedPerson } from './rules-row.ts';
import { findImportRow, type ImportRow } from './sql.server.ts';
import { listKnown, updateRows } from './sql-check.server.ts';
import { stage } from './stage.server.ts';
import { importIn } from './state.server.ts';

const n = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Decides about one doubtful row: somebody new, the person it looks like, or nobody. It is sealed again under the key of whom it will be. */
export const decideRow = command(
	{
		name: 'imports.decide-row',
		group: 'keep-register',
		input: v.object({ import: id, n, decision: v.picklist(['new', 'same', 'skip']) }),
		answer: v.object({ decided: v.picklist(['new', 'same', 'skip']) })
	},
	async (context, input) => {
		const found = await importIn(context, input.import, 'checked');
		const row = await findImportRow(context.db, found.id, input.n);
		if (row?.verdict !== 'doubtful' || !row.sealed) throw new Refusal('import-row-sure');
		const key = await subjectKey(context, found.id);
		const read = readRow(openRow(key, found.id, row), await readingOf(context, found), row.above);
		const like = row.likeId;
		if (input.decision === 'same' && like === null) throw new Refusal('import-nobody-like');
		// A number stands in one row only: somebody new cannot have that of another.
		if (input.decision === 'new' && (await isNumberTaken(context, found, read.person)))
			throw new Refusal('import-number-taken');
		const judgement = {
			verdict: 'doubtful' as const,
			reasons: row.reasons,
			differs: row.differs,
			person: input.decision === 'new' ? null : like
		};
		const [staged] = await stage(context, found, [
			{ ...{ n: row.n, above: row.above, place: read.place ?? null, like }, person: read.person, judgement }
		]);
		await updateRows(context.db, found.id, [{ ...staged!, decision: input.decision }]);
		return {
			answer: { decided: input.decision },
			about: found.id,
			person: null,
			detail: { n: input.n, decision: input.decision }
		};
	}
);

const isNumberTaken = async (context: Context, one: ImportRow, person: ImportedPerson | null): Promise<boolean> =>
	Boolean(person?.number) &&
	(await listKnown(context.db, one.communeId, numberHashes(context.keys, person!.number!), [])).length > 0;
