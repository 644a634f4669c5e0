import { derive, type Keys } from '#platform/keys.server.ts';
import { keyOf } from './rules-digits.ts';

/** The secret of a badge (32 bytes), derived and never stored. Once a phone was parted it is another. */
export const secretOf = (keys: Keys, { id, turn }: { id: string; turn: number }): Buffer =>
	derive(keys, 'badge', `${id}|${turn}`);

export const digitsKey = (keys: Keys, badge: { id: string; turn: number }): Promise<CryptoKey> =>
	keyOf(new Uint8Array(secretOf(keys, badge)));
