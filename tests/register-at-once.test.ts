import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerEachMinute } from '#capabilities/residents/keep-register.server.ts';
import { connect, type Db, type Pool } from '#platform/db.server.ts';
import { inScope, setScope } from '#platform/scope.server.ts';
import { commitHouse, type House } from './support/committed.ts';
import { figures, figuresByRows } from './support/register-rows.ts';

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

test('what is taken back changes nothing, and a second count beside the first ends with the same', async () => {
	await whileOpen(
		(sql) => says(sql, house.person, 'thôn Ba'),
		() => Promise.reject(new Error('taken back'))
	).catch(() => undefined);
	expect(await told()).toContainEqual(['thôn Hai', 2]);
	await inScope(house.db, house.guide, '', (sql) => says(sql, house.person, 'thôn Bốn'));
	await Promise.all([chore(), chore(), chore()]);
	expect(await marks()).toBe(0);
	expect(await told()).toContainEqual(['thôn Bốn', 1]);
});
