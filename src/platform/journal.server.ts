import { system } from '#kernel/actor.ts';
import { transaction, type Db } from './db.server.ts';
import { GENESIS, hashBlocks, type Hashed } from './hash-blocks.server.ts';
import { derive, type Keys } from './keys.server.ts';
import { checkLetGo, leftOf, toHash } from './let-go.server.ts';
import { setScope } from './scope.server.ts';
import {
	findLastBlock,
	findSettled,
	findStrays,
	insertBlock,
	listBlocks,
	listEpochs,
	type SealedBlock
} from './sql-journal.server.ts';

/** Above every transaction id: what a cluster wrote that runs no more is settled. */
const NO_MORE = '18446744073709551615';

const asSealer = (sql: Db) => setScope(sql, system('journal-seal', new Set()), '');

const NOTHING: Pick<Hashed, 'rows' | 'looks' | 'hash'> = { rows: 0, looks: 0, hash: GENESIS };

type Unsigned = Omit<SealedBlock, 'signature'>;

/** Signs number, span and hash with a key that lies beside the database and not in it: who owns the one cannot redo the other. */
const signatureOf = (keys: Keys, { number, epoch, fromXid, toXid, rows, looks, hash }: Unsigned): Buffer =>
	derive(
		keys,
		'journal-block',
		[number, epoch, fromXid, toXid, rows, ...(looks === null ? [] : [looks]), hash.toString('hex')].join('|')
	);

/** What is to be sealed next: the rest of an older cluster first, then what this one has settled since its last block. */
async function spanAfter(sql: Db, last: SealedBlock | undefined) {
	const epochs = await listEpochs(sql);
	const [epoch, fromXid] = last ? [last.epoch, last.toXid] : [epochs[0] ?? 1, '0'];
	const next = epochs.find((one) => one > epoch);
	if (next === undefined) return { epoch, fromXid, toXid: await findSettled(sql) };
	return fromXid === NO_MORE
		? { epoch: next, fromXid: '0', toXid: await toOf(sql, epochs, next) }
		: { epoch, fromXid, toXid: NO_MORE };
}

const toOf = async (sql: Db, epochs: readonly number[], epoch: number): Promise<string> =>
	epoch === epochs.at(-1) ? await findSettled(sql) : NO_MORE;

/**
 * Chains every settled row and look since the last block with a hash, and signs it. It reads below the oldest running transaction,
 * so that what commits late is never left outside; answers how many of both the new block holds. A cluster that runs no more is closed
 * by a block, be it empty.
 */
export const sealJournal = (db: Db, keys: Keys, now: Date): Promise<number> =>
	transaction(db, async (sql) => {
		await asSealer(sql);
		const last = await findLastBlock(sql);
		const span = await spanAfter(sql, last);
		const [{ rows, looks, hash } = NOTHING] = await hashBlocks(sql, [
			{ ...span, seed: last?.hash ?? GENESIS, withLooks: true }
		]);
		const held = { rows, looks, hash };
		const count = held.rows + (held.looks ?? 0);
		if (count === 0 && span.toXid !== NO_MORE) return 0;
		const block = { number: (last?.number ?? 0) + 1, ...span, ...held };
		await insertBlock(sql, { ...block, signature: signatureOf(keys, block) }, now);
		return count;
	});

/** The last block, as it leaves the machine: a journal that was cut or begun anew since does not hold it. */
export type Head = { number: number; hash: string };

type Why = 'rows' | 'signature' | 'gap' | 'head' | 'stray' | 'let-go';
type Broken = { block: number; expected: number; found: number; why: Why };
type Verdict = {
	blocks: number;
	rows: number;
	/** Blocks from before they were signed; the first signed one vouches for them. */
	unsigned: number;
	head: Head | null;
	/** Months of looks that the house keeps no longer, each with its entry. */
	letGo: number;
	broken: Broken | null;
};

/** How many rows and looks a block says that it holds, and how many stand there. */
const countsOf = (rows: number, looks: number | null, held: Hashed) => ({
	expected: rows + (looks ?? 0),
	found: held.rows + (held.looks ?? 0)
});

/** Whether a block goes on where the one before it ended. */
const follows = (block: SealedBlock, before: SealedBlock | undefined): boolean =>
	block.number === (before?.number ?? 0) + 1 &&
	block.fromXid === (before && before.epoch === block.epoch ? before.toXid : '0');

function isSigned(keys: Keys, block: SealedBlock, before: SealedBlock | undefined): boolean {
	if (block.signature === null) return before === undefined || before.signature === null;
	return signatureOf(keys, block).equals(block.signature);
}

/** Blocks that are read together: each follows the one before, in one epoch. */
const READ_TOGETHER = 500;

function* runsOf(blocks: readonly SealedBlock[]): Generator<SealedBlock[]> {
	let run: SealedBlock[] = [];
	for (const block of blocks) {
		const last = run.at(-1);
		if (last && (run.length === READ_TOGETHER || last.epoch !== block.epoch || !follows(block, last))) {
			yield run;
			run = [];
		}
		run.push(block);
	}
	if (run.length > 0) yield run;
}

type Known = ReadonlyMap<number, string>;

/** Holds blocks that follow one another against what stands there: the first that does not hold, or how many rows they had. */
async function checkRun(
	sql: Db,
	run: readonly SealedBlock[],
	last: SealedBlock | undefined,
	keys: Keys | null,
	known: Known
) {
	const left = await leftOf(sql, run);
	const before = (n: number): SealedBlock | undefined => run[n - 1] ?? last;
	const held = await hashBlocks(
		sql,
		run.map((block, n) => toHash(block, before(n)?.hash ?? GENESIS, left.get(block.number)))
	);
	let rows = 0;
	for (const [n, block] of run.entries()) {
		const { looks, hash } = left.get(block.number) ?? block;
		const why: Why | null = !follows(block, before(n))
			? 'gap'
			: !held[n]!.hash.equals(hash)
				? 'rows'
				: keys && !isSigned(keys, block, before(n))
					? 'signature'
					: (known.get(block.number) ?? block.hash.toString('hex')) === block.hash.toString('hex')
						? null
						: 'head';
		if (why) return { rows, broken: { block: block.number, ...countsOf(block.rows, looks, held[n]!), why } };
		rows += held[n]!.rows;
	}
	return { rows, broken: null };
}

/**
 * Recomputes the whole chain and names the first block in which a row or a look was changed, removed or added, whose signature is not
 * ours, before which another is missing, or which is not the head that had left the machine; behind the last one, rows and looks that
 * no block will ever hold. A month of looks that is gone holds by its entry alone. Without `keys` signatures are not looked at.
 */
export const verifyJournal = (db: Db, keys: Keys | null, heads: readonly Head[] = []): Promise<Verdict> =>
	transaction(db, async (sql) => {
		await asSealer(sql);
		const blocks: SealedBlock[] = await listBlocks(sql);
		const last = blocks.at(-1);
		const { months: letGo, bad } = await checkLetGo(sql, keys);
		const told = {
			blocks: blocks.length,
			unsigned: blocks.filter(({ signature }) => signature === null).length,
			head: last ? { number: last.number, hash: last.hash.toString('hex') } : null,
			letGo
		};
		if (bad) return { ...told, rows: 0, broken: { block: bad.block, expected: bad.looks, found: 0, why: 'let-go' } };
		const known = new Map(heads.map(({ number, hash }) => [number, hash]));
		let before: SealedBlock | undefined;
		let seen = 0;
		for (const run of runsOf(blocks)) {
			const { rows, broken } = await checkRun(sql, run, before, keys, known);
			seen += rows;
			if (broken) return { ...told, rows: seen, broken };
			before = run.at(-1);
		}
		return { ...told, rows: seen, broken: await findBeyond(sql, blocks, known) };
	});

/** What stands behind the last block and never will in one, or a head that had left and that no block is. */
async function findBeyond(sql: Db, blocks: readonly SealedBlock[], known: Known): Promise<Broken | null> {
	const { strays, turned } = await findStrays(sql);
	if (strays > 0 || turned) return { block: blocks.length + 1, expected: 0, found: strays, why: 'stray' };
	const there = new Set(blocks.map(({ number }) => number));
	const gone = [...known.keys()].find((number) => !there.has(number));
	return gone === undefined ? null : { block: gone, expected: 0, found: 0, why: 'head' };
}
