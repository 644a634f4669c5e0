import { lookupHash, openWith, unwrapKey } from '#platform/keys.server.ts';
import { newestLookup, type Renewal } from '#platform/renew.server.ts';
import { listOldPhones, updatePhoneHash } from './sql-businesses.server.ts';
import { listOldNumbers, updateHashes } from './sql-renew.server.ts';

/** Numbers and telephones are found by a keyed hash: under a new key it is made anew, from what their own key opens. */
export const numbersAnew: Renewal = {
	what: 'người',
	batch: async (db, keys, atMost) => {
		const key = newestLookup(keys);
		const rows = await listOldNumbers(db, key, atMost);
		for (const { id, wrapped, ...sealed } of rows) {
			const own = unwrapKey(keys, wrapped, id);
			const hash = (cell: Buffer | null, purpose: string): Buffer | null =>
				cell && lookupHash(keys, purpose, openWith(own, cell, purpose).toString('utf8'));
			await updateHashes(db, { id, key, number: hash(sealed.number, 'id-number'), phone: hash(sealed.phone, 'phone') });
		}
		return rows.length;
	}
};

/** The same of the telephones of businesses. */
export const businessesAnew: Renewal = {
	what: 'cơ sở kinh doanh',
	batch: async (db, keys, atMost) => {
		const key = newestLookup(keys);
		const rows = await listOldPhones(db, key, atMost);
		for (const { id, wrapped, phone: sealed } of rows) {
			const said = openWith(unwrapKey(keys, wrapped, id), sealed, 'phone').toString('utf8');
			await updatePhoneHash(db, { id, key, sealed, phone: lookupHash(keys, 'phone', said) });
		}
		return rows.length;
	}
};
