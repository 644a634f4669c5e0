import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { numberHashes } from '#capabilities/residents/seal.server.ts';
import { plain } from '#kernel/plain.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { beTheWorker } from '#tests/support/committed.ts';
import { apply, asLeader, check, show, upload } from '#tests/support/imports.ts';
import { HAMLETS, kinds, workbook, type Truth } from '#tests/support/kinds-of-sheets.ts';
import { scene, type Scene } from '#tests/support/scene.ts';

// What becomes of three hundred rows of each kind of sheet, as the page offers it and nobody has chosen anything. One file at a time
// plays the worker.
let letGo: () => Promise<void>;
beforeAll(async () => {
	letGo = await beTheWorker();
});
afterAll(() => letGo());

type Row = {
	verdict: string;
	reasons: string[];
	numberHash: Buffer | null;
	name: string | null;
	birthYear: number | null;
	gender: string | null;
	hamlet: string | null;
	household: string | null;
};

/** The rows of a sheet as they would stand in the register, in the order of the sheet. */
const staged = (s: Scene, id: string) =>
	asLeader(
		s,
		async (db) =>
			await db<Row[]>`
			select verdict, reasons, number_hash, staged ->> 'name' as name, (staged ->> 'birthYear')::int as birth_year, staged ->> 'gender' as gender,
				coalesce(staged ->> 'hamlet', (select hamlet from person p where p.id = r.person_id)) as hamlet, staged ->> 'household' as household
			from import_row r where import_id = ${id} and verdict is not null order by n`
	);

/** Whether a row that is taken unasked says what it really says. Somebody known is there already: the row may leave out what does not change. */
function isRight(s: Scene, commune: number, row: Row, truth: Truth): boolean {
	const known = row.verdict === 'same';
	return (
		(known || (row.name === truth.name && row.birthYear === truth.birthYear && row.gender === truth.gender)) &&
		row.numberHash !== null &&
		numberHashes(s.base.keys, truth.number).some((hash) => hash.equals(row.numberHash!)) &&
		row.hamlet === truth.hamlet &&
		row.household === requestFor('household', commune, plain(`H${truth.house}`))
	);
}

/** Of each kind: read right, asked, taken wrong. */
const shares: Record<string, number[]> = {};

test.each(Object.entries(kinds))(
	'%s: nothing is taken wrong in silence',
	(name, { people, sheets, before }) =>
		scene(async (s) => {
			await loadHamlets(s.as(s.thach), { text: `thôn\n${HAMLETS.join('\n')}\n` });
			if (before) {
				const first = await upload(s, await workbook(before));
				await check(s, first);
				await apply(s, first);
			}
			const id = await upload(s, await workbook(sheets));
			await check(s, id);
			const [one] = await asLeader(s, (db) => db`select commune_id from sheet_import where id = ${id}`);
			const rows = await staged(s, id);
			const shown = await show(s, id);
			expect([rows.length, shown.rows]).toEqual([300, 300]);
			const tally = { right: 0, asked: 0, wrong: 0 };
			for (const [n, row] of rows.entries()) {
				const asked = row.verdict === 'doubtful' || row.verdict === 'refused';
				const right = isRight(s, one!['communeId'] as number, row, people[n]!);
				tally[right && row.verdict !== 'doubtful' ? 'right' : asked ? 'asked' : 'wrong']++;
			}
			shares[name] = [tally.right, tally.asked, tally.wrong];
			expect(tally.wrong).toBe(0);
			if (before) expect(shown.places).toEqual([{ said: 'xã Cũ, thôn 9', count: 150, kept: 150 }]);
		})(),
	60_000
);

test('the shares of each kind: read right, asked, taken wrong', () => {
	expect(shares).toEqual({
		plain: [300, 0, 0],
		'family and given name apart': [300, 0, 0],
		'one heading over both': [300, 0, 0],
		TCVN3: [300, 0, 0],
		VNI: [300, 0, 0],
		// A name that ends in "à" lost its last byte, a space that does not break, on the way.
		'UTF-8 byte by byte': [290, 10, 0],
		'half TCVN3, half Unicode': [300, 0, 0],
		'house and hamlet of the head': [300, 0, 0],
		'house and hamlet merged': [300, 0, 0],
		'a worksheet for each hamlet': [300, 0, 0],
		'a hidden sheet first': [300, 0, 0],
		'born under Nam or Nữ': [300, 0, 0],
		'zeros lost': [300, 0, 0],
		'digits lost': [150, 150, 0],
		// Of a hundred spoilt names those in TCVN3 are read; "?", "*" and digits are asked.
		'names that are none': [225, 75, 0],
		// Whoever has a hamlet keeps it, and the place is asked once.
		'places outside the list': [300, 0, 0]
	});
});
