import { transaction } from '#platform/db.server.ts';
import { comeHome, wrongIn } from './field-ends.ts';
import {
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
	settleSome,
	wireOf,
	type Air,
	type Hand,
	type History
} from './field-history.ts';
import { alsoOnPhone, atTheDesk, fillUp, speak } from './field-says.ts';
import { onPaper } from './field-papers.ts';
import { backUp, restore } from './field-yesterday.ts';
import { hearAll, listen } from './field.ts';
import { worldOf, type World } from './field-world.ts';
import { NOW, sceneApart, settledScene, type Scene } from './scene.ts';

// Thirty phones and the server, both as they are, through days in which everything goes wrong: requests, answers, tabs, programs,
// clocks, disks, doors, people, yesterday.

/** So many histories begin in one commune before it is made anew: what was undone slows the database down. */
const IN_ONE = 8;
/** Some days are short. */
const stepsOf = (h: History): number => 15 + Math.floor(h.random() * 40);
const AIRS: readonly Air[] = ['clear', 'clear', 'clear', 'no-request', 'no-answer', 'dying', 'small', 'flaky', 'flaky'];

type Act = (h: History, hand: Hand) => Promise<void> | void;
const carrying: Act = (h) => {
	const there = h.hands.filter((one) => !one.wiped);
	return carry(h, pick(h, there), pick(h, there));
};
const meeting: Act = async (h, hand) => {
	await meet(h, hand, pick(h, AIRS), chance(h, 0.15) ? 1 + Math.floor(h.random() * 12) : 0);
};
/** What happens in a step, each up to its share of a whole. */
const acts: readonly (readonly [number, Act])[] = [
	[0.38, speak],
	[0.45, (h) => onPaper(h, (one, household, keyed) => alsoOnPhone(h, one, household, keyed))],
	[0.68, meeting],
	[0.72, carrying],
	[0.75, again],
	[0.79, moveDoors],
	[0.81, moveWorker],
	[0.86, atTheDesk],
	[0.91, async (h) => void (await hear(h))],
	[0.94, settleSome],
	[0.955, fillUp],
	[0.965, (h, hand) => void (hand.skew = Math.floor((h.random() - 0.5) * 4 * 86_400_000))],
	[0.972, loseStore],
	[0.979, part],
	[1, (h) => (h.backup ? restore(h) : backUp(h))]
];

async function step(h: History): Promise<void> {
	h.now += Math.floor(h.random() * (chance(h, 0.06) ? 20 : 1) * 90 * 60_000);
	const hand = pick(h, h.hands);
	const kind = h.random();
	await acts.find(([until]) => kind < until)![1](h, hand);
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

/** What is counted over histories: words said, gone with a phone or an erasure, photos taken, and rows of paper that two hands keyed. */
const counted = ['said', 'perished', 'photos', 'rows'] as const;
type Sums = Record<(typeof counted)[number], number>;
const nothing: Sums = { said: 0, perished: 0, photos: 0, rows: 0 };
type Played = Sums & { wrong: string[] };
export type Ran = Sums & { failed: string[] };

const sumsOf = ({ said, perished, files, model }: History): Sums => ({
	...{ said: said.size, perished: perished.size, photos: files.flatMap(({ photos }) => photos).length },
	rows: model.papers.flatMap(({ rows }) => rows).filter(({ taken }) => taken).length
});

/** One history, from its morning to its end; answers what was wrong in it, and how much was said. */
async function play(world: World, seed: number): Promise<Played> {
	let told: Played = { ...nothing, wrong: ['it never ended'] };
	const { base } = world.s;
	const outer = base.db;
	const ended = transaction(outer, async (db) => {
		base.db = db;
		const h = historyOf(world, seed);
		for (let left = stepsOf(h); left > 0; left--) await step(h);
		await comeHome(h);
		told = { wrong: await wrongIn(h), ...sumsOf(h) };
		for (const hand of h.hands) hand.phone?.disk.close();
		throw undo;
	}).catch((reason: unknown) => {
		if (reason !== undo) throw reason;
	});
	await ended.finally(() => (base.db = outer));
	return told;
}

const begin = (): Ran => ({ ...nothing, failed: [] });

/** Plays so many histories from a seed on beside other tests; answers each that failed by what plays it again. */
export async function runHistories(count: number, from: number): Promise<Ran> {
	listen();
	const ran = begin();
	for (let first = 0; first < count; first += IN_ONE)
		await sceneApart(async (s) => {
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
export async function historiesHere(): Promise<(count: number, from: number) => Promise<Ran>> {
	listen();
	const worlds: World[] = [];
	await settledScene(async (s) => void worlds.push(await worldHere(s)));
	return async (count, from) => {
		const ran = begin();
		for (let n = 0; n < count; n++) await runOne(worlds[0]!, from + n, ran);
		return ran;
	};
}

async function runOne(world: World, seed: number, ran: Ran): Promise<void> {
	const told = await play(world, seed).catch((fault: unknown) => {
		const why = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
		return { ...nothing, wrong: [why.slice(0, 900)] };
	});
	for (const name of counted) ran[name] += told[name];
	if (told.wrong.length > 0) ran.failed.push(`FIELD_SEED=${seed} FIELD_HISTORIES=1: ${told.wrong.join('; ')}`);
}
