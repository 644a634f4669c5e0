import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endedBefore, onTime } from '#capabilities/insights/sql-figures.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { NOW, sceneApart as scene, type Scene } from './support/scene.ts';
import { manyPeople } from './support/volume.ts';

// Results of a month are found by their day, and are those that were found when every file was asked; so is what ended before today.

type File = {
	centre: number;
	responsible: number;
	stage: string;
	status: number;
	due: number | null;
	said: { status: number; ago: number }[];
};
const file: fc.Arbitrary<File> = fc.record({
	...{ centre: fc.constantFrom(1, 1, 1, 2), responsible: fc.constantFrom(1, 2) },
	...{
		stage: fc.constantFrom('filed', 'filed', 'filed', 'void', 'received'),
		status: fc.constantFrom(2, 3, 7, 8, 9, 10)
	},
	due: fc.option(fc.integer({ min: -20, max: 40 })),
	said: fc.uniqueArray(
		fc.record({
			status: fc.constantFrom(2, 3, 7, 8, 9, 9, 9, 10),
			ago: fc.oneof(fc.integer({ min: -1, max: 1 }), fc.nat(40))
		}),
		{
			maxLength: 4,
			selector: ({ status, ago }) => `${status} ${ago}`
		}
	)
});

async function lay(s: Scene, owner: string, files: readonly File[]): Promise<void> {
	const both = { ...s.mai, centres: [1, 2] };
	await setScope(s.base.db, both, crypto.randomUUID());
	const rows = files.map((one) => ({ ...one, id: crypto.randomUUID() }));
	await s.base.db`
		insert into case_file (id, receiving_centre_id, responsible_centre_id, procedure_code, catalogue_version, helped_id, submitter_id, owner_id, way, stage, status, made_by, made_at, due_on)
		select f.id, f.centre, f.responsible, '2.000635', 'volume', ${owner}, ${owner}, ${owner}, 'DIRECT', f.stage, f.status, ${s.mai.id}, ${NOW.toISOString()}, '2026-07-14'::date - f.due
		from jsonb_to_recordset(${s.base.db.json(rows as never)}) f (id uuid, centre int, responsible int, stage text, status int, due int)`;
	await s.base.db`
		insert into case_status (case_id, status, source, outside_at, heard_at)
		select f.id, t.status, 'portal', ${NOW.toISOString()}::timestamptz - t.ago * interval '1 day', ${NOW.toISOString()}
		from jsonb_to_recordset(${s.base.db.json(rows as never)}) f (id uuid, said jsonb), jsonb_to_recordset(f.said) t (status int, ago int)`;
}

type Result = { centre: number; id: string; at: Date; key: string | null; inside: boolean };

/** As it was asked before: of each file when its first result came. */
const before = (s: Scene, centres: readonly number[], month: string) => s.base.db<Result[]>`
	select centre, id, done_at as at,
		case when done_at < (due_on + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' then 'right' when due_on is not null then 'late' end as key, due_on is not null as inside
	from (select c.id, c.receiving_centre_id as centre, c.due_on, (select min(s.outside_at) from case_status s where s.case_id = c.id and s.status = 9) as done_at
		from case_file c where c.receiving_centre_id = any(${s.base.db.array([...centres])}::int[])) d
	where done_at >= ${month}::timestamptz`;

/** As it was asked before: of each file that ended whether it did so today. */
const endedOf = async (s: Scene, centres: readonly number[]): Promise<number> =>
	(
		await s.base.db<{ n: number }[]>`
			select count(*)::int as n from case_file c where receiving_centre_id = any(${s.base.db.array([...centres])}::int[]) and stage not in ('draft', 'void') and status in (3, 7, 8, 10)
				and not exists (select from case_status s where s.case_id = c.id and s.status = c.status and s.outside_at >= '2026-07-14 00:00+07' and s.outside_at < '2026-07-15 00:00+07')`
	)[0]!.n;
const endedNow = async (s: Scene, centres: readonly number[]): Promise<number> =>
	(await s.base.db<{ n: number }[]>`select ${endedBefore(s.base.db, centres, '2026-07-14')} as n`)[0]!.n;

const told = (rows: readonly Result[]) =>
	rows
		.map(({ centre, id, at, key, inside }) => `${centre} ${id} ${at.toISOString()} ${key} ${inside}`)
		.toSorted((a, b) => a.localeCompare(b));

test(
	'results of a month are the files whose first result came in it, and what ended before today is counted alike, of those places alone that somebody reads',
	scene(async (s) => {
		const [owner] = await manyPeople(s, 1);
		await fc.assert(
			fc.asyncProperty(fc.array(file, { minLength: 5, maxLength: 40 }), async (files) => {
				await lay(s, owner!, files);
				const asks = [
					{ who: s.thach, centres: [1] },
					{ who: { ...s.thach, centres: [1, 2] }, centres: [1, 2] },
					{ who: { ...s.thach, centres: [1, 2] }, centres: [2] }
				];
				for (const { who, centres } of asks) {
					await setScope(s.base.db, who, crypto.randomUUID());
					const now = await s.base.db<Result[]>`${onTime(s.base.db, centres, '2026-07-14')}`;
					expect(told(now)).toEqual(told(await before(s, centres, '2026-07-01 00:00+07')));
					expect(await endedNow(s, centres)).toBe(await endedOf(s, centres));
				}
				// Who is of another place reads nothing, whatever they ask for.
				await setScope(s.base.db, s.rang, crypto.randomUUID());
				const other = await s.base.db<Result[]>`${onTime(s.base.db, [1], '2026-07-14')}`;
				expect([other.length, await endedNow(s, [1])]).toEqual([0, 0]);
			}),
			{ numRuns: 12 }
		);
	}),
	60_000
);
