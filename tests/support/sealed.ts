import { sealJournal } from '#platform/journal.server.ts';
import type { Db } from '#platform/db.server.ts';
import type { House } from './committed.ts';

/**
 * Seals until all that is written by now stands in a block. A seal goes as far as whatever is still open anywhere in the cluster: a test beside
 * this one that holds a transaction in a database of its own keeps it waiting.
 */
export async function sealAll(house: House, owner: Db): Promise<void> {
	const [now] = await owner<{ xid: string }[]>`select pg_current_xact_id()::text as xid`;
	const sealed = async (): Promise<boolean> => {
		await sealJournal(house.db, house.base.keys, new Date());
		const [row] = await owner<{ sealed: boolean }[]>`
			select coalesce(max(to_xid) >= ${now!.xid}::xid8, false) as sealed from journal_block
			where epoch = (select max(epoch) from journal_epoch)`;
		return row!.sealed;
	};
	for (let n = 0; !(await sealed()); n++) {
		if (n > 360) throw new Error('something in the cluster stays open: nothing is sealed');
		await new Promise((go) => setTimeout(go, 250));
	}
}
