import { sealJournal } from '#platform/journal.server.ts';
import type { Db } from '#platform/db.server.ts';
import type { House } from './committed.ts';

/**
 * Seals until all that is written by now stands in a block. A seal goes as far as whatever is still open anywhere in the cluster: a test beside
 * this one that holds a transaction in a database of its own keeps it waiting. Once nothing of before is open, one seal more has all of it; where
 * there was nothing left to seal, it makes no block.
 */
export async function sealAll(house: House, owner: Db): Promise<void> {
	const [now] = await owner<{ xid: string }[]>`select pg_current_xact_id()::text as xid`;
	const sealed = async (): Promise<boolean> => {
		const [row] = await owner<{ settled: boolean }[]>`
			select pg_snapshot_xmin(pg_current_snapshot()) > ${now!.xid}::xid8 as settled`;
		await sealJournal(house.db, house.base.keys, new Date());
		return row!.settled;
	};
	for (let n = 0; !(await sealed()); n++) {
		if (n > 360) throw new Error('something in the cluster stays open: nothing is sealed');
		await new Promise((go) => setTimeout(go, 250));
	}
}
