import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { badgesRoom } from '#capabilities/badges/room.server.ts';
import { cases } from '#capabilities/cases/room.server.ts';
import { classes } from '#capabilities/classes/room.server.ts';
import { foundHousehold, joinHousehold } from '#capabilities/residents/households.server.ts';
import { assign, handOver, openArea } from '#capabilities/field/areas.server.ts';
import { asking, askPhone, pairPhone } from '#capabilities/field/phones.server.ts';
import { support } from '#capabilities/support/room.server.ts';
import { field } from '#capabilities/field/room.server.ts';
import { pull } from '#capabilities/field/pull.server.ts';
import type { Signed } from '#capabilities/field/protocol.ts';
import { push } from '#capabilities/field/push.server.ts';
import { say } from '#capabilities/field/outbox.browser.ts';
import { openPhone, type Device, type Phone, type Unlocked } from '#capabilities/field/store.browser.ts';
import { sync } from '#capabilities/field/sync.browser.ts';
import type { Summary, Wire } from '#capabilities/field/wire.browser.ts';
import { bind, makePhone, setPin } from '#capabilities/field/vault.browser.ts';
import { system, type Actor } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import { register } from '#platform/listen.server.ts';
import type { Relation } from '#capabilities/residents/inputs.ts';
import { setScope } from '#platform/scope.server.ts';
import { hearIn } from './hear.ts';
import { NOW, type Scene } from './scene.ts';

// Phones as they are, on a database in memory, against the server as it is.

/** What phones are lent here. */
export const lent = {
	lends: [...badgesRoom.lends, ...cases.lends, ...classes.lends, ...support.lends, ...field.lends],
	checkVisitor: 'http://house.test/who'
};
const PIN = '274193';
const id = (): string => crypto.randomUUID();

/** A PIN is stretched for half a second on a real phone; here it only has to be what it was. */
const stretch = (pin: string, salt: Uint8Array): Promise<Uint8Array> =>
	crypto.subtle
		.digest('SHA-256', new TextEncoder().encode(`${pin}${salt.join()}`))
		.then((hash) => new Uint8Array(hash));

export const deviceOf = (clock: () => number, indexedDB: IDBFactory = new IDBFactory(), name = id()): Device => ({
	...{ name, indexedDB, clock, stretch, appVersion: 'test' }
});

/** The way to the server of a scene, at a moment of it. */
export const wireTo = (s: Scene, at: () => Date): Wire => {
	const base = () => ({ ...s.base, now: at() });
	// What goes over the air is text.
	const sent = <T>(run: Promise<T>): Promise<T> => run.then((said) => JSON.parse(JSON.stringify(said)) as T);
	return {
		push: (signed: Signed) => sent(push(base(), signed)),
		pull: (signed: Signed) => sent(pull({ ...base(), ...lent }, signed))
	};
};

export type Held = { phone: Phone; id: string; unlocked: Unlocked; wire: Wire };

/** A phone that is bound to somebody and was unlocked once; `at` is the moment of the scene, which phone and server share unless it says otherwise. */
export async function phoneOf(
	s: Scene,
	who: Actor,
	at: () => Date,
	{ clock = () => at().getTime(), leader = s.thach }: { clock?: () => number; leader?: Actor } = {}
): Promise<Held> {
	const phone = await openPhone(deviceOf(clock));
	const made = await makePhone(phone);
	const door = { ...s.as(system('door', only(askPhone, asking))), now: at() };
	await askPhone(door, made);
	const shown = await asking({ ...door, request: id() }, { phone: made.phone });
	await pairPhone({ ...s.as(leader), now: at() }, { code: shown!.code!, staff: who.id });
	await bind(phone, { user: (await asking({ ...door, request: id() }, { phone: made.phone }))!.user! });
	const wire = wireTo(s, at);
	await sync(phone, wire, null);
	const unlocked = await setPin(phone, PIN);
	await sync(phone, wire, unlocked);
	return { phone, id: made.phone, unlocked, wire };
}

export const syncNow = ({ phone, wire, unlocked }: Held): Promise<Summary> => sync(phone, wire, unlocked);

type About = { household?: string | null; people?: string[]; session?: string | null };
/** Says something on a phone, about a door or people. */
export const sayOn = (
	{ phone }: Held,
	command: string,
	input: Record<string, unknown>,
	{ household = null, people = [], session = null }: About,
	deps: string[] = []
): Promise<string> => say(phone, { command, input, about: { household, people, session }, deps });

/** A visit to a door and whom it met; answers its id and the sittings, by person. */
export async function visit(held: Held, household: string, people: string[], more: Record<string, unknown> = {}) {
	const met = people.map((person) => ({ session: id(), person }));
	const input = {
		id: id(),
		household,
		outcome: people.length > 0 ? 'met' : 'not-home',
		minutes: 12,
		met,
		taught: [],
		...more
	};
	const operation = await sayOn(held, 'assistance.record-visit', input, { household, people });
	return {
		operation,
		visit: input.id,
		sessionOf: (person: string) => met.find((one) => one.person === person)!.session
	};
}

/** An area with somebody who goes there. */
export async function areaOf(s: Scene, name: string, ...workers: Actor[]): Promise<string> {
	const area = id();
	await openArea(s.as(s.thach), { id: area, name });
	for (const who of workers) await assign(s.as(s.thach), { area, staff: who.id });
	return area;
}

/** A household with these people, the first its head, in an area or in none. */
export async function homeOf(
	s: Scene,
	area: string | null,
	[head, ...others]: string[],
	rest: Relation = 'child'
): Promise<string> {
	const household = id();
	await foundHousehold(s.as(s.lua), {
		id: household,
		person: head!,
		dwelling: null,
		address: 'ngõ 4, cạnh giếng',
		book: null
	});
	for (const person of others) await joinHousehold(s.as(s.lua), { household, person, relation: rest });
	if (area !== null) await handOver(s.as(s.thach), { households: [household], to: area });
	return household;
}

/** What lies on a phone of an operation. */
export const lineOf = ({ phone }: Held, operation: string) => phone.outbox.get(operation);

/** The doors that a phone holds, opened. */
export async function doorsOn({ phone, unlocked }: Held) {
	const rows = await phone.rows.all();
	return Promise.all(
		rows.map(async ({ area, id: row, kind, sealed }) => ({
			...{ area, id: row, kind },
			row: JSON.parse(await unlocked.open(sealed, `row|${area}|${row}`)) as Record<string, unknown>
		}))
	);
}

/** Lets the field hear all that was written in a scene since it was last asked, as the worker would; answers how much that was. */
export const hearAll = (s: Scene, at: () => Date): Promise<number> => hearIn(s, 'field', at);

/** From now on what is written in this process is heard by the field. */
export const listen = (): void => register(field.listens);

/** The tables as the leader of the centre reads them. */
export async function seenBy(s: Scene, actor = s.thach) {
	await setScope(s.base.db, actor, id());
	return s.base.db;
}

const DAY = 86_400_000;
/** A clock of a scene that a test sets. */
export function clockOf() {
	const clock = {
		ms: NOW.getTime(),
		at: (): Date => new Date(clock.ms),
		days: (n: number) => void (clock.ms += n * DAY)
	};
	return clock;
}

/** An area with a door, two people behind it, and a phone of Lúa's that holds it. */
export async function atTheDoor(s: Scene) {
	const clock = clockOf();
	const area = await areaOf(s, 'Bến Gió', s.lua);
	const home = await homeOf(s, area, [s.som, s.gia]);
	const phone = await phoneOf(s, s.lua, clock.at);
	return { clock, area, home, phone };
}

/** How an operation stands on its phone: where, with which result, and why. */
export const outcomeOf = async (held: Held, operation: string) => {
	const line = await lineOf(held, operation);
	return line && [line.status, line.result, line.code];
};

/** An answer to whether somebody may come again. */
export const yesTo = (person: string, knew: string | null = null, version = 1, answer = 'given') => ({
	...{ id: id(), person, purpose: 'campaign-visit', version, answer, readAloud: true, knew }
});

/** A fresh request at the moment of a clock. */
export const laterIn = (s: Scene, at: () => Date) => (actor: Actor) => ({ ...s.as(actor), now: at() });

/** A door in an area, with a phone that goes there and a word from one that went there before. */
export async function knownOfField(s: Scene, household: string) {
	const area = await areaOf(s, 'Ngõ Giếng', s.lua);
	const before = await areaOf(s, 'Ngõ Trước', s.mai);
	await handOver(s.as(s.thach, 5), { households: [household], to: before });
	const phone = await phoneOf(s, s.mai, () => s.as(s.mai, 5).now);
	const { operation } = await visit(phone, household, []);
	await handOver(s.as(s.thach, 5), { households: [household], to: area });
	await syncNow(phone);
	const { id: mine } = await phoneOf(s, s.lua, () => s.as(s.lua, 5).now);
	return { area, operation, phone: mine, households: [household], to: area, people: [s.som] };
}
