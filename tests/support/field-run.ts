import { transaction } from '#platform/db.server.ts';
import { comeHome, wrongIn } from './field-ends.ts';
import {
	backUp,
	carry,
	chance,
	hear,
	historyOf,
	loseStore,
	meet,
	moveDoors,
	moveWorker,
	part,
	pick,
	restore,
	settleSome,
	wireOf,
	type Air,
	type History
} from './field-history.ts';
import { atTheDesk, fillUp, speak } from './field-says.ts';
import { hearAll, listen } from './field.ts';
import { worldOf, type World } from './field-world.ts';
import { NOW, scene, settledScene, type Scene } from './scene.ts';

// Thirty phones and the server, both as they are, through days in which everything goes wrong: requests, answers, tabs, programs,
// clocks, disks, doors, people, yesterday.

/** So many histories begin in one commune before it is made anew: what was undone slows the database down. */
const IN_ONE = 8;
/** Some days are short. */
const stepsOf = (h: History): number => 15 + Math.floor(h.random() * 40);
const AIRS: readonly Air[] = ['clear', 'clear', 'clear', 'no-request', 'no-answer', 'dying', 'small', 'flaky', 'flaky'];

async function step(h: History): Promise<void> {
	h.now += Math.floor(h.random() * (chance(h, 0.06) ? 20 : 1) * 90 * 60_000);
	const hand = pick(h, h.hands);
	const kind = h.random();
	if (kind < 0.42) return speak(h, hand);
	if (kind < 0.68)
		return void (await meet(h, hand, pick(h, AIRS), chance(h, 0.15) ? 1 + Math.floor(h.random() * 12) : 0));
	if (kind < 0.72)
		return carry(
			h,
			pick(
				h,
				h.hands.filter((one) => !one.wiped)
			),
			pick(
				h,
				h.hands.filter((one) => !one.wiped)
			)
		);
	if (kind < 0.75) return again(h);
	if (kind < 0.79) return moveDoors(h);
	if (kind < 0.81) return moveWorker(h);
	if (kind < 0.86) return atTheDesk(h);
	if (kind < 0.91) return void (await hear(h));
	if (kind < 0.94) return settleSome(h);
	if (kind < 0.955) return fillUp(h, hand);
	if (kind < 0.965) return void (hand.skew = Math.floor((h.random() - 0.5) * 4 * 86_400_000));
	if (kind < 0.972) return loseStore(h, hand);
	if (kind < 0.979) return part(h);
	return h.backup ? restore(h) : backUp(h);
}

/** The air brings a request a second time. */
async function again(h: History): Promise<void> {
	const signed = h.heard[Math.floor(h.random() * h.heard.length)];
	if (signed)
		await wireOf(h, h.hands[0]!, 'clear')
			.push(signed)
			.catch(() => null);
}

const undo = Symbol('undo');

/** One history, from its morning to its end; answers what was wrong in it, and how much was said. */
async function play(world: World, seed: number): Promise<{ wrong: string[]; said: number; perished: number }> {
	let told = { wrong: ['it never ended'], said: 0, perished: 0 };
	const { base } = world.s;
	const outer = base.db;
	const ended = transaction(outer, async (db) => {
		base.db = db;
		const h = historyOf(world, seed);
		for (let left = stepsOf(h); left > 0; left--) await step(h);
		await comeHome(h);
		told = { wrong: await wrongIn(h), said: h.said.size, perished: h.perished.size };
		for (const hand of h.hands) hand.phone?.disk.close();
		throw undo;
	}).catch((reason: unknown) => {
		if (reason !== undo) throw reason;
	});
	await ended.finally(() => (base.db = outer));
	return told;
}

export type Ran = { failed: string[]; said: number; perished: number };

const begin = (): Ran => ({ failed: [], said: 0, perished: 0 });

/** Plays so many histories from a seed on beside other tests; answers each that failed by what plays it again. */
export async function runHistories(count: number, from: number): Promise<Ran> {
	listen();
	const ran = begin();
	for (let first = 0; first < count; first += IN_ONE)
		await scene(async (s) => {
			const world = await worldHere(s);
			for (let n = first; n < Math.min(first + IN_ONE, count); n++) await runOne(world, from + n, ran);
		})();
	return ran;
}

async function worldHere(s: Scene): Promise<World> {
	const world = await worldOf(s, NOW);
	await hearAll(s, () => NOW);
	return world;
}

/** The same in a database that is nobody else's: the commune is made once, and each history is a transaction that is undone. */
export async function runManyHistories(
	count: number,
	from: number,
	note: (done: number, so: Ran) => Promise<void>
): Promise<Ran> {
	listen();
	const ran = begin();
	const worlds: World[] = [];
	await settledScene(async (s) => void worlds.push(await worldHere(s)));
	for (let n = 0; n < count; n++) {
		await runOne(worlds[0]!, from + n, ran);
		if ((n + 1) % 50 === 0) await note(n + 1, ran);
	}
	return ran;
}

async function runOne(world: World, seed: number, ran: Ran): Promise<void> {
	const told = await play(world, seed).catch((fault: unknown) => {
		const why = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
		return { wrong: [why.slice(0, 900)], said: 0, perished: 0 };
	});
	ran.said += told.said;
	ran.perished += told.perished;
	if (told.wrong.length > 0) ran.failed.push(`FIELD_SEED=${seed} FIELD_HISTORIES=1: ${told.wrong.join('; ')}`);
}
