import { setScope } from '#platform/scope.server.ts';
import { handOver, assign, withdrawFrom } from '#capabilities/field/areas.server.ts';
import { settleOperation, unsettled } from '#capabilities/field/box.server.ts';
import type { Saved } from '#capabilities/field/drafts.browser.ts';
import { signBody } from '#capabilities/field/parcel.browser.ts';
import { asking, askPhone, pairPhone, revokePhone } from '#capabilities/field/phones.server.ts';
import type { Parcel, PullAnswer, Push, PushAnswer, Signed } from '#capabilities/field/protocol.ts';
import { pull } from '#capabilities/field/pull.server.ts';
import { push } from '#capabilities/field/push.server.ts';
import { readState } from '#capabilities/field/state.browser.ts';
import type { Phone, Unlocked } from '#capabilities/field/store.browser.ts';
import { sync } from '#capabilities/field/sync.browser.ts';
import { bind, makePhone, signingKey } from '#capabilities/field/vault.browser.ts';
import { WireFault, type Summary, type Wire } from '#capabilities/field/wire.browser.ts';
import { seeded } from '#kernel/seeded.ts';
import { system } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { only } from '#platform/dispatch.server.ts';
import { hearAll, lent } from './field.ts';
import { killAt, mortal, PhoneDied, ServerDied } from './field-faults.ts';
import type { PaperList } from './field-papers.ts';
import type { SaidFile } from './field-files.ts';
import { reopen, setPinOf, unlockIf, wake, type World } from './field-world.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
export const id = (): string => crypto.randomUUID();

/** Somebody's phone in a history, and what is known of it. */
export type Hand = {
	n: number;
	id: string;
	staff: World['mornings'][number]['staff'];
	phone: Phone | null;
	disk: IDBFactory | null;
	name: string;
	/** How wrong its clock is. */
	skew: number;
	unlocked: Unlocked | null;
	revoked: boolean;
	wiped: boolean;
	/** The last answer to the visit that it knows of each. */
	knows: Map<string, string | null>;
	sittings: { session: string; person: string; household: string; operation: string }[];
	/** Visits that its holder may still take back. */
	saved: Saved[];
	/** Whom it shows behind each door; as in the morning where nothing came since. */
	shows: Map<string, string[]>;
	needs: { id: string; person: string; household: string; operation: string }[];
};

export type Said = {
	op: string;
	hand: Hand;
	phone: string;
	command: string;
	household: string | null;
	people: readonly string[];
	input: Record<string, unknown> | null;
};

/** What the world should be like, as far as a history has moved it. */
export type Model = {
	holds: Map<string, string | null>;
	works: Map<string, Set<string>>;
	erased: Set<string>;
	/** Lists on paper that went out. */
	papers: PaperList[];
};

export type History = {
	world: World;
	random: () => number;
	now: number;
	hands: Hand[];
	model: Model;
	said: Map<string, Said>;
	/** Words that went down with a phone, or were erased before they left it. */
	perished: Set<string>;
	/** Requests that went over the air, to come again. */
	heard: Signed[];
	backup: { model: Model; revoked: Set<string>; at: number } | null;
	restored: boolean;
	/** Who was asked at doors, the last one last. */
	answered: string[];
	/** Every yes, with the no that it knew. */
	yes: Map<string, string | null>;
	faults: string[];
	/** Done, as far as an answer has said so. */
	done: Set<string>;
	/** Files that were written at a table, each with the words of its photos. */
	files: SaidFile[];
	/** What two hands have read off paper goes under these requests. */
	byPaper: Set<string>;
};

export const chance = (h: History, p: number): boolean => h.random() < p;
export const pick = <T>(h: History, list: readonly T[]): T => list[Math.floor(h.random() * list.length)]!;
export const at = (h: History) => (): Date => new Date(h.now);
export const db = (h: History) => h.world.s.base.db;
export const as = (h: History, actor: Parameters<World['s']['as']>[0]) => ({ ...h.world.s.as(actor), now: at(h)() });

export function historyOf(world: World, seed: number): History {
	const hands = world.mornings.map(({ id: phone, staff }, n): Hand => ({
		...{
			...{ n, id: phone, staff, phone: null, disk: null },
			name: '',
			skew: 0,
			unlocked: null,
			revoked: false,
			wiped: false
		},
		...{ knows: new Map(), shows: new Map(), sittings: [], needs: [], saved: [] }
	}));
	const model: Model = {
		holds: new Map(world.holds),
		works: new Map(world.mornings.map(({ staff }, n) => [staff.id, new Set(world.works[n])])),
		...{ erased: new Set(), papers: [] }
	};
	return {
		...{
			world,
			random: seeded(seed),
			now: world.begun + DAY,
			hands,
			model,
			said: new Map(),
			perished: new Set(),
			heard: []
		},
		...{
			backup: null,
			restored: false,
			yes: new Map(),
			answered: [],
			faults: [],
			done: new Set(),
			files: [],
			byPaper: new Set()
		}
	};
}

export async function awake(h: History, hand: Hand): Promise<Phone> {
	const clock = (): number => h.now + hand.skew;
	if (!hand.disk) {
		const woken = await wake(h.world.mornings[hand.n]!, clock);
		Object.assign(hand, woken);
	}
	hand.phone ??= await reopen(hand.disk!, hand.name, clock);
	hand.unlocked ??= await unlockIf(hand.phone);
	return hand.phone;
}

/** After a kill: what was on the disk is what there is. */
async function afterDeath(h: History, hand: Hand): Promise<void> {
	hand.phone?.disk.close();
	hand.phone = null;
	hand.unlocked = null;
	const phone = await awake(h, hand);
	for (const row of await phone.outbox.all())
		if (!h.said.has(row.id))
			h.said.set(row.id, {
				op: row.id,
				hand,
				phone: hand.id,
				command: row.command,
				household: row.household,
				people: row.people,
				input: null
			});
}

/** What runs on a database that was closed under it, or is given up in the middle, says so. */
const DEAD = new Set(['InvalidStateError', 'AbortError']);

/** Runs something on a phone that may be killed in the middle of it. */
export async function onPhone<T>(
	h: History,
	hand: Hand,
	work: (phone: Phone) => Promise<T>,
	kill = 0
): Promise<T | null> {
	const phone = await awake(h, hand);
	const spare = kill > 0 ? killAt(phone, kill) : null;
	try {
		return await work(phone);
	} catch (fault) {
		const dead = fault instanceof PhoneDied || (fault instanceof Error && DEAD.has(fault.name));
		if (!dead) throw fault;
		await afterDeath(h, hand);
		return null;
	} finally {
		spare?.();
	}
}

/** How the air is: the request or the answer gets lost, the server dies on the way, a proxy takes no large bodies. */
export type Air = 'clear' | 'no-request' | 'no-answer' | 'dying' | 'small' | 'flaky';

export function wireOf(h: History, hand: Hand, air: Air): Wire {
	const send = async <T extends PushAnswer | PullAnswer>(
		run: typeof push | typeof pull,
		signed: Signed
	): Promise<T> => {
		const now: Air = air === 'flaky' ? pick(h, ['clear', 'no-request', 'no-answer', 'dying'] as const) : air;
		if (now === 'no-request') throw new WireFault('offline');
		if (now === 'small' && signed.body.length > 2500) throw new WireFault('too-large');
		const fuse = { left: now === 'dying' ? 1 + Math.floor(h.random() * 60) : Number.POSITIVE_INFINITY };
		const { base } = h.world.s;
		// What whoever leads let stand meanwhile is theirs to answer for.
		await newlyDone(h);
		try {
			const said = await run({ ...base, ...lent, db: mortal(base.db, fuse), now: at(h)() }, signed);
			if (run === push) h.heard = [...h.heard.slice(-9), signed];
			if (run === pull) seen(h, hand, said as PullAnswer);
			else await judged(h);
			if (now === 'no-answer') throw new WireFault('offline');
			return JSON.parse(JSON.stringify(said)) as T;
		} catch (fault) {
			// It may have died after all was kept.
			if (fault instanceof ServerDied) {
				await judged(h);
				throw new WireFault('offline');
			}
			if (fault instanceof Refusal) throw new WireFault('refused');
			throw fault;
		}
	};
	return { push: (signed) => send<PushAnswer>(push, signed), pull: (signed) => send<PullAnswer>(pull, signed) };
}

/** What stands at the house as done and was not before: brought just now, or released by what was. */
async function newlyDone(h: History): Promise<string[]> {
	// As whoever sees all of the centre: under the scope of whoever spoke last, what is another's would be found done only days later.
	await setScope(db(h), h.world.s.thach, crypto.randomUUID());
	const open = [...h.said.keys()].filter((op) => !h.done.has(op));
	const rows = await db(h)<{ id: string }[]>`
		select id from field_operation where id = any(${db(h).array(open)}::uuid[]) and result in ('applied', 'merged', 'conflict')`;
	for (const { id: op } of rows) h.done.add(op);
	return rows.map(({ id: op }) => op);
}

/** What is done whoever goes to that door now: a no, and the photo of a file that stands. */
const ANYWHERE: readonly string[] = ['privacy.withdraw', 'cases.bring-photo'];

/** What is done is done by whoever goes to that door now. */
async function judged(h: History): Promise<void> {
	for (const op of await newlyDone(h)) {
		const said = h.said.get(op)!;
		const holds = said.household && h.model.holds.get(said.household);
		if (!ANYWHERE.includes(said.command) && !(holds && h.model.works.get(said.hand.staff.id)!.has(holds)))
			h.faults.push(`${said.command} is done at a door that is not its author’s any more`);
	}
}

/** Nothing outside of somebody's areas is ever in an answer; and what it tells of yes and no, the phone knows. */
function seen(h: History, hand: Hand, { changes, areas }: PullAnswer): void {
	const mine = h.model.works.get(hand.staff.id)!;
	for (const area of areas)
		if (!mine.has(area.id)) h.faults.push(`phone ${hand.n} is told of an area that is not its own`);
	for (const { kind, id: door, text } of changes) {
		if (kind !== 'household' || text === null) continue;
		const holds = h.model.holds.get(door);
		if (holds && !mine.has(holds)) h.faults.push(`phone ${hand.n} is told of a door of another area`);
		const { people } = JSON.parse(text) as { people: { id: string; consents: Record<string, [string, string]> }[] };
		hand.shows.set(
			door,
			people.map((one) => one.id)
		);
		for (const one of people) {
			if (h.model.erased.has(one.id)) h.faults.push(`phone ${hand.n} is told of somebody who is erased`);
			hand.knows.set(one.id, one.consents['campaign-visit']?.[1] ?? null);
		}
	}
}

export async function meet(h: History, hand: Hand, air: Air, kill = 0): Promise<Summary | null> {
	if (hand.wiped) return null;
	const summary = await onPhone(h, hand, (phone) => sync(phone, wireOf(h, hand, air), hand.unlocked), kill);
	if (summary?.wiped) {
		hand.wiped = true;
		hand.phone = null;
	}
	// The half that was lent is there again: whoever holds it types their PIN.
	if (hand.phone && !hand.unlocked)
		hand.unlocked = (await unlockIf(hand.phone)) ?? (await setPinOf(hand.phone).catch(() => null));
	return summary;
}

/** One carries what lies on another's phone, in whatever order. */
export async function carry(h: History, carrier: Hand, from: Hand): Promise<void> {
	const [own, other] = [await awake(h, carrier), await awake(h, from)];
	const rows = await other.outbox.all();
	const parcels: Parcel[] = rows
		.filter(({ status }) => status === 'waiting' || status === 'later')
		.map(({ id: op, seq, sealed, signature }) => ({ id: op, device: from.id, seq, sealed, signature }));
	if (parcels.length === 0) return;
	const shuffled = parcels
		.map((one) => ({ one, by: h.random() }))
		.toSorted((a, b) => a.by - b.by)
		.map(({ one }) => one);
	const state = await readState(own);
	const body: Push = {
		...{ phone: carrier.id, mark: state.told?.mark ?? null, clientTime: h.now, waiting: 0 },
		parcels: shuffled.slice(0, 1 + Math.floor(h.random() * shuffled.length))
	};
	const signed = await signBody(await signingKey(own), JSON.stringify(body));
	await wireOf(h, carrier, 'clear').push(signed).catch(ifWire);
}

export function ifWire(fault: unknown): null {
	if (fault instanceof WireFault) return null;
	throw fault;
}

/** What people do at the desk may be refused; that is their day, not a fault. */
export const tryAtDesk = (work: Promise<unknown>): Promise<unknown> =>
	work.catch((fault: unknown) => {
		if (!(fault instanceof Refusal)) throw fault;
	});

export async function moveDoors(h: History): Promise<void> {
	const doors = [...h.world.doors.keys()];
	const households = [...new Set(Array.from({ length: 1 + Math.floor(h.random() * 3) }, () => pick(h, doors)))];
	const to = chance(h, 0.1) ? null : pick(h, h.world.areas);
	await handOver(as(h, h.world.s.thach), { households, to });
	for (const door of households) h.model.holds.set(door, to);
}

export async function moveWorker(h: History): Promise<void> {
	const hand = pick(h, h.hands);
	const mine = h.model.works.get(hand.staff.id)!;
	const [gone] = mine;
	if (gone && chance(h, 0.6)) {
		await withdrawFrom(as(h, h.world.s.thach), { area: gone, staff: hand.staff.id });
		mine.delete(gone);
	}
	const area = pick(h, h.world.areas);
	await assign(as(h, h.world.s.thach), { area, staff: hand.staff.id });
	mine.add(area);
}

export async function loseStore(h: History, hand: Hand): Promise<void> {
	if (hand.wiped || hand.revoked) return;
	hand.phone?.disk.close();
	// What had arrived is with the server; what had not went down with the phone, as its yellow header had said.
	const known = new Set((await db(h)<{ id: string }[]>`select id from field_operation`).map((row) => row.id));
	for (const one of h.said.values()) if (one.phone === hand.id && !known.has(one.op)) h.perished.add(one.op);
	Object.assign(hand, {
		phone: null,
		disk: null,
		unlocked: null,
		skew: 0,
		...{ sittings: [], needs: [], saved: [] },
		knows: new Map(),
		shows: new Map()
	});
	await pairAnew(h, hand, true);
}

/** A phone is bound at the centre: a new one, or one that a server which was put back does not know. */
export async function pairAnew(h: History, hand: Hand, fresh: boolean): Promise<void> {
	if (fresh) {
		const { IDBFactory } = await import('fake-indexeddb');
		Object.assign(hand, { disk: new IDBFactory(), name: id() });
		hand.phone = await reopen(hand.disk!, hand.name, () => h.now + hand.skew);
	}
	const phone = hand.phone ?? (await awake(h, hand));
	const made = await makePhone(phone);
	hand.id = made.phone;
	const door = as(h, system('door', only(askPhone, asking)));
	await askPhone(door, made);
	const shown = await asking({ ...door, request: id() }, { phone: made.phone });
	if (shown?.code) await pairPhone(as(h, h.world.s.thach), { code: shown.code, staff: hand.staff.id });
	await bind(phone, { user: hand.staff.id });
	await meet(h, hand, 'clear');
}

export async function part(h: History): Promise<void> {
	const hand = pick(h, h.hands);
	if (hand.revoked || hand.wiped) return;
	// A server that was put back may not know it any more.
	hand.revoked = await revokePhone(as(h, h.world.s.thach), { phone: hand.id }).then(
		() => true,
		() => false
	);
}

export async function settleSome(h: History): Promise<void> {
	const open = await unsettled(as(h, h.world.s.thach), {});
	const one = open[Math.floor(h.random() * open.length)];
	if (one) await tryAtDesk(settleOperation(as(h, h.world.s.thach), { operation: one.id, accept: chance(h, 0.7) }));
}

/** The worker hears all that was written; answers how much that was. */
export const hear = (h: History): Promise<number> => hearAll(h.world.s, at(h));
