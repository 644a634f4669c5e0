// What somebody of another organisation finds below the code, and with a key.

import { expect, test } from 'vitest';
import { keyAtDoor } from '#capabilities/access/door.server.ts';
import { makeApiKey } from '#capabilities/access/api-keys.server.ts';
import { colleagues, hands } from '#capabilities/access/sessions.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { rightsOfKey } from '#program/roles.ts';
import { khoi } from '#tests/support/accounts.ts';
import { ofYouth, openedClass } from '#tests/support/a-class.ts';
import { refusalOf, scene } from '#tests/support/scene.ts';
import { addHand, addHost, hosting, signHosting } from '#capabilities/classes/hosts.server.ts';
import { roll } from '#capabilities/classes/roll.server.ts';
import { dropClass } from '#capabilities/classes/runs.server.ts';
import { seatByPhone } from '#capabilities/classes/seats.server.ts';

const id = (): string => crypto.randomUUID();
const youth = { organisation: 'youth' as const };

test(
	'below the code somebody of another organisation reads the seats and marks of their own class alone, and no person, need or file',
	scene(async (s) => {
		const doan = await ofYouth(s);
		const [theirs, other] = [await openedClass(s), await openedClass(s, { trainer: s.mai.id })];
		for (const run of [theirs, other]) await seatByPhone(s.as(s.lua, 1), { id: id(), run, person: s.som });
		await addHand(s.as(s.lua, 2), { run: theirs, staff: doan.id, part: 'helper', ...youth });
		await inScope(s.base.db, doan, id(), async (sql) => {
			const seats = await sql<{ runId: string }[]>`select run_id from class_seat`;
			expect(seats.map(({ runId }) => runId)).toEqual([theirs]);
			for (const table of ['person', 'need', 'encounter', 'consent', 'household', 'case_file'])
				expect(await sql`select 1 from ${sql(table)} limit 1`, table).toHaveLength(0);
			expect(await sql`select * from class_roll(${other})`).toHaveLength(0);
			expect(await sql`select * from classes_lent(${doan.id}, '2026-07-01', '2026-08-01')`).toHaveLength(0);
		});
	})
);

test(
	'the door gives a co-host no place, also by a key, and no colleague hands work to one',
	scene(async (s) => {
		const doan = await ofYouth(s);
		expect((await colleagues(s.as(s.lua), {})).some((one) => one.id === doan.id)).toBe(false);
		expect((await hands(s.as(s.lua), {})).some((one) => one.id === doan.id)).toBe(true);
		const made = { staff: doan.id, role: 'co-host' as const, place: 1, name: 'máy của Đoàn', groups: null };
		const { key } = (await makeApiKey(s.as(khoi(s), 1), made)) as unknown as { key: string };
		const { actor: found } = (await keyAtDoor(s.base.db as never, rightsOfKey, key, s.as(doan, 2).now))!;
		expect(found).toMatchObject({ id: doan.id, centres: [] });
		await inScope(s.base.db, found, id(), async (sql) =>
			expect(await sql`select 1 from person limit 1`).toHaveLength(0)
		);
	})
);

test(
	'nobody signs as another organisation by naming themselves, nor on paper by another role; who is of a dropped class reads it no more',
	scene(async (s) => {
		const doan = await ofYouth(s);
		const run = await openedClass(s);
		await addHost(s.as(s.lua), { run, organisation: 'police' });
		await addHand(s.as(s.mai, 1), { run, staff: s.mai.id, part: 'host', organisation: 'police' });
		await signHosting(s.as(s.mai, 1), { run, organisation: 'police' });
		expect((await hosting(s.as(s.lua, 2), { run })).hosting.hosts[0]).toMatchObject({ onPaper: true });
		await addHost(s.as(s.lua, 3), { run, ...youth });
		await addHand(s.as(s.lua, 3), { run, staff: s.sam.id, part: 'helper', organisation: 'police' });
		expect(await refusalOf(signHosting(s.as(s.sam, 4), { run, ...youth }))).toBe('host-not-yours');
		await addHand(s.as(s.lua, 4), { run, staff: doan.id, part: 'host', ...youth });
		await roll(s.as(doan, 5), { run, no: 1 });
		await dropClass(s.as(s.lua, 6), { run });
		expect(await refusalOf(roll(s.as(doan, 7), { run, no: 1 }))).toBe('class-unknown');
	})
);

test(
	'what asks whether somebody is not at a place says no to whoever has none',
	scene(async (s) => {
		const doan = await ofYouth(s);
		await inScope(s.base.db, doan, id(), async (sql) => {
			const [at] = await sql<{ at: boolean }[]>`select app_at(1) as at`;
			expect(at).toEqual({ at: false });
			for (const asked of ["learners_by_hamlet(1, '2026-07-01')", 'hands_at(1)', "duties_of('{}', 1, '2026-07-01')"])
				expect(await sql.unsafe(`select * from ${asked}`), asked).toHaveLength(0);
		});
	})
);
