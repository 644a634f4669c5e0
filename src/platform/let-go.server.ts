import { createHash } from 'node:crypto';
import type { Db } from './db.server.ts';
import { GENESIS, hashBlocks, type ToHash } from './hash-blocks.server.ts';
import { derive, type Keys } from './keys.server.ts';
import { log } from './log.server.ts';
import type { Clears, ProvedClearing } from './retention.server.ts';
import type { SealedBlock } from './sql-journal.server.ts';
import {
	alone,
	countLooksIn,
	countLooksUnsealed,
	dropLetGo,
	findEnds,
	insertLeft,
	insertLetGo,
	isInJournal,
	listBlocksBetween,
	listHashes,
	listLeft,
	listLeftBy,
	listLetGo,
	listLookMonths,
	type Ends,
	type LeftOf,
	type LetGo
} from './sql-let-go.server.ts';

/** Months that go in one night at most: the journal is not sealed meanwhile. */
const MOST_MONTHS = 6;
const BLOCKS_AT_A_TIME = 500;

/** What the hash over the rest of a block begins with: that block, so that it stands for no other. */
const leftSeed = (block: Pick<SealedBlock, 'hash'>): Buffer => Buffer.concat([Buffer.from('left'), block.hash]);

/** A block as it is to be hashed now: after the one before it, or over what is left of it. */
export const toHash = (block: SealedBlock, before: Buffer, left: LeftOf | undefined): ToHash => ({
	...{ epoch: block.epoch, fromXid: block.fromXid, toXid: block.toXid, withLooks: block.looks !== null },
	...{ seed: left ? leftSeed(block) : before, leftSeed: leftSeed(block) }
});

/** What is left of these blocks by now, by their numbers. */
export async function leftOf(sql: Db, blocks: readonly SealedBlock[]): Promise<Map<number, LeftOf>> {
	const [first, last] = [blocks[0], blocks.at(-1)];
	if (!first || !last) return new Map();
	return new Map((await listLeft(sql, first.number, last.number)).map((one) => [one.block, one]));
}

const partOf = ({ block, looks, hash }: LeftOf): string => `${block}|${looks}|${hash.toString('hex')}\n`;
const headOf = ({
	number,
	months,
	since,
	until,
	looks,
	days,
	request,
	at
}: Omit<LetGo, 'hash' | 'signature'>): string =>
	JSON.stringify([number, months, since, until, looks, days, request, at]);

/** Signed as blocks are: who owns the database alone can say of nothing that it was let go. */
const sign = (keys: Keys, hash: Buffer): Buffer => derive(keys, 'look-let-go', hash.toString('hex'));

/** Hashes what is left of these blocks; a block that is not whole as it stands lets nothing go. */
async function leaveOut(db: Db, blocks: readonly SealedBlock[], span: Pick<LetGo, 'since' | 'until'>) {
	const already = await leftOf(db, blocks);
	const hashes = await listHashes(
		db,
		blocks.map(({ number }) => number - 1)
	);
	const before = new Map(hashes.map(({ number, hash }) => [number, hash]));
	const held = await hashBlocks(
		db,
		blocks.map((one) => toHash(one, before.get(one.number - 1) ?? GENESIS, already.get(one.number))),
		span
	);
	const touched = blocks.flatMap((block, n) => (held[n]!.gone > 0 ? [{ block, now: held[n]! }] : []));
	const broken = touched.find(({ block, now }) => !now.hash.equals((already.get(block.number) ?? block).hash));
	if (broken) throw new Error(`block ${broken.block.number} of the journal is not whole: nothing is let go`);
	const left = touched.map(({ block, now }) => ({
		...{ block: block.number, looks: (now.looks ?? 0) - now.gone, hash: now.left }
	}));
	return { left, gone: held.reduce((sum, one) => sum + one.gone, 0) };
}

/** Blocks that may hold looks of a span, so many at a time and of one epoch, beginning with this number. */
async function blocksFrom(db: Db, ends: Ends | null, number: number): Promise<SealedBlock[]> {
	const blocks = ends === null ? [] : await listBlocksBetween(db, ends, number, BLOCKS_AT_A_TIME);
	return blocks.filter(({ epoch }) => epoch === blocks[0]!.epoch);
}

/**
 * Lets the months of looks go that ended before an instant: block by block it is written what is left, all of that is signed and named in
 * the journal, and only then the months are dropped, in the same transaction. A block that was tampered with stops it.
 */
async function letLooksGo(db: Db, before: Date, { keys, now, request, days }: Clears) {
	await alone(db);
	const over = (await listLookMonths(db)).filter(({ until }) => until <= before).slice(0, MOST_MONTHS);
	if (over.length === 0) return { cleared: 0 };
	const span = { since: over[0]!.since, until: over.at(-1)!.until };
	const last = (await listLetGo(db)).at(-1);
	const number = (last?.number ?? 0) + 1;
	const hash = createHash('sha256').update(last?.hash ?? GENESIS);
	const ends = await findEnds(db, span);
	let sealed = 0;
	for (let from = 1; ;) {
		const blocks = await blocksFrom(db, ends, from);
		if (blocks.length === 0) break;
		const { left, gone } = await leaveOut(db, blocks, span);
		await insertLeft(db, number, left);
		for (const part of left) hash.update(partOf(part));
		sealed += gone;
		from = blocks.at(-1)!.number + 1;
	}
	const looks = await countLooksIn(db, span);
	if (looks !== sealed + (looks === sealed ? 0 : await countLooksUnsealed(db, span)))
		throw new Error('looks of these months stand in no block yet: nothing is let go');
	const told = { number, months: over.map(({ name }) => name), ...span, looks, days, request, at: now };
	const proof = hash.update(headOf(told)).digest();
	await insertLetGo(db, { ...told, hash: proof, signature: sign(keys, proof) });
	await dropLetGo(db);
	log.info({ months: told.months.length, looks }, 'looks let go');
	return { cleared: looks, proof: proof.toString('hex') };
}

/** Who looked at whom is kept for ever, until the house sets for how long; a year at least, so that everybody can read of theirs. */
export const looksClearing: ProvedClearing = {
	...{ rule: 'keep-looks', days: null, least: 365, does: 'delete' },
	letGo: letLooksGo
};

/** The first letting go that is not as it was signed, or that no row of the journal tells of, by its first block; how many months hold. */
export async function checkLetGo(sql: Db, keys: Keys | null) {
	let before: LetGo | undefined;
	let months = 0;
	for (const one of await listLetGo(sql)) {
		const hash = createHash('sha256').update(before?.hash ?? GENESIS);
		let block = 0;
		for await (const parts of listLeftBy(sql, one.number).cursor(2_000))
			for (const part of parts) {
				block ||= part.block;
				hash.update(partOf(part));
			}
		const held =
			one.number === (before?.number ?? 0) + 1 &&
			hash.update(headOf(one)).digest().equals(one.hash) &&
			(!keys || sign(keys, one.hash).equals(one.signature)) &&
			(await isInJournal(sql, one.request, one.hash.toString('hex')));
		if (!held) return { months, bad: { block, looks: one.looks } };
		months += one.months.length;
		before = one;
	}
	return { months, bad: null };
}
