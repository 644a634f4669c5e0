import { expect, test } from 'vitest';
import { tickets } from '#capabilities/support/show.server.ts';
import type { View } from '#capabilities/support/inputs.ts';
import { countTickets } from '#capabilities/support/sql.server.ts';
import { openTicket } from '#capabilities/support/write.server.ts';
import { inScope } from '#platform/scope.server.ts';
import type { Db } from '#platform/db.server.ts';
import { sceneApart as scene, type Scene } from './support/scene.ts';

// However many tickets there are: by paging each is reached once, in the order of the list, and what follows is counted up to a bound.

const id = (): string => crypto.randomUUID();
const asLua = <T>(s: Scene, work: (db: Db) => Promise<T>): Promise<T> => inScope(s.base.db, s.lua, id(), work);
const lay = (s: Scene, from: number, many: number, state: 'open' | 'over') =>
	asLua(
		s,
		(db) => db`
		insert into support_ticket (id, centre_id, number, system, source, urgency, caller, next_step, next_on, state, owner_id, made_by, made_at, rings_at)
		select gen_random_uuid(), 1, n, 'portal', 'phone', (array['now', 'high', 'medium', 'low'])[1 + n % 4], null, 'call', date '2026-07-14' + n % 7,
			case when ${state} = 'over' then 'over' when n % 5 = 0 then 'solved' when n % 5 = 1 then 'waits' else 'open' end,
			case when n % 3 = 0 then ${s.lua.id}::uuid end, ${s.lua.id}::uuid, timestamptz '2026-07-01 08:00+07' + (n % 11) * interval '1.000001 second', null
		from generate_series(${from}::int, ${from + many - 1}::int) n`
	);

async function walked(s: Scene, view: View, midway: () => Promise<unknown> = () => Promise.resolve()) {
	const numbers: number[] = [];
	const rest: number[] = [];
	let after: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof tickets>> = await tickets(s.as(s.lua, 1), { view, after });
		numbers.push(...page.rows.map((one) => one.number));
		rest.push(page.more);
		after = page.next;
		if (rest.length === 2) await midway();
	} while (after !== null);
	return { numbers, rest };
}

test(
	'each open ticket stands on one page, in one order, whichever view is read and whatever is written meanwhile',
	scene(async (s) => {
		await lay(s, 1, 1000, 'open');
		const plain = async (where: string) =>
			(
				await asLua(s, (db) =>
					db.unsafe<{ number: number }[]>(
						`select number from support_ticket where centre_id = 1 and ${where} order by (urgency = 'now' and state <> 'solved') desc, next_on, made_at, id`
					)
				)
			).map((one) => one.number);
		const wheres: Record<Exclude<View, 'over'>, string> = {
			...{ all: 'true', mine: `owner_id = '${s.lua.id}'`, free: 'owner_id is null' },
			...{ waits: "state = 'waits'", solved: "state = 'solved'" }
		};
		for (const [view, where] of Object.entries(wheres)) {
			const { numbers, rest } = await walked(s, view as View);
			expect(numbers).toEqual(await plain(where));
			expect(rest[0]).toBe(numbers.length - 50);
			expect(rest.at(-1)).toBe(0);
			const { counts } = await tickets(s.as(s.lua, 1), { view: 'all' });
			expect(counts[view as keyof typeof wheres]).toBe(numbers.length);
		}
		// Of each view no more are counted than somebody reads.
		const bounded = await asLua(s, (db) => countTickets(db, 1, s.lua.id!, 300));
		expect(bounded).toEqual({ all: 300, mine: 300, free: 300, waits: 200, solved: 200 });
		const before = await plain('true');
		const { numbers } = await walked(s, 'all', () =>
			openTicket(s.as(s.lua, 2), {
				...{ id: id(), system: 'portal', source: 'phone', stuck: 'money-running', due: 'today', person: s.som },
				...{ caller: null, phone: null, fault: null, words: 'Tiền đang mất.' }
			})
		);
		expect(numbers).toEqual(before);
	}),
	60_000
);

test(
	'what is over is read from the latest; of more than ten thousand that follow it is said that there are more, and each is still reached',
	scene(async (s) => {
		await lay(s, 1, 10_120, 'over');
		const first = await tickets(s.as(s.lua, 1), { view: 'over' });
		expect([first.rows[0]!.number, first.rows.length, first.more, first.many]).toEqual([10_120, 50, 10_000, true]);
		const down = await tickets(s.as(s.lua, 1), { view: 'over', after: '131' });
		expect([down.rows[0]!.number, down.more, down.many]).toEqual([130, 80, false]);
		const { numbers } = await walked(s, 'over');
		expect(new Set(numbers).size).toBe(10_120);
	}),
	120_000
);
