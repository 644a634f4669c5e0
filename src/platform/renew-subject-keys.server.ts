import { unwrap, wrap } from './keys.server.ts';
import { newestMaster, type Renewal } from './renew.server.ts';
import { listOldSubjectKeys, updateSubjectKey } from './sql-subject-keys.server.ts';

/** Every person’s data key is wrapped by the master key. */
export const subjectKeysAnew: Renewal = {
	what: 'khoá riêng',
	batch: async (db, keys, atMost) => {
		const rows = await listOldSubjectKeys(db, newestMaster(keys), atMost);
		for (const { subject, wrapped } of rows)
			await updateSubjectKey(db, subject, wrapped, wrap(keys, unwrap(keys, wrapped, subject), subject));
		return rows.length;
	}
};
