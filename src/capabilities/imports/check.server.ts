import { numberHashes, sealFacts } from '#capabilities/residents/seal.server.ts';
import { Staged, type StagedHome } from '#capabilities/residents/staged.ts';
import * as v from 'valibot';
import { plain } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id, whole } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { lookupHash, lookupHashes } from '#platform/keys.server.ts';
import { subjectKey, subjectKeys, type SubjectKey } from '#platform/subject-keys.server.ts';
import { addressesOf } from '#capabilities/places/carry-over.server.ts';
import { importIn } from './state.server.ts';
import { rowBind } from './begin.server.ts';
import { readingOf } from './map.server.ts';
import { readRow, type ImportedPerson, type ReadRow } from './rules-row.ts';
import { judge, nameKey, type Judged, type Known } from './rules-verdict.ts';
import {
	findImportRow,
	listBefore,
	listKnown,
	listRowsAfter,
	doubtBothWays,
	markSecondHeads,
	updateImport,
	updateRows,
	type ImportRow,
	type JudgedRow,
	type KnownRow
} from './sql.server.ts';

const BATCH = 500;
const n = v.pipe(v.number(), v.integer(), v.minValue(1));

type Batch = { n: number; read: ReadRow }[];

/** Checks the next 500 rows of an import: what each is beside the register and the rows before it. Writes nothing into the register. */
export const checkRows = command(
	{
		name: 'imports.check-rows',
		group: 'house',
		input: v.object({ import: id, after: whole }),
		answer: v.object({ checked: v.number(), done: v.boolean() })
	},
	async (context, input) => {
		const { db } = context;
		const found = await importIn(context, input.import, 'checking');
		const [key, reading] = [await subjectKey(context, found.id), await readingOf(context, found)];
		const rows = await listRowsAfter(db, found.id, found.checked, BATCH);
		const where = await addressesOf(db, found.communeId);
		const batch = rows.map(({ n, sealed }) => ({
			n,
			read: placed(where, readRow(JSON.parse(key.text(sealed, rowBind(found.id, n))) as string[], reading))
		}));
		if (batch.length > 0) await updateRows(db, found.id, await judged(context, found, batch));
		const last = batch.at(-1)?.n ?? found.checked;
		if (batch.length < BATCH) {
			await markSecondHeads(db, found.id);
			await doubtBothWays(db, found.id);
		}
		await updateImport(db, found.id, { state: batch.length < BATCH ? 'checked' : 'checking', checked: last });
		return {
			answer: { checked: last, done: batch.length < BATCH },
			about: found.id,
			person: null,
			centre: found.centreId
		};
	}
);

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
		const cells = JSON.parse(key.text(row.sealed, rowBind(found.id, row.n))) as string[];
		const read = readRow(cells, await readingOf(context, found));
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
		const [staged] = await stage(context, found, [{ n: row.n, person: read.person, judgement, like }]);
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

/** What an address says of where somebody lives: under the former name of a commune it is ours, in another's it is somebody's to decide. */
function placed(where: (address: string) => 'here' | 'was-here' | 'elsewhere' | null, read: ReadRow): ReadRow {
	const lies = read.person?.address ? where(read.person.address) : null;
	const reason = { here: [], 'was-here': ['address-former'], elsewhere: ['address-elsewhere'] }[lies ?? 'here'];
	return { ...read, reasons: [...read.reasons, ...reason] };
}

/** The rows of a batch with their verdicts, and staged as they would stand in the register. */
async function judged(context: Context, one: ImportRow, batch: Batch): Promise<JudgedRow[]> {
	const people = batch.flatMap(({ read }) => (read.person ? [read.person] : []));
	const hashes = people.flatMap(({ number }) => (number ? numberHashes(context.keys, number) : []));
	const names = people.map(({ name, birthYear }) => nameKey(name, birthYear));
	const known = [...(await listKnown(context.db, one.communeId, hashes, names))];
	const before = await listBefore(context.db, one.id, batch[0]!.n, hashes, names);
	const numbers = new Set(before.flatMap(({ numberHash }) => (numberHash ? [numberHash.toString('hex')] : [])));
	const keys = new Set(before.flatMap(({ nameKey: key }) => (key ? [key] : [])));
	const rows = batch.map(({ n, read }) => {
		if (!read.person) return { n, person: null, judgement: refused(read.reasons) };
		const hash = read.person.number ? lookupHash(context.keys, 'id-number', read.person.number).toString('hex') : null;
		const called = nameKey(read.person.name, read.person.birthYear);
		const judgement = judge(read.person, read.reasons, {
			...meet(context, read.person, known),
			numberBefore: hash !== null && numbers.has(hash),
			nameBefore: keys.has(called)
		});
		if (hash) numbers.add(hash);
		keys.add(called);
		return { n, person: read.person, judgement, bothWays: read.bothWays ?? false };
	});
	return stage(context, one, rows);
}

const refused = (reasons: string[]): Judged => ({ verdict: 'refused', reasons, differs: [], person: null });

/** Who of the register a row may be, by whole number and by name and year. */
function meet({ keys }: Context, row: ImportedPerson, known: readonly KnownRow[]) {
	const numbers = row.number ? numberHashes(keys, row.number) : [];
	const phones = row.phone ? lookupHashes(keys, 'phone', row.phone) : [];
	const has = (hashes: Buffer[], hash: Buffer | null): boolean | null =>
		hashes.length === 0 || hash === null ? null : hashes.some((one) => one.equals(hash));
	const seen = known.map(({ numberHash, phoneHash, ...one }): Known => ({
		...one,
		hasNumber: numberHash !== null,
		sameNumber: has(numbers, numberHash),
		samePhone: has(phones, phoneHash)
	}));
	const called = nameKey(row.name, row.birthYear);
	return {
		byNumber: seen.find((one) => one.sameNumber === true) ?? null,
		byName: seen.filter((one) => nameKey(one.name, one.birthYear) === called)
	};
}

/** `like`: whom a doubtful row was like when it was checked, where that is not whom it is staged for. */
type Staging = {
	n: number;
	person: ImportedPerson | null;
	judgement: Judged;
	like?: string | null;
	bothWays?: boolean;
};

/** A person that a row brings has an id of its own that is the same however often the row is checked. */
const newPersonId = (one: string, n: number): string => requestFor('import', n, one);

const isNews = ({ verdict }: Judged): boolean => verdict !== 'refused' && verdict !== 'same';
const hasWhy = ({ groups, ethnic }: ImportedPerson): boolean => groups.length > 0 || ethnic !== null;

/** Seals what a row says under the key of whom it will be. What only the sheet says (household, relation) is staged beside it. */
export async function stage(context: Context, one: ImportRow, rows: readonly Staging[]): Promise<JudgedRow[]> {
	const target = ({ n, judgement }: Staging): string => judgement.person ?? newPersonId(one.id, n);
	const staged = rows.filter(
		({ person, judgement }) => person && (isNews(judgement) || (judgement.verdict === 'same' && hasWhy(person)))
	);
	const keys = await subjectKeys(context, staged.map(target));
	return rows.map((row) => {
		const key = keys.get(target(row));
		return {
			n: row.n,
			verdict: row.judgement.verdict,
			reasons: row.judgement.reasons,
			differs: row.judgement.differs,
			person: row.judgement.verdict === 'refused' ? null : target(row),
			like: row.judgement.verdict === 'doubtful' ? (row.like ?? row.judgement.person) : null,
			decision: null,
			bothWays: row.bothWays ?? false,
			numberHash: row.person?.number ? lookupHash(context.keys, 'id-number', row.person.number).toString('hex') : null,
			nameKey: row.person ? nameKey(row.person.name, row.person.birthYear) : null,
			staged: row.person && v.parse(Staged, key ? stagedAs(context, one, row.person, key) : livesAt(one, row.person))
		};
	});
}

const livesAt = (one: ImportRow, row: ImportedPerson): v.InferOutput<typeof StagedHome> => ({
	household: row.book ? requestFor('household', one.communeId, plain(row.book)) : null,
	book: row.book,
	address: row.address ?? '',
	hamletId: row.hamletId,
	relation: row.relation ?? 'other'
});

const hex = (bytes: Buffer | null): string | null => bytes && `\\x${bytes.toString('hex')}`;

function stagedAs(context: Context, one: ImportRow, row: ImportedPerson, key: SubjectKey): Staged {
	const sealed = sealFacts(context.keys, key, row);
	const why = hasWhy(row) ? JSON.stringify({ belongs: row.groups, ethnic: row.ethnic, note: '' }) : null;
	return {
		...livesAt(one, row),
		papers: row.papers,
		name: row.name,
		namePlain: plain(`${row.name} ${row.hamlet ?? ''}`),
		birthYear: row.birthYear,
		birthDate: row.birthDate,
		gender: row.gender,
		hamlet: row.hamlet,
		numberSealed: hex(sealed.numberSealed),
		numberHash: hex(sealed.numberHash),
		phoneSealed: hex(sealed.phoneSealed),
		phoneHash: hex(sealed.phoneHash),
		keyId: sealed.keyId,
		whySealed: hex(why === null ? null : key.seal(why, 'why'))
	};
}
