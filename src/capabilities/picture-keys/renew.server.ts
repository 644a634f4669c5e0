import type { Renewal } from '#platform/renew.server.ts';
import type { Keys } from '#platform/keys.server.ts';
import { everyKey, type KeyPicture } from './rules-pictures.ts';
import { cardHash, picturesHash, picturesHashes } from './shared.server.ts';
import { listKeysAfter, updateHashes } from './sql.server.ts';

const FIRST = '00000000-0000-0000-0000-000000000000';

/** Which pictures a hash of an older key is of: the house alone can try all 1,320. */
const picturesOf = (keys: Keys, centre: number, hash: Buffer): readonly KeyPicture[] | undefined =>
	everyKey.find((pictures) => picturesHashes({ keys }, centre, pictures).some((one) => one.equals(hash)));

/** Cards and pictures are hashed under the newest key, in order of their ids. */
export const keysAnew = (): Renewal => {
	let last = FIRST;
	return {
		what: 'khóa hình',
		batch: async (db, keys, atMost) => {
			const rows = await listKeysAfter(db, last, atMost);
			for (const { id, centre, hash } of rows) {
				const pictures = picturesOf(keys, centre, hash);
				if (pictures)
					await updateHashes(db, id, cardHash({ keys }, id), picturesHash({ keys }, centre, pictures), hash);
			}
			last = rows.at(-1)?.id ?? FIRST;
			return rows.length;
		}
	};
};
