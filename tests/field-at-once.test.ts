import { afterAll, beforeAll, expect, test } from 'vitest';
import { handOver } from '#capabilities/field/areas.server.ts';
import { asking, askPhone, pairPhone } from '#capabilities/field/phones.server.ts';
import { signBody } from '#capabilities/field/parcel.browser.ts';
import { say } from '#capabilities/field/outbox.browser.ts';
import { numberIn } from '#capabilities/field/numbers.server.ts';
import { pull } from '#capabilities/field/pull.server.ts';
import { push } from '#capabilities/field/push.server.ts';
import { listChangesAfter } from '#capabilities/field/sql-changes.server.ts';
import { readState } from '#capabilities/field/state.browser.ts';
import { bySeq, openPhone, type Phone, type Unlocked } from '#capabilities/field/store.browser.ts';
import { sync } from '#capabilities/field/sync.browser.ts';
import { bind, makePhone, setPin, signingKey } from '#capabilities/field/vault.browser.ts';
import type { Wire } from '#capabilities/field/wire.browser.ts';
import { system } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { rightsOf } from '#program/roles.ts';
import { commitHouse, type House } from './support/committed.ts';
import { fieldCommune, type FieldArea } from './support/field-commune.ts';
import { deviceOf } from './support/field.ts';

// Many at once, in a house that really commits.

let house: House;
beforeAll(async () => {
	house = await commitHouse();
});
afterAll(() => house.db.end());

const id = (): string => crypto.randomUUID();
const base = () => ({ ...house.base, now: new Date() });
const wire: Wire = {
	push: (signed) => push(base(), signed),
	pull: (signed) => pull({ ...base(), lends: [], checkVisitor: '' }, signed)
};
const communeOf = (areas: number, doors: number) => {
	const { db, keys } = house.base as { db: House['db']; keys: House['base']['keys'] };
	return fieldCommune(
		{ db, keys },
		{ areas, doors, centre: house.centre, commune: house.centre - 1, leader: house.officer.id }
	);
};

async function phoneOf({ staff }: FieldArea): Promise<{ phone: Phone; id: string; unlocked: Unlocked }> {
	const phone = await openPhone(deviceOf(() => Date.now()));
	const made = await makePhone(phone);
	const door = () => house.as(system('door', only(askPhone, asking)));
	await askPhone(door(), made);
	const { code } = (await asking(door(), { phone: made.phone }))!;
	const leader = { ...house.officer, may: new Set(rightsOf.leader) };
	await pairPhone(house.as(leader), { code: code!, staff });
	await bind(phone, { user: staff });
	await sync(phone, wire, null);
	const unlocked = await setPin(phone, '274193');
	await sync(phone, wire, unlocked);
	return { phone, id: made.phone, unlocked };
}

const visitOn = (phone: Phone, household: string): Promise<string> =>
	say(phone, {
		command: 'assistance.record-visit',
		input: { id: id(), household, outcome: 'not-home', minutes: 1, met: [], taught: [] },
		about: { household, people: [], session: null }
	});

test('changes are numbered in the order of their commits: whoever asks after a number misses none', async () => {
	const { areas } = await communeOf(1, 1);
	const area = areas[0]!.id;
	const asField = <T>(work: Parameters<typeof inScope<T>>[3]) =>
		inScope(house.db, system('field.test', new Set()), '', work);
	const told = Array.from({ length: 60 }, id);
	const seen: string[] = [];
	let [cursor, writing] = [0, true];
	const reader = (async () => {
		for (let over = false; !over;) {
			// What is asked after all have written finds all.
			const last = !writing;
			const rows = await asField((sql) => listChangesAfter(sql, area, cursor, 7));
			seen.push(...rows.map(({ about }) => about).filter((about) => told.includes(about)));
			cursor = rows.at(-1)?.n ?? cursor;
			over = last && rows.length === 0;
		}
	})();
	await Promise.all(
		told.map((about, n) =>
			asField(async (sql) => {
				await numberIn(sql, [{ area, kind: 'household', about }], new Date());
				// Some commit late: those that came after them wait, and are numbered after them.
				await sql`select pg_sleep(${n % 5 === 0 ? 0.03 : 0})`;
			})
		)
	);
	writing = false;
	await reader;
	expect(seen.toSorted()).toEqual(told.toSorted());
});

test('what four carry at once is done once', async () => {
	const { areas } = await communeOf(1, 2);
	const [{ phone, id: device }, ...carriers] = [
		await phoneOf(areas[0]!),
		...(await Promise.all([1, 2, 3].map(() => phoneOf(areas[0]!))))
	];
	const said: string[] = [];
	for (let n = 0; n < 12; n++) said.push(await visitOn(phone!, areas[0]!.doors[n % 2]!.household));
	const rows = await phone!.outbox.all(bySeq);
	const parcels = rows.map(({ id: op, seq, sealed, signature }) => ({
		id: op,
		seq,
		sealed,
		signature,
		device: device!
	}));
	const answers = await Promise.all(
		carriers.map(async (carrier) => {
			const { told } = await readState(carrier.phone);
			const body = { phone: carrier.id, mark: told!.mark, clientTime: Date.now(), waiting: 0, parcels };
			return wire.push(await signBody(await signingKey(carrier.phone), JSON.stringify(body)));
		})
	);
	for (const { outcomes } of answers) {
		expect(outcomes.map((one) => one.id)).toEqual(said);
		expect(outcomes.every(({ result, final }) => final && (result === 'applied' || result === 'duplicate'))).toBe(true);
	}
	const doors = areas[0]!.doors.map(({ household }) => household);
	const made = await inScope(
		house.db,
		house.officer,
		'',
		(sql) => sql`select from visit where household_id = any(${doors})`
	);
	expect(made.length).toBe(12);
});

test('doors that are handed over while thirty batches come in end with one owner, and nothing said is lost', async () => {
	const { areas, as, boss } = await communeOf(3, 4);
	const held = await Promise.all(areas.map(phoneOf));
	const said = (
		await Promise.all(
			held.map(async ({ phone }, n) => {
				const ids: string[] = [];
				for (let k = 0; k < 20; k++) ids.push(await visitOn(phone, areas[n]!.doors[k % 4]!.household));
				return ids;
			})
		)
	).flat();
	const doors = areas.flatMap((area) => area.doors.map(({ household }) => household));
	await Promise.all([
		...held.map(({ phone }) => sync(phone, wire, null)),
		...[1, 2, 0, 1].map((to, n) => handOver(as(boss), { households: doors.slice(n * 3, n * 3 + 5), to: areas[to]!.id }))
	]);
	for (let round = 0; round < 3; round++) for (const { phone, unlocked } of held) await sync(phone, wire, unlocked);
	const rows = await inScope(
		house.db,
		house.officer,
		'',
		(sql) => sql<{ id: string; result: string }[]>`
		select id, result from field_operation where id = any(${said})`
	);
	expect(rows.map(({ id: op }) => op).toSorted()).toEqual(said.toSorted());
	expect(
		[...new Set(rows.map(({ result }) => result))].every((result) => ['applied', 'rerouted'].includes(result))
	).toBe(true);
	const owners = await Promise.all(
		held.map(async ({ phone }) =>
			(await phone.rows.all()).filter(({ kind }) => kind === 'household').map((row) => row.id)
		)
	);
	expect(owners.flat().toSorted()).toEqual(doors.toSorted());
});
