import { IDBFactory } from 'fake-indexeddb';
import { assign, handOver, openArea } from '#capabilities/field/areas.server.ts';
import { asking, askPhone, pairPhone } from '#capabilities/field/phones.server.ts';
import { closePhone, openPhone, type Phone, type Unlocked } from '#capabilities/field/store.browser.ts';
import { readState } from '#capabilities/field/state.browser.ts';
import { sync } from '#capabilities/field/sync.browser.ts';
import { bind, makePhone, setPin, unlock } from '#capabilities/field/vault.browser.ts';
import { foundHousehold, joinHousehold } from '#capabilities/residents/households.server.ts';
import { only } from '#platform/dispatch.server.ts';
import { setScope } from '#platform/scope.server.ts';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import { deviceOf, wireTo } from './field.ts';
import { settleMore, type Scene } from './scene.ts';

// The commune that histories begin in: areas, thirty volunteers with a phone each, doors and who lives behind them. It is made once,
// and each history is undone after it.

const PIN = '274193';
export const PHONES = 30;
const AREAS = 10;
const DOORS = 24;

const id = (): string => crypto.randomUUID();

const tableNames = ['keys', 'state', 'rows', 'outbox'] as const;

/** A phone as it lies ready in the morning: bound, unlocked once, its store empty but for that. */
type Morning = { id: string; staff: Actor; tables: Record<string, unknown[]> };
export type World = {
	s: Scene;
	areas: string[];
	/** Who lives behind each door. */
	doors: Map<string, string[]>;
	/** The area of each door at the beginning, and the areas of each phone. */
	holds: Map<string, string>;
	works: string[][];
	mornings: Morning[];
	begun: number;
};

/** Volunteers need no password here: nobody signs in. */
async function volunteers(s: Scene, at: Date): Promise<Actor[]> {
	const people = Array.from({ length: PHONES }, (_, n) => ({
		id: id(),
		login: `tinh-nguyen-${n}-${id().slice(0, 8)}`,
		name: `Gió Văn ${n}`
	}));
	await setScope(s.base.db, system('door', new Set()), id());
	for (const one of people) {
		await s.base
			.db`insert into staff (id, login, name, password, made_at) values (${one.id}, ${one.login}, ${one.name}, '', ${at})`;
		await s.base.db`insert into staff_grant (staff_id, place_id, role, given_at) values (${one.id}, 1, 'guide', ${at})`;
	}
	return people.map((one) => ({ ...anyone(new Set()), kind: 'staff' as const, id: one.id, centres: [1] }));
}

async function morningOf(s: Scene, staff: Actor, at: Date): Promise<Morning> {
	const clock = (): number => at.getTime();
	const phone = await openPhone(deviceOf(clock));
	const made = await makePhone(phone);
	const door = { ...s.as(system('door', only(askPhone, asking))), now: at };
	await askPhone(door, made);
	const shown = await asking({ ...door, request: id() }, { phone: made.phone });
	await pairPhone({ ...s.as(s.thach), now: at }, { code: shown!.code!, staff: staff.id });
	await bind(phone, { user: staff.id });
	await sync(
		phone,
		wireTo(s, () => at),
		null
	);
	const unlocked = await setPin(phone, PIN);
	await sync(
		phone,
		wireTo(s, () => at),
		unlocked
	);
	const tables = Object.fromEntries(
		await Promise.all(tableNames.map(async (name) => [name, await phone[name].all()] as const))
	);
	closePhone(phone);
	return { id: made.phone, staff, tables };
}

/** Opens the store of a phone as it lay ready, on a database of its own. */
export async function wake(
	morning: Morning,
	clock: () => number
): Promise<{ phone: Phone; disk: IDBFactory; name: string }> {
	const disk = new IDBFactory();
	const name = id();
	const phone = await openPhone(deviceOf(clock, disk, name));
	for (const name of tableNames) await phone.disk.table(name).put(...morning.tables[name]!);
	return { phone, disk, name };
}

export const reopen = (disk: IDBFactory, name: string, clock: () => number): Promise<Phone> =>
	openPhone(deviceOf(clock, disk, name));

/** Unlocks a phone, or not, where its lease is over. */
export const unlockIf = (phone: Phone): Promise<Unlocked | null> => unlock(phone, PIN).catch(() => null);
export const setPinOf = (phone: Phone): Promise<Unlocked> => setPin(phone, PIN);

export async function worldOf(s: Scene, at: Date): Promise<World> {
	const staff = await volunteers(s, at);
	const areas: string[] = [];
	const works = staff.map((_, n) => [n % AREAS]);
	for (let n = 0; n < AREAS; n++) {
		const area = id();
		await openArea(s.as(s.thach), { id: area, name: `Ngõ ${n + 1}` });
		areas.push(area);
	}
	for (const [n, one] of staff.entries()) await assign(s.as(s.thach), { area: areas[n % AREAS]!, staff: one.id });
	const doors = new Map<string, string[]>();
	const holds = new Map<string, string>();
	for (let n = 0; n < DOORS; n++) {
		const [head, other] = [
			await settleMore(s, `Mây Thị Lau ${'abcdefghijklmnopqrstuvwxyz'[n]!}`, 1950 + n),
			await settleMore(s, `Nắng Văn Tre ${'abcdefghijklmnopqrstuvwxyz'[n]!}`, 1980 + (n % 20))
		];
		const household = id();
		await foundHousehold(s.as(s.lua), { id: household, person: head, dwelling: null, address: `ngõ ${n}`, book: null });
		await joinHousehold(s.as(s.lua), { household, person: other, relation: 'child' });
		doors.set(household, [head, other]);
		holds.set(household, areas[n % AREAS]!);
	}
	for (const area of areas)
		await handOver(s.as(s.thach), {
			households: [...holds].filter(([, one]) => one === area).map(([door]) => door),
			to: area
		});
	const mornings: Morning[] = [];
	for (const one of staff) mornings.push(await morningOf(s, one, at));
	return {
		s,
		areas,
		doors,
		holds,
		works: works.map((list) => list.map((n) => areas[n]!)),
		mornings,
		begun: at.getTime()
	};
}

export const stateOf = readState;
