import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { system, type Actor } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { beTheWorker } from '#tests/support/committed.ts';
import { apply, asLeader, check, person, sheetOf, show, undo, upload, work } from '#tests/support/imports.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { sitDown } from '#tests/support/story.ts';
import { applyImport, undoImport } from './apply.server.ts';
import { dropImport } from './state.server.ts';
import { decideRow } from './decide.server.ts';
import { setNeeds } from '#capabilities/residents/set-needs.server.ts';
import { mapImport } from './map.server.ts';
import { bringSheet } from './begin.server.ts';
import { importsClearings } from './forget.server.ts';
import { importRows, imports } from './sheets.server.ts';
import { findPeople } from '#capabilities/residents/people.server.ts';

// Imports are found wherever they lie: one file at a time plays the worker.
let letGo: () => Promise<void>;
beforeAll(async () => {
	letGo = await beTheWorker();
});
afterAll(() => letGo());

const register = (s: Scene) =>
	asLeader(
		s,
		(db) => db`
		select jsonb_build_object('people', (select jsonb_agg(to_jsonb(p) - 'number_sealed' - 'phone_sealed' - 'identity_changed_at' - 'identity_changed_by' order by id) from person p),
			'members', (select jsonb_agg(to_jsonb(m) order by id) from household_member m), 'homes', (select jsonb_agg(to_jsonb(h) order by id) from household h),
			'why', (select count(*) from vulnerability), 'keys', (select count(*) from subject_key)) as all`
	).then(([row]) => row!['all'] as unknown);

const mixed = sheetOf(
	'1;H1;SƯƠNG THỊ SỚM;14/03/1950;Nữ;097150004127;Chủ hộ;Bến Gió;0900000319;hộ nghèo',
	'2;H1;Gió Văn Bền;1975;Nam;;Con;Bến Gió;900000777;',
	'3;H2;Thông Văn Già;1948;Nam;;Chủ hộ;Gò Nắng;;',
	'4;H2;Thông Thị Na;31/02/1980;Nữ;097180001111;Con;Gò Nắng;;người khuyết tật (nhìn)',
	'5;H2;Thông Thị Na;1980;Nữ;097180001111;Con;Gò Nắng;;',
	'6;;;1980;Nữ;;;;;',
	'7;H3;Mây Văn Trôi;không rõ;Nam;;Chủ hộ;;;'
);

test(
	'a sheet is read, mapped, checked row by row with reasons, and nothing is written before it is taken',
	scene(async (s) => {
		await loadHamlets(s.as(s.thach), { text: 'thôn\nthôn Bến Gió\nthôn Gò Nắng\n' });
		const before = await register(s);
		const id = await upload(s, mixed);
		await work(s);
		expect(await show(s, id)).toMatchObject({
			state: 'mapping',
			rows: 7,
			mapping: { name: 2, birth: 3, number: 5, book: 1, relation: 6, hamlet: 7, phone: 8, gender: 4, groups: 9 },
			samples: [['1', 'H1', 'SƯƠNG THỊ SỚM'], [], []].map((cells) => expect.arrayContaining(cells) as unknown)
		});
		await check(s, id);
		const checked = await show(s, id);
		expect(checked).toMatchObject({
			state: 'checked',
			counts: { new: 2, same: 0, changed: 1, doubtful: 1, refused: 3 }
		});
		const rows = async (verdict: 'new' | 'changed' | 'doubtful' | 'refused') =>
			(await importRows(s.as(s.thach), { import: id, verdict, from: 0 })).map(({ n, reasons, differs, has }) => [
				n,
				reasons,
				differs.map((one) => [one.field, one.has, one.said]),
				has?.id ?? null
			]);
		expect(await rows('changed')).toEqual([
			[4, ['name-capitals', 'doubt-province-unknown'], [['phone', '09•• ••• 318', '09•• ••• 319']], s.som]
		]);
		expect(await rows('doubtful')).toEqual([[6, ['like-somebody'], [], s.gia]]);
		expect((await rows('refused')).map(([n, reasons]) => [n, reasons])).toEqual([
			[8, expect.arrayContaining(['number-twice'])],
			[9, ['name-missing']],
			[10, ['birth-unreadable', 'birth-missing']]
		]);
		const now = (await register(s)) as Record<string, unknown>;
		expect({ ...now, keys: 0 }).toEqual({ ...(before as Record<string, unknown>), keys: 0 });
	})
);

test(
	'taken, everybody of a house is found by the others; taken back, the register is what it was',
	scene(async (s) => {
		const before = await register(s);
		const id = await upload(s, mixed);
		await check(s, id);
		await decideRow(s.as(s.thach), { import: id, n: 6, decision: 'same' });
		expect(await apply(s, id)).toEqual({ added: 2, changed: 2 });
		expect(await findPeople(s.as(s.lua), { words: 'gio van ben' })).toMatchObject([
			{ name: 'Gió Văn Bền', birthYear: 1975, verified: false }
		]);
		expect((await findPeople(s.as(s.lua), { words: 'bền con bà sớm' }))[0]).toMatchObject({ name: 'Gió Văn Bền' });
		const changed = await person(s, s.som);
		expect(changed).toMatchObject({
			name: 'Sương Thị Sớm',
			phone: '0900000319',
			birthDate: '1950-03-14',
			verified: true,
			needs: ['big-print']
		});
		expect(await show(s, id)).toMatchObject({ state: 'applied', samples: [] });
		expect(await refusalOf(applyImport(s.as(s.thach), { import: id }))).toBe('import-state');
		expect(await undo(s, id)).toEqual({ gone: 2, stayed: 0, restored: 2 });
		expect(await register(s)).toEqual(before);
		expect((await findPeople(s.as(s.lua), { words: 'gio van ben' })).map(({ id }) => id)).toEqual([s.som]);
	})
);

test(
	'whoever was helped since stays, and what somebody put right since is not set back',
	scene(async (s) => {
		const id = await upload(s, mixed);
		await check(s, id);
		await apply(s, id);
		const [ben] = await findPeople(s.as(s.lua), { words: 'gio van ben' });
		await sitDown(s, '2.000635', 12, ben!.id);
		await s.base.db`update person set changed_at = now() where id = ${s.som}`;
		expect(await undo(s, id)).toEqual({ gone: 1, stayed: 1, restored: 0 });
		expect(await person(s, ben!.id)).toMatchObject({ name: 'Gió Văn Bền', phone: '0900000777' });
		expect((await person(s, s.som)).phone).toBe('0900000319');
	})
);

test(
	'an address under the former name of the commune is ours; one of another commune is somebody’s to decide',
	scene(async (s) => {
		const lines = ['xã Quảng Lưu, huyện Quảng Xương', 'Xã Trường Giang, Nông Cống', 'ngõ 3', 'xã Quảng Bình'].map(
			(address, n) => `Mây Thị ${'ABCD'[n]};1960;${address}`
		);
		const id = await upload(s, Buffer.from(`Họ tên;Năm sinh;Địa chỉ\n${lines.join('\n')}\n`));
		await check(s, id);
		const reasons = async (verdict: 'new' | 'doubtful') =>
			(await importRows(s.as(s.thach), { import: id, verdict, from: 0 })).map((row) => [row.n, row.reasons]);
		expect(await reasons('new')).toEqual([
			[2, ['address-former']],
			[4, []],
			[5, []]
		]);
		expect(await reasons('doubtful')).toEqual([[3, ['address-elsewhere']]]);
	})
);

test(
	'a doubt is decided anew as often as somebody likes, and whom the row was like is not forgotten',
	scene(async (s) => {
		const id = await upload(s, sheetOf('1;H2;Thông Văn Già;1948;Nam;;Chủ hộ;Gò Nắng;0900000777;'));
		await check(s, id);
		const decide = (decision: 'new' | 'same' | 'skip') => decideRow(s.as(s.thach), { import: id, n: 4, decision });
		for (const decision of ['new', 'skip', 'same'] as const) {
			await decide(decision);
			const [row] = await importRows(s.as(s.thach), { import: id, verdict: 'doubtful', from: 0 });
			expect(row).toMatchObject({ decision, has: { id: s.gia } });
		}
		expect(await apply(s, id)).toEqual({ added: 0, changed: 1 });
		expect((await person(s, s.gia)).phone).toBe('0900000777');
	})
);

test(
	'somebody new cannot have another’s number; what a card settled is somebody’s to decide',
	scene(async (s) => {
		const id = await upload(
			s,
			sheetOf('1;;Mây Văn Trôi;1960;;097150004127;;;;', '2;;Thông Văn Gia;1949;Nữ;097048000204;;Gò Nắng;0900000777;')
		);
		await check(s, id);
		const rows = await importRows(s.as(s.thach), { import: id, verdict: 'doubtful', from: 0 });
		expect(
			rows.map(({ n, reasons, differs }) => [n, reasons.at(-1), differs.some(({ field }) => field === 'birth')])
		).toEqual([
			[4, 'number-of-another', true],
			[5, 'compared-differs', true]
		]);
		expect(await refusalOf(decideRow(s.as(s.thach), { import: id, n: 4, decision: 'new' }))).toBe(
			'import-number-taken'
		);
		await decideRow(s.as(s.thach), { import: id, n: 5, decision: 'same' });
		const { number, gender } = await person(s, s.gia);
		expect(await apply(s, id)).toEqual({ added: 0, changed: 1 });
		expect(await person(s, s.gia)).toMatchObject({
			...{ name: 'Thông Văn Già', birthYear: 1948, number, gender, verified: true },
			...{ phone: '0900000777', hamlet: 'Gò Nắng' }
		});
	})
);

test(
	'whoever was put right since keeps number, household and key when the sheet is taken back',
	scene(async (s) => {
		const id = await upload(s, sheetOf('1;H7;Rừng Văn Sậy;1970;Nam;097070009999;Chủ hộ;Bến Gió;0900000777;hộ nghèo'));
		await check(s, id);
		await apply(s, id);
		const [say] = await findPeople(s.as(s.lua), { words: 'rung van say' });
		await setNeeds(s.as(s.lua, 12), { person: say!.id, needs: ['companion'] });
		expect(await undo(s, id)).toEqual({ gone: 0, stayed: 1, restored: 0 });
		expect(await person(s, say!.id)).toMatchObject({
			number: '097070009999',
			phone: '0900000777',
			needs: ['companion']
		});
		expect(
			await asLeader(s, async (db) => [
				...(await db`select relation from household_member where person_id = ${say!.id}`)
			])
		).toEqual([{ relation: 'head' }]);
	})
);

test(
	'a step that fails stops nobody else and can be left',
	scene(async (s) => {
		const id = await upload(s, mixed);
		await check(s, id);
		await asLeader(
			s,
			(db) => db`update import_row set staged = staged || '{"gender": "x"}' where import_id = ${id} and verdict = 'new'`
		);
		await applyImport(s.as(s.thach, 10), { import: id });
		await work(s, 10);
		expect(await show(s, id)).toMatchObject({ state: 'checked', fault: 'import-not-written' });
		await dropImport(s.as(s.thach, 11), { import: id });
	})
);

test(
	'a sheet that nobody goes on with is left when its time is over, and its key with it',
	scene(async (s) => {
		const id = await upload(s, mixed);
		await check(s, id);
		const clear = (before: Date) =>
			inScope(s.base.db, system('retention', new Set(), null, [1]), '', (db) => importsClearings[0]!.clear(db, before));
		expect(await clear(s.as(s.thach, -60).now)).toBe(0);
		expect((await show(s, id)).state).toBe('checked');
		expect(await clear(s.as(s.thach, 60).now)).toBe(1);
		expect(await show(s, id)).toMatchObject({ state: 'dropped', samples: [] });
		const left = await asLeader(
			s,
			(db) => db`select from import_row where import_id = ${id} and (sealed is not null or staged is not null)`
		);
		expect(left.length).toBe(0);
		expect((await asLeader(s, (db) => db`select from subject_key where subject = ${id}`)).length).toBe(0);
	})
);

test(
	'what is no longer kept as it was cannot be gone back to: the import says so and stays',
	scene(async (s) => {
		const id = await upload(s, mixed);
		await check(s, id);
		await apply(s, id);
		await asLeader(s, (db) => db`update import_row set before = null where import_id = ${id}`);
		expect(await refusalOf(undoImport(s.as(s.thach, 20), { import: id }))).toBe('import-too-old');
		expect((await show(s, id)).state).toBe('applied');
	})
);

test(
	'the second sheet of a kind is mapped as the first was; one at a time; another commune sees none of it',
	scene(async (s) => {
		const id = await upload(s, mixed);
		await work(s);
		const { mapping } = await show(s, id);
		await mapImport(s.as(s.thach), { import: id, mapping: { ...mapping, address: 9, groups: 0 } });
		expect(await refusalOf(upload(s, mixed, 1))).toBe('import-open');
	})
);

test(
	'a sheet that is refused leaves no file and no key, whether it is known before or after it was kept',
	scene(async (s) => {
		const kept = new Set<string>();
		const store: Context['store'] = {
			get: s.base.store.get,
			put: async (bytes) => {
				const sha256 = await s.base.store.put(bytes);
				kept.add(sha256);
				return sha256;
			},
			remove: async (sha256) => void kept.delete(sha256)
		};
		const bring = (actor: Actor, one: string = crypto.randomUUID()) =>
			bringSheet({ ...s.as(actor), store }, one, new File([new Uint8Array(mixed)], 'nhan-khau.csv'));
		const keys = () => asLeader(s, async (db) => (await db`select from subject_key`).length);
		const first = crypto.randomUUID();
		await bring(s.thach, first);
		const before = await keys();
		const put = vi.spyOn(store, 'put');
		for (let n = 0; n < 3; n++) expect(await refusalOf(bring(s.thach))).toBe('import-open');
		expect([put.mock.calls.length, await keys()]).toEqual([0, before]);
		// The same form sent again, and somebody who may not: each is told by the command alone.
		await expect(bring(s.thach, first)).rejects.toThrow();
		expect(await refusalOf(bring({ ...s.rang, may: new Set() }))).toBe('not-allowed');
		expect([put.mock.calls.length, kept.size]).toEqual([2, 1]);
		await work(s);
		expect((await show(s, first)).state).toBe('mapping');
	})
);

test(
	'what cannot be read says why; what is left leaves nothing',
	scene(async (s) => {
		const broken = await upload(s, Buffer.from([0x50, 0x4b, 3, 4, 0, 0]));
		await work(s);
		expect(await show(s, broken)).toMatchObject({ state: 'broken', fault: 'sheet-broken' });
		const nothing = await upload(s, Buffer.from('a;b\n1;2\n'), 1);
		await work(s);
		expect(await show(s, nothing)).toMatchObject({ state: 'broken', fault: 'sheet-no-header' });
		const keys = async (): Promise<number> =>
			(await s.base.db`select count(*)::int as n from subject_key`)[0]!['n'] as number;
		const before = await keys();
		const id = await upload(s, mixed, 2);
		await check(s, id);
		await dropImport(s.as(s.thach), { import: id });
		expect(await keys()).toBe(before);
		expect(await importRows(s.as(s.thach), { import: id, verdict: 'new', from: 0 })).toEqual([]);
		expect((await s.base.db`select from import_row where sealed is not null or staged is not null`).length).toBe(0);
		expect((await imports(s.as(s.thach), {})).rows.map(({ state }) => state)).toEqual(['dropped', 'broken', 'broken']);
		expect((await imports(s.as({ ...s.thach, centres: [2] }), {})).rows).toEqual([]);
	})
);

test(
	'a sheet that ended the worker twice is not begun again',
	scene(async (s) => {
		const id = await upload(s, mixed);
		await s.base.db`update sheet_import set tries = 2 where id = ${id}`;
		await work(s);
		expect(await show(s, id)).toMatchObject({ state: 'broken', fault: 'sheet-broken' });
	})
);

test(
	'a workbook of Excel goes the same way, in batches, and checking again changes nothing',
	scene(async (s) => {
		const rows = Array.from({ length: 1100 }, (_, n) => [
			`Người Bịa ${'ABCDEFGHIK'[n % 10]}${'abcdefghik'[Math.floor(n / 10) % 10]}`,
			String(1940 + (n % 60)),
			`0${97_000_000_000 + n}`,
			`H${n % 300}`
		]);
		const book = Buffer.from(
			await writeXlsx({ sheets: [{ name: 'a', rows: [['Họ tên', 'Năm sinh', 'CCCD', 'Mã hộ'], ...rows] }] })
		);
		const id = await upload(s, book);
		await check(s, id);
		const first = await show(s, id);
		expect(first.counts.new + first.counts.doubtful).toBe(1100);
		await mapImport(s.as(s.thach), { import: id, mapping: first.mapping });
		await work(s);
		expect(await show(s, id)).toEqual(first);
		expect(await apply(s, id)).toEqual({ added: first.counts.new, changed: 0 });
		const [homes] = await asLeader(
			s,
			(db) => db`select count(*)::int as n, (select count(*)::int from household_member) as members from household`
		);
		expect(homes).toEqual({ n: 300, members: first.counts.new });
	}),
	60_000
);

/** Any sheet of a few people: old ones, new ones, the same twice, with and without what tells them apart. */
const cell = {
	name: fc.constantFrom('Sương Thị Sớm', 'Thông Văn Già', 'Mây Thị Trôi', 'Nắng Văn Hạ', ''),
	birth: fc.constantFrom('14/03/1950', '1948', '1950', '2/9/1980', 'x'),
	number: fc.constantFrom('', '097150004127', '097048000204', '097180002222', '097180003333'),
	book: fc.constantFrom('', 'H1', 'H2'),
	phone: fc.constantFrom('', '0900000318', '0900000555')
};
const anySheet = fc
	.array(fc.record(cell), { minLength: 1, maxLength: 8 })
	.map((rows) =>
		sheetOf(
			...rows.map(({ name, birth, number, book, phone }, n) => `${n};${book};${name};${birth};;${number};;;${phone};`)
		)
	);

test('whatever a sheet says: taken and taken back is the register as it was, and no number stands twice', async () => {
	await fc.assert(
		fc.asyncProperty(anySheet, (bytes) =>
			scene(async (s) => {
				const before = await register(s);
				const id = await upload(s, bytes);
				await check(s, id);
				const { counts } = await show(s, id);
				const written = (await apply(s, id)) as { added: number; changed: number };
				expect(written).toEqual({ added: counts.new, changed: counts.changed });
				await undo(s, id);
				expect(await register(s)).toEqual(before);
			})()
		),
		{ numRuns: 25 }
	);
}, 120_000);
