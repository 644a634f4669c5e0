import { expect, test } from 'vitest';
import { heldClasses } from '#capabilities/classes/hosts.server.ts';
import { templates } from '#capabilities/classes/templates.ts';
import { given } from '#capabilities/certificates/questions.server.ts';
import { openArea } from '#capabilities/field/areas.server.ts';
import { hamlets, loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { lists } from '#capabilities/walk-lists/lists.server.ts';
import { addDays } from '#kernel/day.ts';
import { setScope } from '#platform/scope.server.ts';
import { NOW, sceneApart as scene, self, type Scene } from './support/scene.ts';
import { manyPeople } from './support/volume.ts';
import { looksAt } from './support/volume-of-one.ts';

// Lists that grow with the years go on after a line: whatever is written or ends between two pages, nothing is left out or comes twice.

type Found<T> = { rows: T[]; whole: number; more: number; next: string | null };

/** All pages as their links lead on; `meanwhile` happens after each of the first two. */
async function walk<T>(
	look: (after: string | null) => Promise<Found<T>>,
	meanwhile: () => Promise<void> = () => Promise.resolve()
) {
	const pages: T[][] = [];
	const rest: number[] = [];
	for (let after: string | null = null; pages.length === 0 || after !== null;) {
		const found = await look(after);
		pages.push(found.rows);
		rest.push(found.more);
		expect(found.next === null).toBe(found.more === 0);
		after = found.next;
		if (pages.length < 3) await meanwhile();
	}
	return { rows: pages.flat(), rest, first: pages[0]! };
}

const at = (minutes: number): string => new Date(NOW.getTime() - minutes * 60_000).toISOString();

/** One for each of so many people, from so many minutes ago on, some at the same instant. */
async function givenTo(s: Scene, many: number, from: number): Promise<void> {
	const { db } = s.base;
	const [{ n: had } = { n: 0 }] = await db<{ n: number }[]>`select count(*)::int as n from certificate`;
	for (const [n, person] of (await manyPeople(s, many)).entries()) {
		const session = crypto.randomUUID();
		await setScope(db, { ...s.mai, subject: person }, crypto.randomUUID());
		await db`insert into assisted_session (id, centre_id, person_id, helper_id, machine_id, authority, started_at, touched_at)
			values (${session}, 1, ${person}, ${s.mai.id}, ${s.mai.machine}, 'present', ${at(from)}, ${at(from)})`;
		await db`insert into certificate (id, number, centre_id, person_id, topic, given_on, given_at, assessor_id, assessor_name, organisation, session_id, frame, levels, seen_on, refresh_from)
			values (gen_random_uuid(), ${String(100_000_000 + had + n)}, 1, ${person}, 'e-id', '2026-07-14', ${at(from + Math.floor(n / 3))}, ${s.mai.id}, 'Mai', 'centre', ${session}, 1, '[]', '2026-07-14', '2027-07-14')`;
		await db`update assisted_session set ended_at = ${at(from)}, end_reason = 'done' where id = ${session}`;
	}
}

test(
	'certificates of a centre: what is given meanwhile stands before them',
	scene(async (s) => {
		await givenTo(s, 120, 100);
		const look = (after: string | null) => given(s.as(s.thach, 1), { after });
		const before = await walk(look);
		expect([before.rows.length, before.rest]).toEqual([120, [70, 20, 0]]);
		const then = await walk(look, () => givenTo(s, 7, 1));
		const id = (row: { id: string }): string => row.id;
		expect(then.rows.map(id)).toEqual(before.rows.map(id));
		expect(new Set(then.rows.map(id)).size).toBe(120);
		// A key that is nobody's begins at the top; by its number a page is what it was.
		expect((await look(crypto.randomUUID())).rows).toHaveLength(50);
		expect((await given(s.as(s.thach, 1), { page: 2 })).rows).toHaveLength(34);
	}),
	60_000
);

test(
	'looks at somebody: who looks meanwhile stands before them',
	scene(async (s) => {
		await looksAt(s, s.som, 90);
		const look = (after: string | null) => myLooks(s.as(self(s.som), 1), { after });
		const before = await walk(look);
		expect([before.rows.length, before.rest]).toEqual([90, [70, 50, 30, 10, 0]]);
		const again = async (): Promise<void> => {
			await setScope(s.base.db, s.mai, crypto.randomUUID());
			await s.base.db`insert into look (at, actor_kind, actor_id, people, what, purpose)
				select now(), 'staff', ${s.mai.id}, array[${s.som}::uuid], 'record', p from unnest('{need,file}'::text[]) p`;
		};
		const then = await walk(look, again);
		expect(then.rows).toEqual(before.rows);
	}),
	60_000
);

test(
	'lists on paper: one that comes back while somebody pages is shown among those that are over, and none is left out',
	scene(async (s) => {
		const { db } = s.base;
		await loadHamlets(s.as(s.thach), { text: 'thôn;ngõ\nthôn Bến Gió;ngõ Ao' });
		const hamlet = (await hamlets(s.as(s.thach), {}))[0]!.id;
		const area = crypto.randomUUID();
		await openArea(s.as(s.thach), { id: area, name: 'Bến Gió A', hamlet });
		await setScope(db, s.thach, crypto.randomUUID());
		await db`insert into walk_list (id, centre_id, area_id, walker_id, number, people, printed_by, printed_at, ended, ended_by, ended_at)
			select gen_random_uuid(), 1, ${area}, ${s.lua.id}, n, 3, ${s.thach.id}, ${at(9)}::timestamptz, case when n % 2 = 0 then 'put-away' end, case when n % 2 = 0 then ${s.thach.id}::uuid end,
				case when n % 2 = 0 then ${at(5)}::timestamptz end from generate_series(1, 240) n`;
		const look = (after: string | null) => lists(s.as(s.thach, 1), { after });
		const before = await walk(look);
		expect([before.rows.length, before.rest]).toEqual([240, [190, 140, 90, 40, 0]]);
		expect(before.rows.map((one) => one.ended === null)).toEqual(Array.from({ length: 240 }, (_, n) => n < 120));
		let ends = [before.first.at(-1)!.number, 1, 41];
		const then = await walk(look, async () => {
			await setScope(db, s.thach, crypto.randomUUID());
			await db`update walk_list set ended = 'put-away', ended_by = ${s.thach.id}, ended_at = now() where number = any(${db.array(ends)}::int[])`;
			ends = [];
		});
		const numbers = then.rows.map(({ number }) => number);
		expect(new Set(numbers).size).toBe(240);
		// The last of the first page was out when it was shown, and is over since.
		expect(numbers.toSorted((a, b) => a - b)).toEqual(
			[...Array.from({ length: 240 }, (_, n) => n + 1), before.first.at(-1)!.number].toSorted((a, b) => a - b)
		);
		expect((await lists(s.as(s.thach, 2), { page: 4 })).rows).toHaveLength(40);
	}),
	60_000
);

test(
	'classes of whoever is named in them: those to come first, whatever is held or opened meanwhile',
	scene(async (s) => {
		const { db } = s.base;
		const asLeader = () => setScope(db, s.thach, crypto.randomUUID());
		/** Each with lessons on two days; those before today were held. */
		const opened = async (starts: readonly number[]): Promise<string[]> => {
			await asLeader();
			const runs = starts.map((start) => ({ id: crypto.randomUUID(), first: addDays('2026-07-14', start) }));
			await db`insert into class_run (id, centre_id, template, venue, step_free, power, capacity, helpers, trainer_id, trainer_name, starts, minutes, given_up, made_by, made_at)
				select r.id, 1, ${templates[0]!.id}, 'Nhà văn hoá Bến Gió', true, true, 4, 1, ${s.lua.id}, 'Lúa', '14:00', 90, '[]', ${s.thach.id}, now()
				from jsonb_to_recordset(${db.json(runs)}) r (id uuid)`;
			await db`insert into class_session (run_id, no, day, closed_at, closed_by)
				select r.id, n, r.first + n, case when r.first + n < '2026-07-14' then now() end, case when r.first + n < '2026-07-14' then ${s.thach.id}::uuid end
				from jsonb_to_recordset(${db.json(runs)}) r (id uuid, first date), generate_series(1, 2) n`;
			return runs.map(({ id }) => id);
		};
		const ids = await opened(Array.from({ length: 60 }, (_, n) => ((n * 7) % 60) - 40));
		const look = (after: string | null) => heldClasses(s.as(s.lua, 1), { after });
		const before = await walk(look);
		expect([before.rows.length, before.rest]).toEqual([60, [40, 20, 0]]);
		const days = before.rows.map(({ run }) => run.lessons.find(({ closed }) => !closed)?.day ?? null);
		const open = days.filter((day) => day !== null);
		expect(open).toEqual(open.toSorted());
		expect(days.slice(open.length).every((day) => day === null)).toBe(true);
		let isFirst = true;
		const then = await walk(look, async () => {
			await asLeader();
			// The last that has a lesson to come is held before its turn; others are opened.
			const last = before.rows[open.length - 1]!.run.id;
			if (isFirst)
				await db`update class_session set closed_at = now(), closed_by = ${s.thach.id} where run_id = ${last} and closed_at is null`;
			isFirst = false;
			await opened([-80, 2]);
		});
		const seen = then.rows.map(({ run }) => run.id);
		expect(new Set(seen).size).toBe(seen.length);
		expect(ids.filter((id) => !seen.includes(id))).toEqual([]);
	}),
	60_000
);
