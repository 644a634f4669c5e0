import { expect, test } from 'vitest';
import type { Db } from '#platform/db.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { acting } from '#tests/support/accounts.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { readAloud, reportUp } from './done.server.ts';
import { openIncident } from './open.server.ts';
import { endIncident } from './over.server.ts';
import { showIncident } from './show.server.ts';

const id = (): string => crypto.randomUUID();
const open = async (s: Scene): Promise<string> =>
	(await openIncident(s.as(s.lua), { id: id(), system: 'portal', since: null, words: null })).id;
const shown = (s: Scene, incident: string, minutes: number) => showIncident(s.as(s.mai, minutes), { incident });

test(
	'it was told higher up, to whom by what they do, and once more when they gave a number; a number of somebody is refused',
	scene(async (s) => {
		const incident = await open(s);
		expect(await shown(s, incident, 1)).toMatchObject({ reports: [], reads: { count: 0, last: null } });
		const up = (minutes: number, number: string | null, who = s.lua) =>
			reportUp(s.as(who, minutes), { id: id(), incident, to: 'province', number });
		await up(2, null);
		await up(9, ' TP-214 ', s.mai);
		expect((await shown(s, incident, 10)).reports).toMatchObject([
			{ to: 'province', number: 'TP-214', by: 'Nắng Thị Mai' },
			{ to: 'province', number: null, by: 'Hoa Thị Lúa' }
		]);
		await expect(up(11, '0900 000 555')).rejects.toThrow();
		await expect(up(11, 'mã OTP <b>')).rejects.toThrow();
		expect(await refusalOf(up(11, null, s.rang))).toBe('incident-unknown');
		const context = s.as(s.lua, 12);
		const twice = { id: context.request, incident, to: 'telecom', number: null } as const;
		await reportUp(context, twice);
		await reportUp(context, twice);
		expect((await shown(s, incident, 13)).reports).toHaveLength(3);
	})
);

test(
	'it was said aloud as it stands now; what moved since is not read out as if it stood',
	scene(async (s) => {
		const incident = await open(s);
		const { version } = await shown(s, incident, 1);
		await readAloud(s.as(s.lua, 2), { incident, version });
		await readAloud(s.as(s.mai, 15), { incident, version });
		expect((await shown(s, incident, 16)).reads).toEqual({ count: 2, last: s.as(s.mai, 15).now, by: 'Nắng Thị Mai' });
		await endIncident(s.as(s.lua, 20), { incident, version });
		expect(await refusalOf(readAloud(s.as(s.lua, 21), { incident, version }))).toBe('incident-moved');
		await readAloud(s.as(s.lua, 22), { incident, version: (await shown(s, incident, 22)).version });
		expect((await shown(s, incident, 23)).reads.count).toBe(3);
	})
);

test(
	'below the code nobody says so of another commune or for another, changes it, or reads it from outside',
	scene(async (s) => {
		const incident = await open(s);
		await reportUp(s.as(s.lua, 1), { id: id(), incident, to: 'leader', number: null });
		const as = (actor: Scene['lua'], work: (db: Db) => Promise<unknown>) =>
			inScope(s.base.db, actor, id(), work).then(
				(done) => done,
				(reason: Error) => reason.message
			);
		const row = (by: string) => (db: Db) =>
			db`insert into incident_done (id, incident_id, centre_id, kind, by_staff, at) values (${id()}, ${incident}, 1, 'read', ${by}, now())`;
		expect(await as(s.rang, row(s.rang.id))).toMatch(/row-level security/);
		expect(await as(s.mai, row(s.lua.id))).toMatch(/row-level security/);
		expect(await as(s.mai, (db) => db`update incident_done set number = 'x'`)).toMatch(/permission denied/);
		for (const actor of [s.rang, acting(s, 'chop', 'engineer', [])])
			expect(await as(actor, (db) => db`select id from incident_done`)).toEqual([]);
	})
);
