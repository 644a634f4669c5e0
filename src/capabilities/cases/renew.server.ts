import type { Renewal } from '#platform/renew.server.ts';
import { slipHashOf } from './read.server.ts';
import { listSlips, updateSlipHash } from './sql-renew.server.ts';

const FIRST = '00000000-0000-0000-0000-000000000000';

/** A slip code is derived from its case, so that its hash needs no older one: all are made anew, in order of their ids. */
export const slipsAnew = (): Renewal => {
	let last = FIRST;
	return {
		what: 'phiếu',
		batch: async (db, keys, atMost) => {
			const rows = await listSlips(db, last, atMost);
			for (const { id } of rows) await updateSlipHash(db, id, slipHashOf({ keys }, id));
			last = rows.at(-1)?.id ?? FIRST;
			return rows.length;
		}
	};
};
