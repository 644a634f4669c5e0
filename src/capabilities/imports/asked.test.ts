import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beTheWorker } from '#tests/support/committed.ts';
import { apply, asLeader, check, person, sheetOf, show, upload, work } from '#tests/support/imports.ts';
import { asTcvn3, asVni } from '#tests/support/old-letters.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { decideRow } from './decide.server.ts';
import { placeImport } from './place.server.ts';
import { mapImport } from './map.server.ts';
import { loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { dropImport, tryImportAgain } from './state.server.ts';
import { importRows } from './sheets.server.ts';
import { findPeople } from '#capabilities/residents/people.server.ts';

// What sheets that communes really have are asked about, on their way from file to register. One file at a time plays the worker.
let letGo: () => Promise<void>;
beforeAll(async () => {
	letGo = await beTheWorker();
});
afterAll(() => letGo());

const rows = async (s: Scene, id: string, verdict: 'new' | 'changed' | 'same' | 'doubtful' | 'refused') =>
	(await importRows(s.as(s.thach), { import: id, verdict, from: 0 })).map(({ said, reasons }) => [
		said?.name ?? null,
		reasons
	]);

test(
	'family and given name in two columns come joined; whoever takes half of it is refused',
	scene(async (s) => {
		const id = await upload(s, Buffer.from('Họ;Tên;Năm sinh\nMây Thị;Trôi;1960\nMây Văn;;1961\n'));
		await work(s);
		const { mapping } = await show(s, id);
		expect(mapping).toEqual({ 'family-name': 0, 'given-name': 1, 'birth-year': 2 });
		const half = mapImport(s.as(s.thach), { import: id, mapping: { name: 0, 'birth-year': 2 } });
		expect(await refusalOf(half)).toBe('import-name-half');
		await check(s, id);
		expect(await rows(s, id, 'new')).toEqual([['Mây Thị Trôi', []]]);
		expect(await rows(s, id, 'doubtful')).toEqual([['Mây Văn', ['name-half']]]);
		expect(await apply(s, id)).toEqual({ added: 1, changed: 0 });
	})
);

const old = [
	'STT;Họ và tên;Năm sinh;Giới tính',
	'1;Mây Thị Lượng;1960;Nữ',
	'2;Gió Văn Đượm;1961;Nam',
	'3;Khe Thị Huệ;1962;Nữ'
];

test.each([
	['tcvn3', asTcvn3],
	['vni', asVni]
] as const)('a sheet in %s is shown before and after, and turned or left as somebody says', (is, write) =>
	scene(async (s) => {
		const id = await upload(s, Buffer.from(old.map(write).join('\n'), 'latin1'));
		await work(s);
		const shown = await show(s, id);
		expect(shown.header[1]).toBe('Họ và tên');
		expect(shown.letters[0]).toMatchObject({
			column: 1,
			is,
			examples: [{ before: write('Mây Thị Lượng'), after: 'Mây Thị Lượng' }, {}, {}]
		});
		await check(s, id);
		expect(await rows(s, id, 'new')).toEqual(
			['Mây Thị Lượng', 'Gió Văn Đượm', 'Khe Thị Huệ'].map((name) => [name, ['letters-turned']])
		);
		await mapImport(s.as(s.thach), { import: id, mapping: shown.mapping, asIs: [1] });
		await work(s);
		expect(
			(await rows(s, id, 'doubtful')).map(([name, reasons]) => [name, reasons?.includes('name-odd')])
		).toContainEqual([write('Mây Thị Lượng'), true]);
	})()
);

test(
	'a name that is spelt as none is taken only when somebody says so',
	scene(async (s) => {
		const lines = ['Nguy?n V?n A', 'Mây Thị 2', "H'Bia Niê"].map((name, n) => `${n};;${name};1960;;;;;;`);
		const id = await upload(s, sheetOf(...lines));
		await check(s, id);
		expect(await rows(s, id, 'new')).toEqual([["H'Bia Niê", []]]);
		expect((await rows(s, id, 'doubtful')).map(([, reasons]) => reasons)).toEqual([['name-odd'], ['name-odd']]);
		await decideRow(s.as(s.thach), { import: id, n: 5, decision: 'new' });
		expect(await apply(s, id)).toEqual({ added: 2, changed: 0 });
		expect(await findPeople(s.as(s.lua), { words: 'may thi 2' })).toMatchObject([{ name: 'Mây Thị 2' }]);
	})
);

const homes = (s: Scene) =>
	asLeader(
		s,
		async (db) =>
			await db<{ name: string; book: string; hamlet: string }[]>`
				select p.name, h.book, p.hamlet from household_member m join household h on h.id = m.household_id join person p on p.id = m.person_id where p.import_id is not null and m.until is null order by p.name`
	).then((found) => found.map(({ name, book, hamlet }) => [name, book, hamlet]));

test(
	'a household that only its head’s row numbers is whole, across batches too, and each row says so',
	scene(async (s) => {
		const one = (n: number): string =>
			`${'ABCDEFGHIK'[n % 10]}${'abcdefghik'[Math.floor(n / 10) % 10]}${'mnopq'[Math.floor(n / 100)]}`;
		const lines = Array.from({ length: 499 }, (_, n) =>
			n % 3 === 0 ? `${n};H${n};Mây Thị ${one(n)};1950;;;Chủ hộ;Bến Gió;;` : `${n};;Mây Thị ${one(n)};1980;;;Con;;;`
		);
		const id = await upload(s, sheetOf(...lines, '500;;Mây Thị Xong;1981;;;Con;;;', '501;;Mây Thị Yên;1982;;;Con;;;'));
		await check(s, id);
		const [head, child] = await rows(s, id, 'new');
		expect([head![1], child![1]]).toEqual([[], ['book-above', 'hamlet-above']]);
		await apply(s, id);
		const found = await homes(s);
		expect(found.length).toBe(501);
		expect(found.slice(-2)).toEqual(['Mây Thị Xong', 'Mây Thị Yên'].map((name) => [name, 'H498', 'Bến Gió']));
	}),
	60_000
);

test(
	'cells merged over the rows of a household stand in each of them',
	scene(async (s) => {
		const rows = [
			['Họ và tên', 'Năm sinh', 'Mã hộ', 'Thôn'],
			['Mây Thị A', 1950, 'H1', 'Bến Gió'],
			['Mây Thị B', 1970, null, null],
			['Mây Thị C', 1980, 'H2', null]
		];
		const merges = [1, 2].flatMap((end) =>
			end === 1
				? [{ startRow: 1, startCol: 2, endRow: 2, endCol: 2 }]
				: [{ startRow: 1, startCol: 3, endRow: 3, endCol: 3 }]
		);
		const id = await upload(s, Buffer.from(await writeXlsx({ sheets: [{ name: 'a', rows, merges }] })));
		await check(s, id);
		await apply(s, id);
		expect(await homes(s)).toEqual([
			['Mây Thị A', 'H1', 'Bến Gió'],
			['Mây Thị B', 'H1', 'Bến Gió'],
			['Mây Thị C', 'H2', 'Bến Gió']
		]);
	})
);

const byHamlet = (books: boolean) =>
	['Bến Gió', 'Gò Nắng'].map((name, sheet) => ({
		name,
		rows: [
			['DANH SÁCH'],
			sheet === 0 ? ['TT hộ', 'Họ và tên', 'Năm sinh'] : ['Họ và tên', 'TT hộ', 'Năm sinh'],
			...['A', 'B'].map((letter, n) => {
				const [book, who] = [books ? n + 1 : null, `Mây Thị ${letter}${sheet === 0 ? 'a' : 'b'}`];
				return sheet === 0 ? [book, who, 1950 + n] : [who, book, 1950 + n];
			})
		]
	}));

test(
	'a worksheet for each hamlet: all are read, hamlet and count of households are those of each',
	scene(async (s) => {
		await loadHamlets(s.as(s.thach), { text: 'thôn\nthôn Bến Gió\nthôn Gò Nắng\n' });
		const notes = {
			name: 'Ghi chú',
			rows: [
				['Họ tên', 'Điện thoại', 'Năm sinh'],
				['x', '1', '2']
			]
		};
		const id = await upload(s, Buffer.from(await writeXlsx({ sheets: [...byHamlet(true), notes] })));
		await work(s);
		expect((await show(s, id)).sheets).toMatchObject([
			{ name: 'Bến Gió', rows: 2, taken: true, hamlet: 'thôn Bến Gió' },
			{ name: 'Gò Nắng', rows: 2, taken: true, hamlet: 'thôn Gò Nắng' },
			{ name: 'Ghi chú', fits: false, taken: false }
		]);
		await check(s, id);
		const shown = await importRows(s.as(s.thach), { import: id, verdict: 'new', from: 0 });
		expect(shown.map(({ sheet, at, reasons }) => [sheet, at, reasons.join()])).toEqual([
			['Bến Gió', 3, 'hamlet-sheet,book-sheet'],
			['Bến Gió', 4, 'hamlet-sheet,book-sheet'],
			['Gò Nắng', 3, 'hamlet-sheet,book-sheet'],
			['Gò Nắng', 4, 'hamlet-sheet,book-sheet']
		]);
		await apply(s, id);
		expect(await homes(s)).toEqual([
			['Mây Thị Aa', 'Bến Gió 1', 'thôn Bến Gió'],
			['Mây Thị Ab', 'Gò Nắng 1', 'thôn Gò Nắng'],
			['Mây Thị Ba', 'Bến Gió 2', 'thôn Bến Gió'],
			['Mây Thị Bb', 'Gò Nắng 2', 'thôn Gò Nắng']
		]);
	})
);

test(
	'a hidden worksheet is not read unasked, and one that is left again is as never checked',
	scene(async (s) => {
		const [first, second] = byHamlet(false);
		const book = { sheets: [{ ...first!, hidden: true }, second!] };
		const id = await upload(s, Buffer.from(await writeXlsx(book)));
		await check(s, id);
		const shown = await show(s, id);
		expect([shown.rows, shown.done, shown.sheets.map(({ taken }) => taken)]).toEqual([2, 2, [false, true]]);
		const map = (sheets: number[]) => mapImport(s.as(s.thach), { import: id, mapping: shown.mapping, sheets });
		expect(await refusalOf(map([]))).toBe('import-no-sheet');
		await map([0, 1]);
		await work(s);
		expect((await show(s, id)).counts.new).toBe(4);
		await map([0]);
		await work(s);
		expect(await rows(s, id, 'new')).toEqual(['Mây Thị Aa', 'Mây Thị Ba'].map((name) => [name, []]));
	})
);

test(
	'a place that the list does not have moves nobody out of a hamlet that it has, and is asked once for all its rows',
	scene(async (s) => {
		await loadHamlets(s.as(s.thach), { text: 'thôn\nthôn Bến Gió\nthôn Gò Nắng\n' });
		const lines = (phone: string, place: string) =>
			['A', 'B', 'C'].map((one, n) => `${n};;Mây Thị ${one};195${n};Nữ;09715${n}000600;;${place};${phone}${n};`);
		const first = await upload(s, sheetOf(...lines('', 'Bến Gió')));
		await check(s, first);
		await apply(s, first);
		const hamletOf = async () => {
			const found = await asLeader(
				s,
				(db) => db`select hamlet, hamlet_id is not null as listed from person where import_id is not null`
			);
			return found.map((one) => [one['hamlet'], one['listed']] as const);
		};
		const before = await hamletOf();
		expect(before[0]).toEqual(['thôn Bến Gió', true]);
		const id = await upload(
			s,
			sheetOf(
				...lines('090000062', 'Thôn Cũ'),
				'4;;Mây Thị D;1954;Nữ;097154000600;;thon cu;;',
				'5;;Thông Văn Già;1948;Nam;097048000204;;Thôn Cũ;;'
			)
		);
		await check(s, id);
		expect((await rows(s, id, 'changed')).map(([, reasons]) => reasons?.includes('hamlet-kept'))).toEqual([
			true,
			true,
			true
		]);
		const shown = await show(s, id);
		expect(shown.places).toEqual([
			{ said: 'Thôn Cũ', count: 4, kept: 4 },
			{ said: 'thon cu', count: 1, kept: 0 }
		]);
		const nang = shown.hamlets.find(({ name }) => name === 'thôn Gò Nắng')!.id;
		const place = (hamlet: number | null) =>
			placeImport(s.as(s.thach), { import: id, places: [{ said: 'Thôn Cũ', hamlet }] });
		expect(await refusalOf(place(1))).toBe('hamlet-unlisted');
		expect(await apply(s, id)).toEqual({ added: 1, changed: 3 });
		expect((await hamletOf()).filter(([hamlet, listed]) => hamlet === 'thôn Bến Gió' && listed).length).toBe(3);
		// Whoever was written down before the list was there keeps a hamlet of that name, too.
		expect((await person(s, s.gia)).hamlet).toBe('thôn Gò Nắng');

		// Once somebody says which hamlet it is, everybody of it goes there, in this sheet and the next.
		const next = await upload(s, sheetOf(...lines('090000063', 'Thôn Cũ')));
		await check(s, next);
		await placeImport(s.as(s.thach, 12), { import: next, places: [{ said: 'Thôn Cũ', hamlet: nang }] });
		await work(s, 12);
		expect((await show(s, next)).places).toEqual([]);
		expect((await rows(s, next, 'changed')).map(([, reasons]) => reasons?.includes('hamlet-told'))).toEqual([
			true,
			true,
			true
		]);
		await apply(s, next);
		expect((await hamletOf()).filter(([hamlet]) => hamlet === 'thôn Gò Nắng').length).toBe(3);
	})
);

test(
	'zeros that Excel ate are set back where one number is theirs; where none is, the person is asked about and taken without',
	scene(async (s) => {
		const people = [
			['Mây Thị A', 1903, 'Nữ', 38_103_000_001],
			['Mây Văn B', 1904, 'Nam', 1_004_000_002],
			['Mây Thị C', 1905, 'Nữ', 38_006_000_003],
			['Mây Thị D', 1906, 'Nữ', 171_234_567]
		];
		const rowsOf = [['Họ và tên', 'Năm sinh', 'Giới tính', 'Số CCCD'], ...people];
		const id = await upload(s, Buffer.from(await writeXlsx({ sheets: [{ name: 'a', rows: rowsOf }] })));
		await check(s, id);
		expect(await rows(s, id, 'new')).toEqual([
			['Mây Thị A', ['number-zero']],
			['Mây Văn B', ['number-zero']],
			['Mây Thị D', ['number-old']]
		]);
		expect(await rows(s, id, 'doubtful')).toEqual([['Mây Thị C', ['number-short']]]);
		await decideRow(s.as(s.thach), { import: id, n: 4, decision: 'new' });
		await apply(s, id);
		const numbers = await Promise.all(
			['A', 'B', 'C', 'D'].map(async (one) => {
				const [found] = await findPeople(s.as(s.lua), { words: `may ${one === 'B' ? 'van' : 'thi'} ${one}` });
				return (await person(s, found!.id)).number;
			})
		);
		expect(numbers).toEqual(['038103000001', '001004000002', null, null]);
	})
);

test(
	'a sheet that is too large or too long says what to do, and the columns that were chosen stay chosen for its parts',
	scene(async (s) => {
		const part = (rows: number): string =>
			['Người;Sinh;Ghi chú', ...Array.from({ length: rows }, (_, n) => `Mây Thị ${n};1950;x`)].join('\n');
		const head = (text: string): Buffer => Buffer.from(text.replace('Người', 'Họ tên').replace('Sinh', 'Năm sinh'));
		const first = await upload(s, head(part(1)));
		await work(s);
		await mapImport(s.as(s.thach), { import: first, mapping: { name: 0, 'birth-year': 1, groups: 2 } });
		await work(s);
		expect(await refusalOf(upload(s, Buffer.alloc(10 * 1024 * 1024 + 1), 1))).toBe('sheet-large');
		expect((await show(s, first)).state).toBe('checked');
		await dropImport(s.as(s.thach, 2), { import: first });
		const long = await upload(s, head(part(60_001)), 3);
		await work(s, 3);
		expect(await show(s, long)).toMatchObject({ state: 'broken', fault: 'sheet-long' });
		const again = await upload(s, head(part(2)), 4);
		await work(s, 4);
		expect((await show(s, again)).mapping).toEqual({ name: 0, 'birth-year': 1, groups: 2 });
	})
);

test(
	'a step that did not go through is tried again from where it stopped',
	scene(async (s) => {
		const lines = Array.from(
			{ length: 600 },
			(_, n) => `${n};;Mây Thị ${String(n).replace(/\d/g, (d) => 'abcdefghik'[Number(d)]!)};1950;;;;;;`
		);
		const id = await upload(s, sheetOf(...lines));
		await check(s, id);
		const shown = await show(s, id);
		await asLeader(s, (db) => db`update sheet_import set state = 'checking', checked = 503 where id = ${id}`);
		await asLeader(s, (db) => db`update import_row set verdict = null where import_id = ${id} and n > 503`);
		await asLeader(s, (db) => db`update import_row set sealed = 'x' where import_id = ${id} and n = 600`);
		await work(s);
		expect(await show(s, id)).toMatchObject({ state: 'broken', fault: 'import-not-checked' });
		await asLeader(s, (db) => db`delete from import_row where import_id = ${id} and n = 600`);
		expect(await tryImportAgain(s.as(s.thach, 3), { import: id })).toEqual({ state: 'checking' });
		await work(s, 3);
		expect((await show(s, id)).counts.new).toBe(shown.counts.new - 1);
		expect(await refusalOf(tryImportAgain(s.as(s.thach, 4), { import: id }))).toBe('import-state');
	})
);

test(
	'what a step has filled is counted anew for the planner, within the step',
	scene(async (s) => {
		const lines = Array.from(
			{ length: 1100 },
			(_, n) => `${n};H${n % 300};Mây Thị ${String(n).replace(/\d/g, (d) => 'abcdefghik'[Number(d)]!)};1950;;;;;;`
		);
		const id = await upload(s, sheetOf(...lines));
		/** How many rows of the import the planner expects in a table. */
		const expected = (table: string) =>
			asLeader(s, async (db) => {
				const [row] = await db`explain (format json) select from ${db(table)} where import_id = ${id}`;
				return (row!['QUERY PLAN'] as { Plan: { 'Plan Rows': number } }[])[0]!.Plan['Plan Rows'];
			});
		const before = [await expected('import_row'), await expected('person')];
		expect(Math.max(...before)).toBeLessThan(100);
		await work(s);
		expect(await expected('import_row')).toBeGreaterThan(300);
		await check(s, id);
		await apply(s, id);
		expect(await expected('person')).toBeGreaterThan(300);
	}),
	60_000
);
