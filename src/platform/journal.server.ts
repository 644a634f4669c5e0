import { createHash } from 'node:crypto';
import { system } from '#kernel/actor.ts';
import { transaction, type Db } from './db.server.ts';
import { derive, type Keys } from './keys.server.ts';
import { setScope } from './scope.server.ts';
import {
	findLastBlock,
	findSettled,
	findStrays,
	insertBlock,
	listBlocks,
	listEpochs,
	listSealable,
	listSealableLooks,
	type SealedBlock
} from './sql-journal.server.ts';

const GENESIS = Buffer.alloc(32);
/** Above every transaction id: what a cluster wrote that runs no more is settled. */
const NO_MORE = '18446744073709551615';

const asSealer = (sql: Db) => setScope(sql, system('journal-seal', new Set()), '');

/** Rows read and hashed at a time: a block may hold all that a house wrote before looks were sealed. */
const AT_A_TIME = 2_000;

type Span = Pick<SealedBlock, 'epoch' | 'fromXid' | 'toXid'>;

/** Hashes what a span holds after the block before it, and counts it; looks are left out of a block from before they were sealed. */
async function hashSpan(sql: Db, before: Buffer, { epoch, fromXid, toXid }: Span, withLooks: boolean) {
	const hash = createHash('sha256').update(before);
	const take = async (list: typeof listSealable): Promise<number> => {
		let count = 0;
		for await (const rows of list(sql, epoch, fromXid, toXid).cursor(AT_A_TIME)) {
			for (const { row } of rows) hash.update(row).update('\n');
			count += rows.length;
		}
		return count;
	};
	const rows = await take(listSealable);
	const looks = withLooks ? await take(listSealableLooks) : null;
	return { rows, looks, hash: hash.digest() };
}

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
		const held = await hashSpan(sql, last?.hash ?? GENESIS, span, true);
		const count = held.rows + (held.looks ?? 0);
		if (count === 0 && span.toXid !== NO_MORE) return 0;
		const block = { number: (last?.number ?? 0) + 1, ...span, ...held };
		await insertBlock(sql, { ...block, signature: signatureOf(keys, block) }, now);
		return count;
	});

/** The last block, as it leaves the machine: a journal that was cut or begun anew since does not hold it. */
export type Head = { number: number; hash: string };

type Why = 'rows' | 'signature' | 'gap' | 'head' | 'stray';
type Verdict = {
	blocks: number;
	rows: number;
	/** Blocks from before they were signed; the first signed one vouches for them. */
	unsigned: number;
	head: Head | null;
	broken: { block: number; expected: number; found: number; why: Why } | null;
};

/** How many rows and looks a block says that it holds, and how many stand there. */
const countsOf = (block: SealedBlock, held: Pick<SealedBlock, 'rows' | 'looks'>) => ({
	expected: block.rows + (block.looks ?? 0),
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

/**
 * Recomputes the whole chain and names the first block in which a row or a look was changed, removed or added, whose signature is not
 * ours, before which another is missing, or which is not the head that had left the machine; behind the last one, rows and looks that
 * no block will ever hold. Without `keys` signatures are not looked at.
 */
export const verifyJournal = (db: Db, keys: Keys | null, heads: readonly Head[] = []): Promise<Verdict> =>
	transaction(db, async (sql) => {
		await asSealer(sql);
		const blocks: SealedBlock[] = await listBlocks(sql);
		const last = blocks.at(-1);
		const told = {
			blocks: blocks.length,
			unsigned: blocks.filter(({ signature }) => signature === null).length,
			head: last ? { number: last.number, hash: last.hash.toString('hex') } : null
		};
		const known = new Map(heads.map(({ number, hash }) => [number, hash]));
		let before: SealedBlock | undefined;
		let seen = 0;
		for (const block of blocks) {
			const held = await hashSpan(sql, before?.hash ?? GENESIS, block, block.looks !== null);
			const why: Why | null = !follows(block, before)
				? 'gap'
				: !held.hash.equals(block.hash)
					? 'rows'
					: keys && !isSigned(keys, block, before)
						? 'signature'
						: (known.get(block.number) ?? block.hash.toString('hex')) === block.hash.toString('hex')
							? null
							: 'head';
			if (why) return { ...told, rows: seen, broken: { block: block.number, ...countsOf(block, held), why } };
			known.delete(block.number);
			before = block;
			seen += held.rows;
		}
		const { strays, turned } = await findStrays(sql);
		if (strays > 0 || turned)
			return { ...told, rows: seen, broken: { block: told.blocks + 1, expected: 0, found: strays, why: 'stray' } };
		const [gone] = known.keys();
		const cut = gone === undefined ? null : { block: gone, expected: 0, found: 0, why: 'head' as const };
		return { ...told, rows: seen, broken: cut };
	});
