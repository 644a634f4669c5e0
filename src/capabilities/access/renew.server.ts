import { unwrap, wrap } from '#platform/keys.server.ts';
import { newestMaster, type Renewal } from '#platform/renew.server.ts';
import { listOldSecrets, updateSecret } from './sql-renew.server.ts';

/** What an authenticator shares with us is wrapped by the master key alone. */
export const secretsAnew: Renewal = {
	what: 'mã cán bộ',
	batch: async (db, keys, atMost) => {
		const rows = await listOldSecrets(db, newestMaster(keys), atMost);
		for (const { id, sealed } of rows)
			await updateSecret(db, id, sealed, Buffer.from(wrap(keys, unwrap(keys, sealed.toString('utf8'), id), id)));
		return rows.length;
	}
};
