import { expect, test } from 'vitest';
import { end } from '#capabilities/assistance/end.server.ts';
import { queueForPortal } from '#capabilities/filing/file.server.ts';
import { receive } from '#capabilities/cases/receive.server.ts';
import { listener, scene, type Scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { incidentsListens } from './listens.server.ts';
import { openIncident } from './open.server.ts';
import { endIncident } from './over.server.ts';

// The worker is killed while it tells: whoever was told is told no more, and nobody is left out.

async function standing(s: Scene, person: string): Promise<string> {
	const sitting = await sitDown(s, '2.000635', 0, person);
	await fill(s, sitting, copyAnswers);
	await sayYes(s, sitting, 0);
	await end(s.as(sitting.guide), { session: sitting.session, reason: 'done' });
	await receive(s.as(s.mai), { case: sitting.case });
	await queueForPortal(s.as(listener(['filing.queue-for-portal'], sitting.case)), { case: sitting.case });
	return sitting.case;
}

type Told = { about: string; reason: string };
const told = (s: Scene) => s.base.db<Told[]>`
	select about::text, answer->>'reason' as reason from journal where command = 'incidents.tell-file' order by id`;

/** A database that is gone after so many transactions. */
function goneAfter(db: Scene['base']['db'], transactions: number): Scene['base']['db'] {
	let left = transactions;
	return new Proxy(db, {
		get: (whole, name) => {
			if (name === 'savepoint' && left-- <= 0) return () => Promise.reject(new Error('killed'));
			return Reflect.get(whole, name) as unknown;
		}
	});
}

test(
	'killed after each step of telling three files and begun again, every file is told once',
	scene(async (s) => {
		const files = [await standing(s, s.som), await standing(s, s.som), await standing(s, s.som)];
		const incident = crypto.randomUUID();
		await openIncident(s.as(s.lua, 5), { id: incident, system: 'portal', since: null, words: null });
		await endIncident(s.as(s.lua, 9), { incident, version: 1 });
		const [row] = await s.base.db<{ id: number; centreId: number; about: string }[]>`
			select id, centre_id, about from journal where command = 'incidents.end-incident' and about = ${incident}`;
		const hear = (transactions: number) => {
			const context = s.as(listener(['incidents.tell-file'], incident, [1]), 10);
			return incidentsListens[0]!.hear({ ...context, db: goneAfter(context.db, transactions) }, row as never);
		};
		const after: number[] = [];
		// One to look and one a file: it dies before it looks, before the first, after the first, and so on.
		for (const transactions of [0, 1, 2, 2]) {
			await expect(hear(transactions)).rejects.toThrow('killed');
			after.push((await told(s)).length);
		}
		expect(after).toEqual([0, 0, 1, 2]);
		await hear(10);
		await hear(10);
		expect((await told(s)).map(({ about }) => about).toSorted()).toEqual(files.toSorted());
		expect((await told(s)).map(({ reason }) => reason)).toEqual(['slowed', 'slowed', 'slowed']);
	})
);
