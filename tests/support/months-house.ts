import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { system, type Actor } from '#kernel/actor.ts';
import { connect, type Db, type Pool } from '#platform/db.server.ts';
import { newKeys } from '#platform/keys.server.ts';
import { lookMonthsAhead } from '#platform/look-months.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { insertLook } from '#platform/sql.server.ts';

// A house in a schema of its own whose months begin in 2024: what stood before is of earlier, and each month of these tests is made.

const PROVINCE = 'house_of_months';
/** What stands in the first partition is from before this. */
export const FIRST_ENDS = '2024-01-01T00:00:00+07:00';

export type MonthsHouse = Awaited<ReturnType<typeof monthsHouse>>;

const urls = () => ({
	url: process.env['TEST_DATABASE_URL']!,
	ownerUrl: process.env['TEST_DATABASE_OWNER_URL']!
});

async function drop(owner: Db): Promise<void> {
	await owner.unsafe(`drop schema if exists ${PROVINCE} cascade`);
}

/** Takes the months that the migration made away, while nothing lies there, and ends the first where these tests begin. */
async function recut(owner: Db): Promise<void> {
	for (const { name } of await owner<{ name: string }[]>`select name from look_months() where name <> 'look_first'`)
		await owner`drop table ${owner(name)}`;
	await owner`alter table look detach partition look_first`;
	await owner.unsafe(`alter table look attach partition look_first for values from (minvalue) to ('${FIRST_ENDS}')`);
}

export async function monthsHouse() {
	const { url, ownerUrl } = urls();
	const owner = connect(ownerUrl, { province: PROVINCE, max: 3 });
	await drop(owner);
	await promisify(execFile)(process.execPath, ['house/migrate.mjs'], {
		env: { ...process.env, DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, PROVINCE }
	});
	await recut(owner);
	const db: Pool = connect(url, { province: PROVINCE, max: 6 });
	const base = { db, keys: newKeys(), store: null as never };
	const night = (day: string) => lookMonthsAhead.run({ ...base, clock: () => new Date(day) } as never);
	const end = async (): Promise<void> => {
		await db.end({ timeout: 5 });
		await drop(owner);
		await owner.end();
	};
	return { db, owner, base, night, end };
}

export const watcher: Actor = { ...system('watcher', new Set()), kind: 'staff', id: crypto.randomUUID() };

/** A look of somebody of the staff at somebody, at this instant. */
export const lookAt = (db: Db, at: string, person: string = crypto.randomUUID()) =>
	inScope(db, watcher, crypto.randomUUID(), (sql) =>
		insertLook(sql, {
			...{ at: new Date(at), people: [person], what: 'record', purpose: 'session' },
			...{ sessionId: null, about: null, againAfter: null }
		})
	);

/** Where each look lies, by the month's name. */
export const whereLooksLie = async (owner: Db): Promise<Record<string, number>> =>
	Object.fromEntries(
		(
			await owner<{ name: string; n: number }[]>`
				select tableoid::regclass::text as name, count(*)::int as n from look group by 1 order by 1`
		).map(({ name, n }) => [name, n])
	);
