import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerEachMinute } from '#capabilities/residents/keep-register.server.ts';
import { connect, type Db, type Pool } from '#platform/db.server.ts';
import { inScope, setScope } from '#platform/scope.server.ts';
import { commitHouse, type House } from './support/committed.ts';
import { dayOf } from '#kernel/day.ts';
import { figures, figuresByRows, hamletsByRows, hamletsCounted } from './support/register-rows.ts';

// Who writes does not wait for whoever counts, and no change is lost between them.

let house: House;
let owner: Pool;
let commune: number;
beforeAll(async () => {
	house = await commitHouse();
	owner = connect(process.env['TEST_DATABASE_OWNER_URL']!, { max: 1, province: process.env['PROVINCE'] } as never);
	commune = house.centre - 1;
});
afterAll(async () => {
	await Promise.all([house.db.end(), owner.end()]);
});

const chore = () => registerEachMinute.run({ ...house.base, clock: () => new Date() });
const told = () =>
	inScope(house.db, house.guide, '', async (sql) => {
		const [shown, held] = [[...(await figures(sql, commune))], [...(await figuresByRows(sql, commune))]];
		expect(shown).toEqual(held);
		return shown.map(({ hamlet, people }) => [hamlet, people]);
	});
const marks = async (): Promise<number> =>
	(
		await owner<{ marks: number }[]>`select count(*)::int as marks from changed_people where commune_id = ${commune}`
	)[0]!.marks;
const says = (sql: Db, person: string, hamlet: string) =>
	sql`update person set hamlet = ${hamlet}, elsewhere = false where id = ${person}`;

/** Somebody’s change, kept open until what is given has been done. */
const whileOpen = (change: (sql: Db) => Promise<unknown>, work: () => Promise<unknown>) =>
	house.db.begin(async (sql) => {
		await setScope(sql, house.guide, '');
		await change(sql);
		await work();
	});

test('what was marked is counted once, and its marks are gone', async () => {
	expect(await marks()).toBeGreaterThan(0);
	await chore();
	expect(await marks()).toBe(0);
	await told();
	await chore();
	expect(await marks()).toBe(0);
});

test('what is marked is counted part by part, all of it within the minute', async () => {
	await owner`insert into changed_homes (person_id) select gen_random_uuid() from generate_series(1, 12000)`;
	await owner`insert into changed_people (commune_id, hamlet, elsewhere) select ${commune}, 'thôn ' || n, false from generate_series(1, 400) n`;
	await chore();
	expect(await marks()).toBe(0);
	expect(await owner`select from changed_homes limit 1`).toHaveLength(0);
	await told();
});

test('a change that is not over while it is counted is marked when it is', async () => {
	await whileOpen((sql) => says(sql, house.person, 'thôn Một'), chore);
	expect(await marks()).toBeGreaterThan(0);
	expect(await told()).toContainEqual(['thôn Một', 1]);
	await chore();
	expect(await marks()).toBe(0);
	expect(await told()).toContainEqual(['thôn Một', 1]);
});

test('whoever changes a hamlet that another has marked marks it too: the count of the other does not see them', async () => {
	await inScope(house.db, house.guide, '', (sql) => says(sql, house.person, 'thôn Hai'));
	await whileOpen((sql) => says(sql, house.namesake, 'thôn Hai'), chore);
	expect(await told()).toContainEqual(['thôn Hai', 2]);
	await chore();
	expect(await told()).toContainEqual(['thôn Hai', 2]);
});

test('once a year is over, all is counted of the next one', async () => {
	const years = () =>
		owner`select distinct born_by, sixty_before from kept_doors join kept_people using (commune_id) where commune_id = ${commune}`;
	const dwelling = crypto.randomUUID();
	await inScope(
		house.db,
		house.guide,
		'',
		(sql) =>
			sql`insert into dwelling (id, commune_id, address, made_at) values (${dwelling}, ${commune}, 'ngõ thử', now())`
	);
	for (const year of [2031, 2032]) {
		await registerEachMinute.run({ ...house.base, clock: () => new Date(`${year}-03-01T02:00:00Z`) });
		expect(await years()).toEqual([{ bornBy: year - 75, sixtyBefore: year - 60 }]);
	}
});

/** Two hamlets of the commune, a home in the first, and who lives there. */
async function lived(people: readonly string[]) {
	const [hamlet, other, household] = [...(await hamlets()), crypto.randomUUID()] as const;
	await inScope(house.db, house.guide, '', async (sql) => {
		await sql`delete from household_member where person_id = any(${[house.person, house.namesake]}::uuid[])`;
		await sql`update person set birth_date = null, birth_year = 1990, elsewhere = false where id = any(${[house.person, house.namesake]}::uuid[])`;
		await sql`insert into dwelling (id, commune_id, hamlet_id, address, made_at) values (${household}, ${commune}, ${hamlet}, 'ngõ thử', now())`;
		await sql`insert into household (id, commune_id, dwelling_id, made_at) values (${household}, ${commune}, ${household}, now())`;
		for (const person of people) await joins(sql, household, person);
	});
	await chore();
	return { hamlet, other, household };
}
const hamlets = async (): Promise<[number, number]> => {
	const made = await owner<{ id: number }[]>`
		insert into place (id, kind, name, parent_id, valid_from) select nextval('place_number'), 'hamlet', 'thôn ' || gen_random_uuid(), ${commune}, '2025-07-01' from generate_series(1, 2) returning id`;
	return [made[0]!.id, made[1]!.id];
};
const joins = (sql: Db, household: string, person: string) => sql`
	insert into household_member (id, household_id, person_id, relation, since) values (${crypto.randomUUID()}, ${household}, ${person}, 'other', '2020-01-01')`;
const leaves = (sql: Db, person: string) =>
	sql`update household_member set until = since where person_id = ${person} and until is null`;
const meanwhile = (change: (sql: Db) => Promise<unknown>) => async () => {
	await inScope(house.db, house.guide, '', change);
	await chore();
};
const right = async () => {
	await told();
	await inScope(house.db, house.guide, '', async (sql) => {
		const year = Number(dayOf(new Date()).slice(0, 4)) - 75;
		expect(await hamletsCounted(sql, commune, year)).toEqual(await hamletsByRows(sql, commune, year));
	});
};

type At = Awaited<ReturnType<typeof lived>>;
type Change = (sql: Db, at: At) => Promise<unknown>;

const moves: Record<string, Change> = {
	door: (sql, { household, other }) => sql`update dwelling set hamlet_id = ${other} where id = ${household}`,
	people: (sql) => says(sql, house.person, `thôn ${crypto.randomUUID().slice(0, 4)}`),
	household: async (sql, { household, other }) => {
		const fresh = crypto.randomUUID();
		await sql`insert into dwelling (id, commune_id, hamlet_id, address, made_at) values (${fresh}, ${commune}, ${other}, 'ngõ thử', now())`;
		await sql`update household set dwelling_id = ${fresh} where id = ${household}`;
	}
};

const both = ['door', 'people', 'household'];
test.each<{ what: string; alone?: true; change: Change; beside: readonly string[] }>([
	{ what: 'somebody leaves a home', change: (sql) => leaves(sql, house.namesake), beside: both },
	{
		what: 'somebody joins a home',
		alone: true,
		change: (sql, { household }) => joins(sql, household, house.namesake),
		beside: both
	},
	{
		what: 'somebody is found to be old',
		change: (sql) => sql`update person set birth_year = 1930 where id = ${house.namesake}`,
		beside: both
	},
	// Two who write one row wait for each other.
	{
		what: 'a home ends',
		change: (sql, { household }) => sql`update household set ended_at = now() where id = ${household}`,
		beside: ['door', 'people']
	}
])(
	'$what while another moves what it hangs on, and it is counted where that is by then',
	async ({ alone, change, beside }) => {
		for (const moved of beside) {
			const at = await lived(alone ? [house.person] : [house.person, house.namesake]);
			await whileOpen(
				(sql) => change(sql, at),
				meanwhile((sql) => moves[moved]!(sql, at))
			);
			await right();
			await chore();
			expect(await marks()).toBe(0);
			await right();
		}
	}
);

test('what is taken back changes nothing, and a second count beside the first ends with the same', async () => {
	const before = await told();
	await whileOpen(
		(sql) => says(sql, house.person, 'thôn Ba'),
		() => Promise.reject(new Error('taken back'))
	).catch(() => undefined);
	expect(await told()).toEqual(before);
	await inScope(house.db, house.guide, '', (sql) => says(sql, house.person, 'thôn Bốn'));
	await Promise.all([chore(), chore(), chore()]);
	expect(await marks()).toBe(0);
	expect(await told()).toContainEqual(['thôn Bốn', 1]);
});
