import * as v from 'valibot';
import { id, whole } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import type { Db } from '#platform/db.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { lookupHash, lookupHashes } from '#platform/keys.server.ts';
import { subjectKey, type SubjectKey } from '#platform/subject-keys.server.ts';
import { findHamlet } from '#capabilities/places/rules-hamlets.ts';
import { addressesOf } from '#capabilities/places/carry-over.server.ts';
import { numberHashes } from '#capabilities/residents/seal.server.ts';
import { openRow } from './begin.server.ts';
import { readingOf } from './map.server.ts';
import { takenBy, type Above } from './rules-above.ts';
import { isTaken, partOf } from './rules-sheets.ts';
import { readCells, readRow, type ImportedPerson, type Reading, type ReadRow } from './rules-row.ts';
import { judge, nameKey, type Judged, type Known } from './rules-verdict.ts';
import { updateImport, type ImportRow } from './sql.server.ts';
import {
	analyzeRows,
	doubtBothWays,
	doubtSecondChanges,
	findRowBefore,
	leaveRows,
	listBefore,
	listKnown,
	listRowsAfter,
	markSecondHeads,
	updateRows,
	type JudgedRow,
	type KnownRow
} from './sql-check.server.ts';
import { stage } from './stage.server.ts';
import { importIn, LARGE } from './state.server.ts';

const BATCH = 500;
const MINUTES = 1;

type Batch = { n: number; above: Above | null; read: ReadRow }[];
type Opened = { n: number; cells: string[]; above: Above | null };

/** Checks the next 500 rows of an import: what each is beside the register and the rows before it. Writes nothing into the register. */
export const checkRows = command(
	{
		name: 'imports.check-rows',
		group: 'house',
		input: v.object({ import: id, after: whole }),
		answer: v.object({ checked: v.number(), done: v.boolean() }),
		milliseconds: MINUTES * 60_000
	},
	async (context, input) => {
		const { db } = context;
		const found = await importIn(context, input.import, 'checking');
		const [key, reading] = [await subjectKey(context, found.id), await readingOf(context, found)];
		const where = await addressesOf(db, found.communeId);
		const batch = (await nextRows(db, found, key, reading)).map(({ n, cells, above }) => ({
			...{ n, above },
			read: placed(where, readRow(cells, reading, above))
		}));
		const taken = batch.filter(({ n }) => isTaken(found.sheets, n));
		if (taken.length > 0) await updateRows(db, found.id, await judged(context, found, taken, reading));
		if (taken.length < batch.length)
			await leaveRows(
				db,
				found.id,
				batch.filter((row) => !taken.includes(row)).map(({ n }) => n)
			);
		const last = batch.at(-1)?.n ?? found.checked;
		if (batch.length < BATCH) {
			if (last > LARGE) await analyzeRows(db);
			await markSecondHeads(db, found.id);
			await doubtBothWays(db, found.id);
			await doubtSecondChanges(db, found.id);
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

/** The next rows of a sheet that are taken, each with what it takes from those above it and from its worksheet. */
async function nextRows(db: Db, one: ImportRow, key: SubjectKey, reading: Reading): Promise<Opened[]> {
	const before = await findRowBefore(db, one.id, one.checked);
	let last: Opened | null = before ? { ...before, cells: openRow(key, one.id, before) } : null;
	return (await listRowsAfter(db, one.id, one.checked, BATCH)).map((row) => {
		const cells = openRow(key, one.id, row);
		const kept = last && partOf(one.sheets, last.n) === partOf(one.sheets, row.n) ? last : null;
		const above = takenBy(
			{ n: row.n, cells: readCells(cells, reading) },
			kept && { ...kept, cells: readCells(kept.cells, reading) },
			reading
		);
		last = { n: row.n, cells, above };
		return last;
	});
}

/** What an address says of where somebody lives: under the former name of a commune it is ours, in another's it is somebody's to decide. */
function placed(where: (address: string) => 'here' | 'was-here' | 'elsewhere' | null, read: ReadRow): ReadRow {
	const lies = read.person?.address ? where(read.person.address) : null;
	const reason = { here: [], 'was-here': ['address-former'], elsewhere: ['address-elsewhere'] }[lies ?? 'here'];
	return { ...read, reasons: [...read.reasons, ...reason] };
}

/** The rows of a batch with their verdicts, and staged as they would stand in the register. */
async function judged(context: Context, one: ImportRow, batch: Batch, { hamlets }: Reading): Promise<JudgedRow[]> {
	const people = batch.flatMap(({ read }) => (read.person ? [read.person] : []));
	const hashes = people.flatMap(({ number }) => (number ? numberHashes(context.keys, number) : []));
	const names = people.map(({ name, birthYear }) => nameKey(name, birthYear));
	const register = asRegister(await listKnown(context.db, one.communeId, hashes, names), hamlets);
	const before = await listBefore(context.db, one.id, batch[0]!.n, hashes, names);
	const numbers = new Set(before.flatMap(({ numberHash }) => (numberHash ? [numberHash.toString('hex')] : [])));
	const keys = new Set(before.flatMap(({ nameKey: key }) => (key ? [key] : [])));
	const rows = batch.map(({ n, above, read }) => {
		const { place = null } = read;
		if (!read.person) return { n, above, place, person: null, judgement: refused(read.reasons) };
		const hash = read.person.number ? lookupHash(context.keys, 'id-number', read.person.number).toString('hex') : null;
		const called = nameKey(read.person.name, read.person.birthYear);
		const judgement = judge(read.person, read.reasons, {
			...meet(context, read.person, register),
			numberBefore: hash !== null && numbers.has(hash),
			nameBefore: keys.has(called)
		});
		if (hash) numbers.add(hash);
		keys.add(called);
		return { n, above, place, person: read.person, judgement, bothWays: read.bothWays ?? false };
	});
	return stage(context, one, rows);
}

const refused = (reasons: string[]): Judged => ({ verdict: 'refused', reasons, differs: [], person: null });

type Register = { byNumber: Map<string, KnownRow>; byName: Map<string, KnownRow[]> };

/** Those of the register whom rows of a batch may be, laid out once so that each row finds its own. */
function asRegister(rows: readonly KnownRow[], hamlets: Reading['hamlets']): Register {
	// Somebody written down before the list was there may live in a hamlet of it all the same.
	const listed = new Map<string, number | null>();
	const known = rows.map((one) => {
		const { hamlet, hamletId } = one;
		if (hamlet === null || hamletId !== null) return one;
		if (!listed.has(hamlet)) listed.set(hamlet, findHamlet(hamlet, hamlets)?.id ?? null);
		return { ...one, hamletId: listed.get(hamlet)! };
	});
	const byName = Map.groupBy(known, ({ name, birthYear }) => nameKey(name, birthYear));
	const numbered = known.flatMap((one) => (one.numberHash ? [[one.numberHash.toString('hex'), one] as const] : []));
	return { byNumber: new Map(numbered), byName };
}

/** Who of the register a row may be, by whole number and by name and year. */
function meet({ keys }: Context, row: ImportedPerson, register: Register) {
	const numbers = row.number ? numberHashes(keys, row.number) : [];
	const phones = row.phone ? lookupHashes(keys, 'phone', row.phone) : [];
	const has = (hashes: Buffer[], hash: Buffer | null): boolean | null =>
		hashes.length === 0 || hash === null ? null : hashes.some((one) => one.equals(hash));
	const seen = ({ numberHash, phoneHash, ...one }: KnownRow): Known => ({
		...one,
		hasNumber: numberHash !== null,
		sameNumber: has(numbers, numberHash),
		samePhone: has(phones, phoneHash)
	});
	const [numbered] = numbers.flatMap((hash) => register.byNumber.get(hash.toString('hex')) ?? []);
	const named = register.byName.get(nameKey(row.name, row.birthYear)) ?? [];
	return { byNumber: numbered ? seen(numbered) : null, byName: named.map(seen) };
}
