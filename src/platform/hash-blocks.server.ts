import { createHash, type Hash } from 'node:crypto';
import type { Db } from './db.server.ts';
import { listSealable, listSealableLooks, type Gone, type SealedBlock } from './sql-journal.server.ts';

/** Rows read and hashed at a time: a block may hold all that a house wrote before looks were sealed. */
const AT_A_TIME = 2_000;

export const GENESIS = Buffer.alloc(32);

/** A span of the journal with what its hash begins with; and what another over the same begins with, that leaves looks out which go. */
export type ToHash = Pick<SealedBlock, 'epoch' | 'fromXid' | 'toXid'> & {
	seed: Buffer;
	leftSeed?: Buffer;
	/** Blocks from before looks were sealed hold none. */
	withLooks: boolean;
};
export type Hashed = { rows: number; looks: number | null; hash: Buffer; gone: number; left: Buffer };

type Open = {
	to: ToHash;
	from: bigint;
	until: bigint;
	rows: number;
	looks: number;
	gone: number;
	whole: Hash;
	left: Hash;
};

const open = (to: ToHash): Open => ({
	...{ to, from: BigInt(to.fromXid), until: BigInt(to.toXid), rows: 0, looks: 0, gone: 0 },
	whole: createHash('sha256').update(to.seed),
	left: createHash('sha256').update(to.leftSeed ?? to.seed)
});

/** Goes once along rows in their order and gives each to the span that holds it. */
function walker(spans: readonly Open[]): (xid: string) => Open | undefined {
	let n = 0;
	return (xid) => {
		const at = BigInt(xid);
		while (n < spans.length && at >= spans[n]!.until) n++;
		const span = spans[n];
		return span && at >= span.from ? span : undefined;
	};
}

/**
 * Hashes what each of these spans holds, that follow one another in one epoch: rows, then looks. All are read in two goes, because a
 * question for each block would look into each month of looks.
 */
export async function hashBlocks(sql: Db, all: readonly ToHash[], gone: Gone | null = null): Promise<Hashed[]> {
	const [first, last] = [all[0], all.at(-1)];
	if (!first || !last) return [];
	const spans = all.map(open);
	let spanOf = walker(spans);
	for await (const rows of listSealable(sql, first.epoch, first.fromXid, last.toXid).cursor(AT_A_TIME))
		for (const { row, xid } of rows) {
			const span = spanOf(xid);
			if (!span) continue;
			span.rows++;
			for (const hash of [span.whole, span.left]) hash.update(row).update('\n');
		}
	spanOf = walker(spans.filter(({ to }) => to.withLooks));
	for await (const rows of listSealableLooks(sql, first.epoch, first.fromXid, last.toXid, gone).cursor(AT_A_TIME))
		for (const { row, xid, goes } of rows) {
			const span = spanOf(xid);
			if (!span) continue;
			span.looks++;
			span.whole.update(row).update('\n');
			if (goes) span.gone++;
			else span.left.update(row).update('\n');
		}
	return spans.map(({ to, rows, looks, gone: went, whole, left }) => ({
		...{ rows, looks: to.withLooks ? looks : null, gone: went },
		...{ hash: whole.digest(), left: left.digest() }
	}));
}
