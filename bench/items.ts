import postgres from 'postgres';
import { judgements } from '#capabilities/learning/frame.ts';
import { items } from '#capabilities/learning/items.server.ts';
import { rightsOf } from '#program/roles.ts';
import { throwawayDatabase } from '../gate/throwaway.mjs';
import { commitHouse } from '../tests/support/committed.ts';
import { percentile, say } from './say.ts';

const ANSWERS = 100_000;
const PEOPLE = 2000;
const LOOKS = 40;

/** A commune whose people have judged for a year: each person the same number of items, some of them twice, laid below the commands. */
async function layAnswers(owner: postgres.Sql, centre: number): Promise<void> {
	await owner`
		with learner as (
			insert into person (id, commune_id, name, birth_year, gender, hamlet, made_up, made_at)
			select gen_random_uuid(), ${centre - 1}, 'Lau Thị Sậy ' || n, 1950, 'female', 'thôn Bãi Lau', true, now() from generate_series(1, ${PEOPLE}::int) n
			returning id
		), numbered as (select id, row_number() over (order by id) as n from learner)
		insert into skill_evidence (id, centre_id, person_id, statement, frame, kind, item, choice, correct, at)
		select gen_random_uuid(), ${centre}, p.id, split_part(i.item, '-', 1), 1, 'judged', i.item, 'a', abs(hashint8(p.n * 1000 + i.n)) % 100 < 40 + p.n % 50,
			now() - (a.n % 300) * interval '1 day'
		from numbered p, generate_series(1, ${ANSWERS / PEOPLE}::int) a (n)
		join jsonb_array_elements_text(${owner.json(judgements.map(({ id }) => id))}::jsonb) with ordinality i (item, n) on true
		where i.n = 1 + (p.n * 7 + a.n) % ${judgements.length}::int`;
	await owner`analyze`;
}

export async function run(): Promise<void> {
	const { env, end } = await throwawayDatabase();
	Object.assign(process.env, env);
	const owner = postgres(env.TEST_DATABASE_OWNER_URL, {
		max: 1,
		onnotice: () => {},
		connection: { search_path: 'thanh_hoa,public' }
	});
	try {
		const house = await commitHouse();
		await layAnswers(owner, house.centre);
		const leader = { ...house.officer, may: new Set(rightsOf.leader) };
		const looked: number[] = [];
		const plain: number[] = [];
		const timed = async (into: number[], work: () => Promise<unknown>): Promise<void> => {
			const begun = performance.now();
			await work();
			into.push(performance.now() - begun);
		};
		const counted = (await items(house.as(leader), {})).reduce((sum, { people }) => sum + people, 0);
		for (let n = 0; n < LOOKS; n++) {
			await timed(looked, () => items(house.as(leader), {}));
			await timed(
				plain,
				() => owner`select item, count(*), avg(correct::int) from skill_evidence where kind = 'judged' group by item`
			);
		}
		say(
			'answers, and of those the last of each person',
			`${ANSWERS.toLocaleString('en')}, ${counted.toLocaleString('en')}`,
			''
		);
		say('item dashboard, p95', percentile(looked, 0.95), 'ms', '≤ 300 ms');
		say('item dashboard, median', percentile(looked, 0.5), 'ms');
		say('  ratio to counting and averaging the same rows', percentile(looked, 0.5) / percentile(plain, 0.5), '');
		await house.db.end();
	} finally {
		await owner.end();
		await end();
	}
}
