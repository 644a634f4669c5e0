import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rightsOf } from '#program/roles.ts';
import { applyImport } from '#capabilities/imports/apply.server.ts';
import { mapImport } from '#capabilities/imports/map.server.ts';
import { beginImport, keepSheet } from '#capabilities/imports/begin.server.ts';
import { importShown } from '#capabilities/imports/sheets.server.ts';
import { stepImport } from '#capabilities/imports/apply.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { beTheWorker, commitHouse, type House } from './support/committed.ts';

// A sheet that is being written when everything ends: nothing of it is there, and then all of it is.

let house: House;
let leader: Actor;
let done: () => Promise<void>;
const files = new Map<string, Buffer>();
beforeAll(async () => {
	house = await commitHouse();
	done = await beTheWorker();
	const store = {
		put: (bytes: Buffer) => {
			const sha256 = createHash('sha256').update(bytes).digest('hex');
			files.set(sha256, bytes);
			return Promise.resolve(sha256);
		},
		get: (sha256: string) => Promise.resolve(files.get(sha256)!),
		remove: () => Promise.resolve()
	};
	Object.assign(house.base, { store });
	leader = { ...house.guide, may: new Set(rightsOf.leader) };
});
afterAll(async () => {
	await done();
	await house.db.end();
});

const ROWS = 3000;
const context = () => ({ ...house.as(leader), store: house.base.store });
const work = () => stepImport({ ...house.base, db: house.db, clock: () => new Date() });
const count = () =>
	inScope(
		house.db,
		leader,
		'',
		async (db) => (await db`select count(*)::int as n from person where import_id is not null`)[0]!['n'] as number
	);

test('a kill while a sheet is written leaves the register as it was, and the next turn writes all of it', async () => {
	const id = crypto.randomUUID();
	const lines = Array.from(
		{ length: ROWS },
		(_, n) => `Rừng Văn ${n % 2 ? 'Sậy' : 'Bần'};${1940 + (n % 70)};097${String(300_000_000 + n)};H${n % 900}`
	);
	const file = new File([`Họ tên;Năm sinh;CCCD;Mã hộ\n${lines.join('\n')}\n`], 'x.csv');
	await beginImport(context(), { id, ...(await keepSheet(context(), id, file)) });
	while (await work());
	await mapImport(context(), { import: id, mapping: { name: 0, 'birth-year': 1, number: 2, book: 3 } });
	while (await work());
	const before = await importShown(context(), { import: id });
	expect(before).toMatchObject({ state: 'checked', rows: ROWS, counts: { new: ROWS } });
	await applyImport(context(), { import: id });

	for (const wait of [40, 250, 600]) {
		const worker = spawn(process.execPath, ['tests/support/step-import.ts'], { stdio: ['ignore', 'pipe', 'inherit'] });
		const gone = once(worker, 'exit');
		await once(worker.stdout, 'data');
		await new Promise((resolve) => setTimeout(resolve, wait));
		worker.kill('SIGKILL');
		await gone;
		expect(worker.signalCode).toBe('SIGKILL');
		expect(await count()).toBe(0);
		expect((await importShown(context(), { import: id })).state).toBe('applying');
	}
	// The database lets go of what the dead worker held as soon as it sees that nobody is there.
	while ((await importShown(context(), { import: id })).state === 'applying') {
		await work();
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	expect(await importShown(context(), { import: id })).toMatchObject({ state: 'applied', fault: null });
	expect(await count()).toBe(before.counts.new + before.taken);
}, 120_000);
