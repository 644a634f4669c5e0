import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countDueFollowUps } from '#capabilities/assistance/sql-needs.server.ts';
import { start } from '#capabilities/assistance/start.server.ts';
import { mineCases, worklist } from '#capabilities/cases/lists.server.ts';
import { letFollow } from '#capabilities/mandates/mandates.server.ts';
import { inScope, setScope } from '#platform/scope.server.ts';
import { NOW, sceneApart as scene, self, type Scene } from './support/scene.ts';
import { manyPeople } from './support/volume.ts';

// What has ended stands behind what is in hand and is never read to find it: each file is on one page, in whatever order they came.

type File = { stage: 'received' | 'filed'; status: number | null; minutes: number };

const file: fc.Arbitrary<File> = fc.oneof(
	fc.record({ stage: fc.constant('received' as const), status: fc.constant(null), minutes: fc.nat(300) }),
	// Many of one minute: the key is more than a time.
	fc.record({
		stage: fc.constant('filed' as const),
		status: fc.constantFrom(1, 2, 3, 7, 8, 9, 10, 10, 10, 10),
		minutes: fc.tuple(fc.nat(6), fc.constantFrom(0, 0, 1, 3)).map(([n, days]) => n + days * 1440)
	})
);

/** As many files of somebody, written as the officer may write them. */
async function lay(s: Scene, owner: string, files: readonly File[]): Promise<void> {
	await setScope(s.base.db, s.mai, crypto.randomUUID());
	await s.base.db`
		insert into case_file (id, receiving_centre_id, responsible_centre_id, procedure_code, catalogue_version, helped_id, submitter_id, owner_id, way, stage, status, made_by, made_at)
		select gen_random_uuid(), 1, 1, '2.000635', 'volume', ${owner}, ${owner}, ${owner}, 'DIRECT', f.stage, f.status, ${s.mai.id}, ${NOW.toISOString()}::timestamptz - f.minutes * interval '1 minute'
		from jsonb_to_recordset(${s.base.db.json(files as never)}) f (stage text, status int, minutes int)`;
}

const isOver = ({ stage, status }: { stage: string; status: number | null }): boolean =>
	stage === 'filed' && [3, 7, 10].includes(status ?? 0);

/** All pages of the list, as its links lead on; `meanwhile` happens after the first of them. */
async function walk(s: Scene, meanwhile: () => Promise<void> = () => Promise.resolve()) {
	const pages: { id: string; over: boolean; madeAt: Date }[][] = [];
	const rest: number[] = [];
	for (let asked = { page: 0, after: null as string | null }; rest.at(-1) !== 0;) {
		const list = await worklist(s.as(s.mai, pages.length + 1), { bucket: 'all', ...asked });
		pages.push(list.files.map((one) => ({ id: one.id, over: isOver(one), madeAt: one.madeAt })));
		rest.push(list.more);
		asked = list.next;
		if (pages.length === 1) await meanwhile();
	}
	return { rows: pages.flat(), rest };
}

test(
	'every file is on one page: what is in hand first, then what has ended, the newest first, and the rest is told truly',
	scene(async (s) => {
		const [owner] = await manyPeople(s, 1);
		const had = (await walk(s)).rows.length;
		await fc.assert(
			fc.asyncProperty(fc.array(file, { minLength: 80, maxLength: 260, size: 'max' }), async (files) => {
				await lay(s, owner!, files);
				const { rows, rest } = await walk(s);
				const all = await s.base.db<
					{ n: number }[]
				>`select count(*)::int as n from case_file where owner_id = ${owner!}`;
				expect(rows).toHaveLength(had + all[0]!.n);
				expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
				expect(rest).toEqual(rest.map((_, page) => Math.max(0, rows.length - 100 * (page + 1))));
				const over = rows.slice(rows.findIndex((one) => one.over));
				expect(over.every((one) => one.over)).toBe(true);
				expect(over.map(({ madeAt }) => madeAt.getTime())).toEqual(
					over.map(({ madeAt }) => madeAt.getTime()).toSorted((a, b) => b - a)
				);
			}),
			{ numRuns: 6 }
		);
	}),
	120_000
);

test(
	'what ends while somebody pages pushes nothing off the next page and shows nothing twice',
	scene(async (s) => {
		const [owner] = await manyPeople(s, 1);
		const over = (minutes: number): File => ({ stage: 'filed', status: 10, minutes });
		await lay(
			s,
			owner!,
			Array.from({ length: 320 }, (_, n) => over(10 + (n % 40)))
		);
		const before = await walk(s);
		const seen = await walk(s, () =>
			lay(
				s,
				owner!,
				Array.from({ length: 150 }, () => over(0))
			)
		);
		expect(new Set(seen.rows.map(({ id }) => id)).size).toBe(seen.rows.length);
		// Everything that stood there at the first page was shown, in the same order.
		expect(seen.rows.map(({ id }) => id)).toEqual(before.rows.map(({ id }) => id));
	}),
	60_000
);

test(
	'on their own page stand just the files that row-level security shows: theirs, and of whom they stand for',
	scene(async (s) => {
		const [other] = await manyPeople(s, 1);
		for (const owner of [s.som, s.gia, other!]) await lay(s, owner, [{ stage: 'filed', status: 10, minutes: 5 }]);
		const session = crypto.randomUUID();
		await start(s.as(s.mai), { id: session, person: s.som, ticket: null });
		const owners = async (who: string, minute: number): Promise<string[]> => {
			const { rows } = await mineCases(s.as(self(who), minute), {});
			const seen = await inScope(
				s.base.db,
				self(who),
				crypto.randomUUID(),
				(sql) => sql<{ id: string }[]>`select id from case_file where stage <> 'void'`
			);
			expect(rows.map(({ id }) => id).toSorted()).toEqual(seen.map(({ id }) => id).toSorted());
			return [...new Set(rows.map(({ ownerId }) => ownerId))].toSorted();
		};
		expect(await owners(s.gia, 1)).toEqual([s.gia]);
		const guide = { ...s.mai, session, subject: s.som, authority: 'present' as const };
		const terms = { agent: s.gia, until: 'year', evidence: 'said', readAloud: true } as const;
		await letFollow(s.as(guide, 2), { id: crypto.randomUUID(), ...terms });
		expect(await owners(s.gia, 3)).toEqual([s.gia, s.som].toSorted());
		expect(await owners(s.som, 4)).toEqual([s.som]);
		expect(await owners(other!, 5)).toEqual([other!]);
	})
);

type Change = { nth: number; stage: string; status: number | null; centre: number };
const change: fc.Arbitrary<Change> = fc.record({
	nth: fc.nat(30),
	stage: fc.constantFrom('filed', 'filed', 'filed', 'received', 'void'),
	status: fc.constantFrom(null, 2, 3, 7, 8, 9, 10, 10),
	centre: fc.constantFrom(1, 1, 2)
});

/** How many have ended, as a page is told and as they stand there. */
const overOf = (sql: Scene['base']['db']) => sql<{ told: number; stand: number }[]>`
	select cases_over(p.id, null) as told,
		(select count(*)::int from case_file c where c.receiving_centre_id = p.id and c.stage = 'filed' and c.status in (3, 7, 10)) as stand
	from unnest(array[1, 2]) p (id)`;

test(
	'how many have ended is kept beside the files, whatever becomes of them, and told to nobody of another place',
	scene(async (s) => {
		const [owner] = await manyPeople(s, 1);
		const sql = s.base.db;
		await fc.assert(
			fc.asyncProperty(
				fc.array(file, { minLength: 5, maxLength: 30 }),
				fc.array(change, { maxLength: 40 }),
				async (files, changes) => {
					await lay(s, owner!, files);
					await setScope(sql, { ...s.mai, centres: [1, 2] }, crypto.randomUUID());
					for (const { nth, stage, status, centre } of changes)
						await sql`
							update case_file set stage = ${stage}, status = ${status}, receiving_centre_id = ${centre}
							where id = (select id from case_file where owner_id = ${owner!} order by id offset ${nth} limit 1)`;
					for (const { told, stand } of await overOf(sql)) expect(told).toBe(stand);
				}
			),
			{ numRuns: 20 }
		);
		expect((await overOf(sql))[0]!.told).toBeGreaterThan(0);
		await setScope(sql, s.rang, crypto.randomUUID());
		expect((await overOf(sql))[0]!.told).toBe(0);
	}),
	60_000
);

/** A need that was met some days ago, what was asked of it, and on which day it was met once more. */
type Met = { ago: number; asked: number[]; again: number | null; askedAgain: number[] };
const questions = fc.subarray([30, 90]);
const met: fc.Arbitrary<Met> = fc.record({
	ago: fc.integer({ min: 0, max: 120 }),
	asked: questions,
	again: fc.option(fc.integer({ min: 0, max: 120 })),
	askedAgain: questions
});

test(
	'a need of which everything was asked is looked at no more, and comes back where it is met on another day',
	scene(async (s) => {
		const sql = s.base.db;
		const day = '2026-07-14';
		const asks = (id: string, ago: number, days: readonly number[]) => sql`
			insert into need_follow_up (need_id, met_on, after_days, answer, centre_id, answered_by, at)
			select ${id}, ${day}::date - ${ago}::int, d, 'alone', 1, ${s.mai.id}, ${NOW.toISOString()}::timestamptz
			from unnest(${sql.array([...days])}::int[]) d on conflict do nothing`;
		await fc.assert(
			fc.asyncProperty(fc.array(met, { minLength: 1, maxLength: 12 }), async (needs) => {
				const people = await manyPeople(s, needs.length);
				for (const [n, { ago, asked, again, askedAgain }] of needs.entries()) {
					const id = crypto.randomUUID();
					await sql`
						insert into need (id, centre_id, person_id, kind, urgency, source, made_at, outcome, outcome_on)
						values (${id}, 1, ${people[n]!}, 'e-id', 'this-week', 'rule', ${NOW.toISOString()}, 'met', ${day}::date - ${ago}::int)`;
					await asks(id, ago, asked);
					if (again === null) continue;
					await sql`update need set outcome = null, outcome_on = null where id = ${id}`;
					await sql`update need set outcome = 'met', outcome_on = ${day}::date - ${again}::int where id = ${id}`;
					await asks(id, again, askedAgain);
				}
				const [every] = await sql<{ due: number; wrong: number }[]>`
					select (select count(*)::int from need n cross join (values (30), (90)) f (d)
						where n.centre_id = 1 and n.outcome = 'met' and n.outcome_on + f.d <= ${day}::date
							and not exists (select from need_follow_up u where u.need_id = n.id and u.met_on = n.outcome_on and u.after_days = f.d)) as due,
						(select count(*)::int from need n where n.asked <> ((select count(*) from need_follow_up u where u.need_id = n.id and u.met_on = n.outcome_on) = 2)) as wrong`;
				expect(await countDueFollowUps(sql, 1, day)).toBe(every!.due);
				expect(every!.wrong).toBe(0);
			}),
			{ numRuns: 15 }
		);
	}),
	60_000
);
