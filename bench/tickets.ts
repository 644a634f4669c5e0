import postgres from 'postgres';
import { waitingOf } from '#platform/asks.server.ts';
import { ticketsAsking } from '#capabilities/support/asks.server.ts';
import { showTicket, tickets } from '#capabilities/support/show.server.ts';
import { rightsOf } from '#program/roles.ts';
import { throwawayDatabase } from '../gate/throwaway.mjs';
import { commitHouse } from '../tests/support/committed.ts';
import { percentile, say } from './say.ts';

const OPEN = 100_000;
const OVER = 1_000_000;
const PEOPLE = 2000;
const LOOKS = 40;

/** A centre that never answers and never forgets: more tickets open and over than a province has, laid below the commands. */
async function layTickets(owner: postgres.Sql, centre: number): Promise<void> {
	await owner`
		insert into person (id, commune_id, name, birth_year, gender, hamlet, made_up, made_at)
		select md5('ticket ' || n)::uuid, ${centre - 1}, 'Lau Thị Sậy ' || n, 1950, 'female', 'thôn Bãi Lau', true, now() from generate_series(1, ${PEOPLE}::int) n`;
	const lay = (from: number, many: number, state: string) => owner`
		insert into support_ticket (id, centre_id, number, system, source, urgency, person_id, next_step, next_on, state, made_by, made_at, rings_at)
		select md5('t' || n)::uuid, ${centre}, n, 'portal', 'web', (array['high', 'medium', 'low'])[1 + n % 3], md5('ticket ' || (1 + n % ${PEOPLE}::int))::uuid,
			'call', current_date - n % 300, ${state}, null, now() - (n % 400) * interval '1 day', null
		from generate_series(${from}::int, ${from + many - 1}::int) n`;
	await lay(1, OPEN, 'open');
	await lay(OPEN + 1, OVER, 'over');
	await owner`
		insert into support_event (id, ticket_id, centre_id, kind, at)
		select md5('e' || id || k)::uuid, id, centre_id, case when k = 3 then 'confirmed' else 'said' end, made_at + k * interval '1 minute'
		from support_ticket, generate_series(1, case when state = 'over' then 3 else 2 end) k`;
	await owner`vacuum analyze`;
}

export async function run(): Promise<void> {
	const { env, end: endDatabase } = await throwawayDatabase();
	Object.assign(process.env, env);
	const owner = postgres(env.TEST_DATABASE_OWNER_URL, {
		max: 1,
		onnotice: () => {},
		connection: { search_path: 'thanh_hoa,public' }
	});
	try {
		const house = await commitHouse();
		const { centre } = house;
		await layTickets(owner, centre);
		const leader = { ...house.officer, may: new Set(rightsOf.leader) };
		const timed = async (work: () => Promise<unknown>): Promise<number[]> => {
			const took: number[] = [];
			for (let n = 0; n < LOOKS; n++) {
				const begun = performance.now();
				await work();
				took.push(performance.now() - begun);
			}
			return took;
		};
		const list =
			(view: 'all' | 'free' | 'over', after: string | null = null) =>
			() =>
				tickets(house.as(leader), { view, after });
		/** The key of a line that stands so far down. */
		const keyAt = async (at: number): Promise<string> => {
			const [row] = await owner<{ key: string }[]>`
				select concat_ws('.', 0, next_on, (extract(epoch from made_at) * 1000000)::bigint, id) as key from support_ticket
				where centre_id = ${centre} and state <> 'over' order by next_on, made_at, id offset ${at} limit 1`;
			return row!.key;
		};
		const [deep, end] = [await keyAt(45_000), await keyAt(OPEN - 100)];
		const first = (await tickets(house.as(leader), { view: 'all' })).rows[0]!;
		// What any list of this size costs: its lines, and how many there are.
		const raw = await timed(async () => {
			await owner`select t.*, p.name from support_ticket t join person p on p.id = t.person_id where t.centre_id = ${centre} and t.state <> 'over' and t.merged_into is null
				order by t.next_on, t.made_at, t.id limit 51`;
			await owner`select count(*) from support_ticket where centre_id = ${centre} and state <> 'over' and merged_into is null`;
		});
		const all = await timed(list('all'));
		say('tickets open and over', `${OPEN.toLocaleString('en')}, ${OVER.toLocaleString('en')}`, '');
		say('list, p95', percentile(all, 0.95), 'ms', '≤ 100 ms');
		say('list, median', percentile(all, 0.5), 'ms');
		say(
			'  ratio to the same lines and their number in plain SQL',
			percentile(all, 0.5) / percentile(raw, 0.5),
			'',
			'≤ 3'
		);
		for (const [name, work] of [
			['a page far down, p95', list('all', deep)],
			['the last page, p95', list('all', end)],
			['what is over, p95', list('over')],
			['what is over, far down, p95', list('over', String(OPEN + OVER / 2))],
			['one ticket, p95', () => showTicket(house.as(leader), { ticket: first.id })],
			['the mark of the menu, p95', () => waitingOf(house.as(leader), [ticketsAsking])]
		] as const) {
			const took = await timed(work);
			say(name, percentile(took, 0.95), 'ms', '≤ 100 ms');
			say('  median', percentile(took, 0.5), 'ms');
		}
		await house.db.end();
	} finally {
		await owner.end();
		await endDatabase();
	}
}
