import fc from 'fast-check';
import { expect, it } from 'vitest';
import { setScope } from '#platform/scope.server.ts';
import { listener, NOW, scene, type Scene } from '#tests/support/scene.ts';
import type { Figure } from './inputs.ts';
import { counted, today, type Today } from './today.server.ts';

type Row = { centre: number; days: number; kind: number; status: number | null; minutes: number; told: number | null };

const row = fc.record<Row>({
	centre: fc.constantFrom(1, 1, 1, 2),
	days: fc.constantFrom(-40, -8, -1, -1, 0, 0, 0, 1),
	kind: fc.nat(1000),
	status: fc.option(fc.integer({ min: 1, max: 10 })),
	minutes: fc.integer({ min: 0, max: 90 }),
	told: fc.option(fc.integer({ min: 0, max: 60 }))
});
const now = NOW.toISOString();

/** Of each row a number, a file, a session and a rating, some of them half done and some without what the others have. */
async function written({ base: { db }, som, lua, sim }: Scene, rows: readonly Row[]): Promise<void> {
	const given = JSON.stringify(rows.map((one) => ({ ...one, id: crypto.randomUUID() })));
	const each = () => db`(
		select (r->>'id')::uuid as id, n::int, (r->>'centre')::int as centre, ${now}::timestamptz + (r->>'days')::int * interval '1 day' as at,
			'2026-07-14'::date + (r->>'days')::int as day, (r->>'kind')::int as kind, (r->>'status')::int as status,
			(r->>'minutes')::int * interval '1 minute' as waited, (r->>'told')::int as told
		from jsonb_array_elements(${given}::text::jsonb) with ordinality as one (r, n)) given`;
	await setScope(db, sim, crypto.randomUUID());
	await db`insert into ticket (id, centre_id, day, number, matter, source, priority, arrived_at, state, called_at, promised_from, promised_to)
		select id, centre, day, n + coalesce((select max(number) from ticket), 0), 'certification', 'kiosk', (array['none', 'elder', 'disabled'])[1 + kind % 3], at,
			(array['waiting', 'left', 'done', 'called'])[1 + kind % 4], case when kind % 4 > 1 then at + waited end, least(told, 5), told from ${each()}`;
	await db`insert into ticket_period (ticket_id, centre_id, day, state, from_at, to_at)
		select id, centre, day, 'waiting', at, case when kind % 4 > 0 then at + waited end from ${each()} where kind % 5 > 0`;
	await db`insert into case_file (id, receiving_centre_id, responsible_centre_id, procedure_code, catalogue_version, helped_id, submitter_id, owner_id, way, stage, status, made_at, due_on)
		select id, centre, centre, '2.000635', 'random', ${som}, ${som}, ${som}, 'DIRECT',
			case when status is null then (array['draft', 'confirmed', 'received', 'filed', 'void'])[1 + kind % 5] else 'filed' end,
			status, at, case when told is not null then day + kind % 3 - 1 end from ${each()}`;
	await db`insert into case_status (case_id, status, source, outside_at, heard_at)
		select id, status, 'portal', at + kind % 3 * interval '1 day', at from ${each()} where status is not null`;
	await db`insert into assisted_session (id, centre_id, person_id, helper_id, machine_id, authority, started_at, touched_at, ended_at, end_reason)
		select id, centre, ${som}, ${lua.id}, ${lua.machine}, 'present', at, at, at, 'done' from ${each()}`;
	await db`insert into encounter (id, centre_id, session_id, person_id, helper_id, channel, topic, how, minutes, at, day)
		select id, centre, case when kind % 7 > 0 then id end, ${som}, ${lua.id}, 'counter', 'e-id', (array['self', 'guided', 'done-for', 'unfinished', 'referred'])[1 + kind % 5], 5, at, day from ${each()}`;
	await setScope(db, listener([]), crypto.randomUUID());
	await db`insert into rating (id, centre_id, session_id, way, score, at, day) select id, centre, id, 'link', 1 + kind % 4, at, day from ${each()} where kind % 2 = 0`;
}

type Told = { figure: Figure; key: string; number: number; of?: number };

/** Every number of the page, as the page opens it. */
const numbersOf = (facts: Today): Told[] => [
	{ figure: 'waiting', key: '', number: facts.waiting.waiting, of: facts.waiting.tickets },
	{ figure: 'served', key: '', number: facts.served.reduce((sum, { people }) => sum + people, 0) },
	...facts.served.map(({ priority, people }) => ({ figure: 'served' as const, key: priority, number: people })),
	...(['right', 'late'] as const).flatMap((key) =>
		(
			[
				['kept', facts.kept],
				['on-time', facts.onTime]
			] as const
		).map(([figure, { right, of }]) => ({ figure, key, number: key === 'right' ? right : of - right, of }))
	),
	...(['soon', 'late'] as const).map((key) => ({ figure: 'due' as const, key, number: facts.due[key] })),
	...facts.statuses.map(({ status, stage, files }) => ({
		...{ figure: 'status' as const, key: status === null ? stage : String(status), number: files },
		of: facts.statuses.reduce((sum, one) => sum + one.files, 0)
	})),
	...facts.how.map(({ week, how, times }) => ({ figure: 'how' as const, key: `${week}:${how}`, number: times })),
	...facts.ratings.map(({ score, times }) => ({
		...{ figure: 'rating' as const, key: String(score), number: times },
		of: facts.ratings.reduce((sum, one) => sum + one.times, 0)
	}))
];

it(
	'a number is the whole of the rows behind it, and out of what the page says, whatever happened',
	scene(async (s) => {
		await fc.assert(
			fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (rows) => {
				await written(s, rows);
				for (const leader of [s.thach, s.sim]) {
					const told = numbersOf(await today(s.as(leader), {}));
					for (const { figure, key, number, of } of told) {
						const opened = await counted(s.as(leader), { figure, key });
						const where = `${figure} ${key}`;
						expect([where, opened.whole, opened.rows.length + opened.more]).toEqual([where, number, number]);
						if (of !== undefined) expect([where, opened.of]).toEqual([where, of]);
					}
				}
			}),
			{ numRuns: 8 }
		);
	}),
	60_000
);
