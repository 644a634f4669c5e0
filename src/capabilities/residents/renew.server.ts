import { lookupHash, openWith, unwrap } from '#platform/keys.server.ts';
import { newestLookup, type Renewal } from '#platform/renew.server.ts';
import { listOldNumbers, updateHashes } from './sql-renew.server.ts';

/** Numbers and telephones are found by a keyed hash: under a new key it is made anew, from what their own key opens. */
export const numbersAnew: Renewal = {
	what: 'người',
	batch: async (db, keys, atMost) => {
		const key = newestLookup(keys);
		const rows = await listOldNumbers(db, key, atMost);
		for (const { id, wrapped, ...sealed } of rows) {
			const own = unwrap(keys, wrapped, id);
			const hash = (cell: Buffer | null, purpose: string): Buffer | null =>
				cell && lookupHash(keys, purpose, openWith(own, cell, purpose).toString('utf8'));
			await updateHashes(db, { id, key, number: hash(sealed.number, 'id-number'), phone: hash(sealed.phone, 'phone') });
		}
		return rows.length;
	}
};
