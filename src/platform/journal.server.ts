import { createHash } from 'node:crypto';
import { system } from '#kernel/actor.ts';
import { transaction, type Db } from './db.server.ts';
import { setScope } from './scope.server.ts';
import {
	findLastBlock,
	findSettled,
	insertBlock,
	listBlocks,
	listSealable,
	type SealedBlock
} from './sql-journal.server.ts';

const GENESIS = Buffer.alloc(32);

const asSealer = (sql: Db) => setScope(sql, system('journal-seal', new Set()), '');

function hashBlock(before: Buffer, rows: readonly { row: string }[]): Buffer {
	const hash = createHash('sha256').update(before);
	for (const { row } of rows) hash.update(row).update('\n');
	return hash.digest();
}

/**
 * Chains every settled row since the last block with a hash. It reads below the oldest running transaction, so that a
 * row that commits late is never left outside; answers how many rows the new block holds.
 */
export const sealJournal = (db: Db, now: Date): Promise<number> =>
	transaction(db, async (sql) => {
		await asSealer(sql);
		const last = await findLastBlock(sql);
		const [fromXid, toXid] = [last?.toXid ?? '0', await findSettled(sql)];
		const rows = await listSealable(sql, fromXid, toXid);
		if (rows.length === 0) return 0;
		const hash = hashBlock(last?.hash ?? GENESIS, rows);
		await insertBlock(sql, { number: (last?.number ?? 0) + 1, fromXid, toXid, rows: rows.length, hash }, now);
		return rows.length;
	});

type Verdict = {
	blocks: number;
	rows: number;
	broken: { block: number; expected: number; found: number } | null;
};

/** Recomputes the whole chain and names the first block in which a row was changed, removed or added. */
export const verifyJournal = (db: Db): Promise<Verdict> =>
	transaction(db, async (sql) => {
		await asSealer(sql);
		let before: Buffer = GENESIS;
		let seen = 0;
		const blocks: SealedBlock[] = await listBlocks(sql);
		for (const block of blocks) {
			const rows = await listSealable(sql, block.fromXid, block.toXid);
			const hash = hashBlock(before, rows);
			if (!hash.equals(block.hash))
				return {
					blocks: blocks.length,
					rows: seen,
					broken: { block: block.number, expected: block.rows, found: rows.length }
				};
			before = hash;
			seen += rows.length;
		}
		return { blocks: blocks.length, rows: seen, broken: null };
	});
