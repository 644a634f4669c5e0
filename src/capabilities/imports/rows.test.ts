import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAllNeeds } from '#capabilities/assistance/find-needs.server.ts';
import { notePaper, papersOf } from '#capabilities/residents/papers.server.ts';
import { beTheWorker } from '#tests/support/committed.ts';
import { apply, asLeader, check, person, sheetOf, show, undo, upload } from '#tests/support/imports.ts';
import { refusalOf, scene } from '#tests/support/scene.ts';
import { findPeople } from '#capabilities/residents/people.server.ts';
import { dropImport } from './state.server.ts';
import { decideRow } from './decide.server.ts';
import { importRows } from './sheets.server.ts';

// What single rows say beside what the register knows. One file at a time plays the worker.
let letGo: () => Promise<void>;
beforeAll(async () => {
	letGo = await beTheWorker();
});
afterAll(() => letGo());

test(
	'a list typed without marks takes none from a name; a new phone in it is taken all the same',
	scene(async (s) => {
		const marked = '1;H1;Thông Văn Già;1948;Nam;097048000204;Chủ hộ;thôn Gò Nắng;900000321;';
		const id = await upload(s, sheetOf(marked.replace('Thông Văn Già', 'THONG VAN GIA')));
		await check(s, id);
		const [row] = await importRows(s.as(s.thach), { import: id, verdict: 'changed', from: 0 });
		expect(row!.differs.map(({ field }) => field)).toEqual(['phone']);
		await apply(s, id);
		expect(await person(s, s.gia)).toMatchObject({ name: 'Thông Văn Già', phone: '0900000321' });
		// The other way round a list that knows more is believed.
		const bare = await upload(s, sheetOf('1;H9;Suoi Van Tran;1/2/1970;Nam;097070000999;Chủ hộ;Bến Gió;;'));
		await check(s, bare);
		await apply(s, bare);
		const more = await upload(s, sheetOf('1;H9;Suối Văn Trăn;1/2/1970;Nam;097070000999;Chủ hộ;Bến Gió;;'));
		await check(s, more);
		const [known] = await importRows(s.as(s.thach), { import: more, verdict: 'changed', from: 0 });
		expect(known!.differs).toEqual([{ field: 'name', has: 'Suoi Van Tran', said: 'Suối Văn Trăn' }]);
	})
);

test(
	'a household has one head, however many a sheet names: the second is said and written as somebody who lives there',
	scene(async (s) => {
		const id = await upload(
			s,
			sheetOf(
				'1;H5;Mây Văn Một;1950;Nam;097050000101;Chủ hộ;Bến Gió;;',
				'2;H5;Mây Thị Hai;1952;Nữ;097152000102;Chủ hộ;Bến Gió;;',
				'3;H6;Mây Thị Ba;1953;Nữ;097153000103;Chủ hộ;Bến Gió;;'
			)
		);
		await check(s, id);
		const rows = await importRows(s.as(s.thach), { import: id, verdict: 'new', from: 0 });
		expect(rows.map(({ reasons }) => reasons.includes('head-twice'))).toEqual([false, true, false]);
		await apply(s, id);
		const relations = async () =>
			asLeader(
				s,
				(db) => db`
				select p.name, m.relation from household_member m join person p on p.id = m.person_id where p.name like 'Mây%' and m.until is null order by p.birth_year
			`
			).then((found) => found.map((one) => [one['name'], one['relation']]));
		const first = [
			['Mây Văn Một', 'head'],
			['Mây Thị Hai', 'other'],
			['Mây Thị Ba', 'head']
		];
		expect(await relations()).toEqual(first);
		// A later list that names another head does not make two of them.
		const later = await upload(s, sheetOf('1;H5;Mây Văn Bốn;1975;Nam;097075000104;Chủ hộ;Bến Gió;;'));
		await check(s, later);
		await apply(s, later);
		expect(await relations()).toEqual([...first, ['Mây Văn Bốn', 'other']]);
	})
);

test(
	'a list says until when papers are valid: shown as a difference, noted, a need by night, and taken back with the list',
	scene(async (s) => {
		const header = 'Họ và tên;Năm sinh;Thôn;Số CCCD;Căn cước có giá trị đến;Hạn thẻ BHYT';
		const sheet = (...rows: string[]) => Buffer.from(`${header}\n${rows.join('\n')}\n`);
		const id = await upload(
			s,
			sheet(
				'Thông Văn Già;1948;thôn Gò Nắng;097048000204;01/04/2026;31/12/2026',
				'Mây Văn Một;1980;thôn Bến Gió;097080000101;không thời hạn;hai năm nữa'
			)
		);
		await check(s, id);
		const [row] = await importRows(s.as(s.thach), { import: id, verdict: 'changed', from: 0 });
		expect(row!.differs).toEqual([
			{ field: 'card-until', has: null, said: '1/4/2026' },
			{ field: 'insurance-until', has: null, said: '31/12/2026' }
		]);
		const [other] = await importRows(s.as(s.thach), { import: id, verdict: 'new', from: 0 });
		expect(other!.reasons).toContain('until-unreadable');
		await apply(s, id);
		const known = () => asLeader(s, (db) => papersOf({ db }, s.gia));
		expect(await known()).toEqual([
			{ paper: 'id-card', until: '2026-04-01' },
			{ paper: 'health-insurance', until: '2026-12-31' }
		]);
		await findAllNeeds(s.as(s.thach, 11), () => crypto.randomUUID());
		const needs = await asLeader(s, (db) => db`select kind, occasion from need where person_id = ${s.gia}`);
		expect(needs).toMatchObject([{ kind: 'id-card', occasion: 'card-until-2026-04-01' }]);

		// An older list takes nothing from it; somebody who holds the card puts it right.
		const older = await upload(s, sheet('Thông Văn Già;1948;thôn Gò Nắng;097048000204;01/04/2020;'));
		await check(s, older);
		const [same] = await importRows(s.as(s.thach), { import: older, verdict: 'same', from: 0 });
		expect(same!.reasons).toContain('until-older');
		await dropImport(s.as(s.thach, 13), { import: older });
		await undo(s, id);
		expect(await known()).toEqual([]);
		await notePaper(s.as(s.thach, 30), { person: s.gia, paper: 'id-card', until: '2036-04-01' });
		await notePaper(s.as(s.thach, 31), { person: s.gia, paper: 'id-card', until: '2030-04-01' });
		expect(await known()).toEqual([{ paper: 'id-card', until: '2030-04-01' }]);
		expect(
			await refusalOf(notePaper(s.as(s.thach, 32), { person: s.gia, paper: 'id-card', until: '2630-04-01' }))
		).toBe('until-odd');
	})
);

test(
	'where one row has the month first, births that read both ways wait for somebody; the others do not',
	scene(async (s) => {
		const born = (n: number, day: string) => `${n};;Mây Văn ${'ABCD'[n]};${day};Nam;09707000050${n};;;;`;
		const days = ['12/25/1970', '04/05/1971', '05/05/1972', '25/12/1973'];
		const id = await upload(s, sheetOf(...days.map((day, n) => born(n, day))));
		await check(s, id);
		const verdicts = async (verdict: 'new' | 'doubtful') =>
			(await importRows(s.as(s.thach), { import: id, verdict, from: 0 })).map(({ said, reasons }) => [
				said!.birthDate,
				reasons.find((reason) => reason.startsWith('birth')) ?? null
			]);
		expect(await verdicts('doubtful')).toEqual([['1971-05-04', 'birth-which-way']]);
		expect(await verdicts('new')).toEqual([
			['1970-12-25', 'birth-turned'],
			['1972-05-05', null],
			['1973-12-25', null]
		]);
		const [waits] = await importRows(s.as(s.thach), { import: id, verdict: 'doubtful', from: 0 });
		await decideRow(s.as(s.thach), { import: id, n: waits!.n, decision: 'new' });
		expect(await apply(s, id)).toEqual({ added: 4, changed: 0 });
		// The same days in a sheet without such a row are read day first, and nobody is asked.
		const calm = await upload(s, sheetOf(born(1, '04/05/1971').replace('Mây', 'Gió').replace('0501', '0601')));
		await check(s, calm);
		expect((await importRows(s.as(s.thach), { import: calm, verdict: 'new', from: 0 })).length).toBe(1);
	})
);

test(
	'whoever was brought and written about since stays when the sheet is taken back; a dash takes a noted day away',
	scene(async (s) => {
		const id = await upload(
			s,
			sheetOf('1;;Mây Văn A;1970;Nam;097070000701;;;;', '2;;Mây Văn B;1971;Nam;097071000702;;;;')
		);
		await check(s, id);
		await apply(s, id);
		const [a] = await findPeople(s.as(s.lua), { words: '097070000701' });
		await notePaper(s.as(s.thach, 15), { person: a!.id, paper: 'id-card', until: '2031-06-05' });
		expect(await undo(s, id)).toMatchObject({ gone: 1, stayed: 1 });
		const known = () => asLeader(s, (db) => papersOf({ db }, a!.id));
		expect(await known()).toEqual([{ paper: 'id-card', until: '2031-06-05' }]);
		await notePaper(s.as(s.thach, 16), { person: a!.id, paper: 'id-card', until: null });
		expect(await known()).toEqual([]);
	})
);

test(
	'two rows that would change one person, one found by the number and one by name and birth, are not both taken unasked',
	scene(async (s) => {
		const id = await upload(
			s,
			sheetOf(
				'1;;Sương Thị Sớm;14/03/1950;Nữ;097150004127;;;0900000444;',
				'2;;Sương Thị Sớm;14/03/1950;Nữ;;;;0900000555;'
			)
		);
		await check(s, id);
		const rows = await importRows(s.as(s.thach), { import: id, verdict: 'doubtful', from: 0 });
		expect(rows.map(({ n, reasons, has }) => [n, reasons.at(-1), has?.id])).toEqual([[5, 'twice-in-sheet', s.som]]);
		expect((await show(s, id)).counts).toMatchObject({ changed: 1, doubtful: 1 });
		expect(await apply(s, id)).toEqual({ added: 0, changed: 1 });
		expect((await person(s, s.som)).phone).toBe('0900000444');
	})
);
