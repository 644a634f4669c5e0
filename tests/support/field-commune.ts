import { assign, handOver, openArea } from '#capabilities/field/areas.server.ts';
import { pairPhone } from '#capabilities/field/phones.server.ts';
import { foundHousehold } from '#capabilities/residents/households.server.ts';
import { recordPerson } from '#capabilities/residents/record-person.server.ts';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import type { Pool } from '#platform/db.server.ts';
import { only } from '#platform/dispatch.server.ts';
import type { Keys } from '#platform/keys.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { rightsOf } from '#program/roles.ts';

// Areas with doors and a volunteer each in a house that runs, for what is measured and for what is asked of many at once.

const id = (): string => crypto.randomUUID();
const noStore = {
	put: () => Promise.reject(new Error('no files')),
	get: () => Promise.reject(new Error('no files')),
	remove: () => Promise.resolve()
};

export type FieldArea = { id: string; staff: string; doors: { household: string; person: string }[] };

/** A commune's areas in the centre that is given; `perDoor` people live behind each door, `workers` go there. */
export async function fieldCommune(
	{ db, keys }: { db: Pool; keys: Keys },
	{
		areas,
		doors,
		perDoor = 1,
		workers = 1,
		centre = 1,
		commune = 16543,
		leader
	}: {
		areas: number;
		doors: number;
		perDoor?: number | ((door: number) => number);
		workers?: number;
		centre?: number;
		commune?: number;
		leader?: string;
	}
) {
	const base = { db, keys, store: noStore };
	const as = (actor: Actor): Context => ({ ...base, actor, now: new Date(), request: id() });
	const lead = leader ?? (await leaderOf(db, centre));
	await leads(db, lead, centre);
	const boss: Actor = {
		...anyone(new Set([...rightsOf.leader, ...rightsOf.guide])),
		kind: 'staff',
		id: lead,
		centres: [centre]
	};
	const seed = system('door', only(recordPerson), null, [centre]);
	const behind = (door: number): number => (typeof perDoor === 'number' ? perDoor : perDoor(door));
	const made: FieldArea[] = [];
	for (let n = 0; n < areas; n++) {
		const area: FieldArea = { id: id(), staff: await volunteer(db, n, centre), doors: [] };
		await openArea(as(boss), { id: area.id, name: `Ngõ ${n + 1}` });
		await assign(as(boss), { area: area.id, staff: area.staff });
		for (let k = 1; k < workers; k++)
			await assign(as(boss), { area: area.id, staff: await volunteer(db, areas + k, centre) });
		for (let k = 0; k < doors; k++) area.doors.push(await doorOf(as, boss, seed, commune, n * doors + k, behind(k)));
		// A hundred at once, as a page does.
		for (let k = 0; k < doors; k += 100)
			await handOver(as(boss), {
				households: area.doors.slice(k, k + 100).map(({ household }) => household),
				to: area.id
			});
		made.push(area);
	}
	/** Binds a phone that asked by HTTP; answers whose it is. */
	const pair = async (
		post: (path: string, body: unknown) => Promise<unknown>,
		phone: string,
		publicKey: string,
		staff: string
	): Promise<string> => {
		await post('/dong-bo/xin', { phone, publicKey });
		const { code } = (await post('/dong-bo/ghep', { phone })) as { code: string };
		await pairPhone(as(boss), { code, staff });
		return staff;
	};
	return { areas: made, pair, as, boss };
}

const WORDS = 'Sen Súng Bưởi Chanh Quế Hồi Nhài Lựu Ổi Tre Lim Dừa Mít Xoan Gạo Đa Sậy Bần Lúa Ngâu'.split(' ');

/** The telephone of whoever lives as the k-th behind the n-th door. */
export const phoneOf = (n: number, k = 0): string => `0900${300_000 + n * 20 + k}`;

async function doorOf(
	as: (actor: Actor) => Context,
	boss: Actor,
	seed: Actor,
	commune: number,
	n: number,
	perDoor: number
) {
	const household = id();
	const people: string[] = [];
	for (let k = 0; k < perDoor; k++) {
		const person = id();
		const name = `Sương Thị ${WORDS[n % WORDS.length]} ${WORDS[Math.floor(n / WORDS.length + k) % WORDS.length]}`;
		await recordPerson(as(seed), {
			...{
				id: person,
				commune,
				name,
				birthYear: 1940 + ((n + k * 25) % 80),
				birthDate: null,
				gender: 'female',
				hamlet: 'thôn Bến Gió'
			},
			...{ number: null, phone: phoneOf(n, k), needs: [], verified: false, madeUp: true }
		});
		people.push(person);
	}
	await foundHousehold(as(boss), {
		id: household,
		person: people[0]!,
		dwelling: null,
		address: `ngõ ${n + 1}, cạnh giếng`,
		book: null
	});
	if (people.length > 1) {
		const { joinHousehold } = await import('#capabilities/residents/households.server.ts');
		for (const person of people.slice(1)) await joinHousehold(as(boss), { household, person, relation: 'child' });
	}
	return { household, person: people[0]! };
}

const inDoor = <T>(db: Pool, work: (sql: Pool) => Promise<T>): Promise<T> =>
	db.begin(async (sql) => {
		await setScope(sql, system('door', new Set()), id());
		return work(sql as never);
	}) as Promise<T>;

const leaderOf = (db: Pool, centre: number): Promise<string> =>
	inDoor(
		db,
		async (sql) =>
			(
				await sql<
					{ staffId: string }[]
				>`select staff_id from staff_grant where role = 'leader' and place_id = ${centre} limit 1`
			)[0]!.staffId
	);

/** Whoever gives out areas leads them. */
const leads = (db: Pool, staff: string, centre: number) =>
	inDoor(
		db,
		(sql) => sql`
			insert into staff_grant (staff_id, place_id, role, given_at) values (${staff}, ${centre}, 'area-lead', now())
			on conflict (staff_id, place_id, role) do nothing`
	);

/** Somebody who goes from door to door and signs in nowhere. */
const volunteer = (db: Pool, n: number, centre: number): Promise<string> =>
	inDoor(db, async (sql) => {
		const staff = id();
		await sql`insert into staff (id, login, name, password, made_at) values (${staff}, ${`tn-${n}-${staff.slice(0, 8)}`}, ${`Gió Văn ${WORDS[n % WORDS.length]!}`}, '', now())`;
		await sql`insert into staff_grant (staff_id, place_id, role, given_at) values (${staff}, ${centre}, 'guide', now())`;
		return staff;
	});
