import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id, OnePage, pageWith, whole } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { pageIn } from '#platform/sql-page.server.ts';
import { findKey } from '#platform/subject-keys.server.ts';
import { openRow } from './begin.server.ts';
import { readingOf } from './map.server.ts';
import { papersOf } from '#capabilities/residents/papers.server.ts';
import { findPersonBrief, getPerson } from '#capabilities/residents/people.server.ts';
import { turned, type Letters } from './rules-letters.ts';
import { hamletOf, partOf, type SheetPart } from './rules-sheets.ts';
import { differencesOf } from './rules-difference.ts';
import { readRow, type ImportedPerson } from './rules-row.ts';
import { verdicts } from './rules-verdict.ts';
import {
	countPlaces,
	countReasons,
	countVerdicts,
	findImport,
	importsOf,
	listRows,
	type ImportRow
} from './sql.server.ts';
import { listRowsAfter } from './sql-check.server.ts';
import { ShownRow, ImportWhole, ImportBrief } from './answers.ts';

const brief = ({ id, fileName, state, fault, rows, checked, madeAt, appliedAt, undoneAt }: ImportRow): ImportBrief => ({
	id,
	fileName,
	state,
	fault,
	rows,
	checked,
	madeAt,
	appliedAt,
	undoneAt
});

/** Rows shown beside the columns, and rows among which examples of old letters are looked for. */
const SAMPLES = 3;
const LOOKED_AT = 60;

/** Imports on one page. */
const IMPORTS = 20;

/** The imports of the actor's centre, newest first. */
export const imports = query(
	{
		name: 'imports.list',
		group: 'keep-register',
		input: OnePage,
		answer: pageWith(ImportBrief),
		look: 'a sheet that the commune itself brought, before it is in the register'
	},
	async ({ db, actor }, { page }) => {
		const found = await pageIn<ImportRow>(db, importsOf(db, centreOf(actor)), page, IMPORTS);
		return { ...found, rows: found.rows.map(brief) };
	}
);

/** One import with everything: how its columns were read, what its rows came to. */
export const importShown = query(
	{
		name: 'imports.show',
		group: 'keep-register',
		input: v.object({ import: id }),
		answer: ImportWhole,
		look: 'a sheet that the commune itself brought, before it is in the register'
	},
	async (context, input): Promise<ImportWhole> => {
		const found = await findImport(context.db, input.import);
		if (!found) throw new Refusal('import-unknown');
		const key = await findKey(context, found.id);
		const first = key ? await listRowsAfter(context.db, found.id, 0, LOOKED_AT) : [];
		const cells = first.map((row) => openRow(key!, found.id, row));
		const { hamlets } = await readingOf(context, found);
		const tallied = await countVerdicts(context.db, found.id);
		const count = (verdict: string): number => tallied.find((one) => one.verdict === verdict)?.count ?? 0;
		return {
			...brief(found),
			header: found.header,
			mapping: found.mapping,
			samples: cells.slice(0, SAMPLES),
			letters: lettersShown(found.letters, cells),
			places: [...(await countPlaces(context.db, found.id))],
			hamlets: hamlets.map(({ id: hamlet, name }) => ({ id: hamlet, name })),
			sheets: found.sheets.map(({ name, hidden, fits, taken, rows }) => ({
				...{ name, hidden, fits, taken, rows },
				hamlet: hamletOf(name, hamlets)
			})),
			counts: {
				new: count('new'),
				same: count('same'),
				changed: count('changed'),
				doubtful: count('doubtful'),
				refused: count('refused')
			},
			done: tallied.reduce((sum, one) => sum + one.count, 0),
			taken: tallied.reduce((sum, one) => sum + one.taken, 0),
			reasons: [...(await countReasons(context.db, found.id))]
		};
	}
);

/** Columns that are not in Unicode, each with some cells as they stand and as they would be read. */
const lettersShown = (letters: Letters, rows: readonly string[][]): ImportWhole['letters'] =>
	Object.entries(letters).map(([column, { left = false, ...one }]) => ({
		...{ column: Number(column), left, ...one },
		examples: [...new Set(rows.map((row) => row[Number(column)] ?? ''))]
			.map((before) => ({ before, after: turned(before, one).text }))
			.filter(({ before, after }) => before !== after)
			.slice(0, SAMPLES)
	}));

const placeIn = (parts: readonly SheetPart[], n: number) => {
	const part = partOf(parts, n);
	return { n, at: n - (part?.before ?? 0), sheet: part && parts.length > 1 ? part.name : null };
};

const PAGE = 50;

/** Who a row means: numbers and telephones stand masked among the differences, and as typed in its cells alone. */
const shortly = ({ name, birthYear, birthDate, hamlet }: ImportedPerson): ShownRow['said'] => ({
	name,
	birthYear,
	birthDate,
	hamlet
});

const factsOf = async (context: Context, person: string) => ({
	...(await getPerson(context, person)),
	papers: await papersOf(context, person)
});

/** A page of the rows of one verdict, each as the sheet says it beside whom it meets in the register, and in what the two differ. */
export const importRows = query(
	{
		name: 'imports.rows',
		group: 'keep-register',
		input: v.object({
			import: id,
			verdict: v.picklist(verdicts),
			from: whole
		}),
		answer: v.array(ShownRow),
		// What the sheet says the commune brought itself; whom its rows meet comes out of the register.
		look: (rows) => ({
			person: rows.flatMap(({ has }) => has?.id ?? []),
			...{ what: 'list', purpose: 'list-sheet', repeats: true }
		})
	},
	async (context, input): Promise<ShownRow[]> => {
		const found = await findImport(context.db, input.import);
		const key = found ? await findKey(context, found.id) : null;
		if (!found || !key) return [];
		const [rows, reading] = [
			await listRows(context.db, found.id, input.verdict, input.from, PAGE),
			await readingOf(context, found)
		];
		return Promise.all(
			rows.map(async (row) => {
				const cells = openRow(key, found.id, row);
				const { person: said } = readRow(cells, reading, row.above);
				const met = row.verdict === 'new' ? null : (row.likeId ?? row.personId);
				const has = met && (await findPersonBrief(context, met));
				return {
					...{
						...placeIn(found.sheets, row.n),
						verdict: input.verdict,
						reasons: row.reasons,
						decision: row.decision,
						said: said && shortly(said),
						cells
					},
					has: has || null,
					differs: has && said ? differencesOf(row.differs, said, await factsOf(context, has.id)) : []
				};
			})
		);
	}
);
