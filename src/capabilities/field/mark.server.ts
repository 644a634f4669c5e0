import { timingSafeEqual } from 'node:crypto';
import { derive, type Keys } from '#platform/keys.server.ts';

// What a phone was given with its last answer. It is signed by a key that lies beside the database: a mark of ours that the database
// does not know was given by a later day than the one that was put back.

export type Mark = { contact: number; epoch: number };

const macOf = (keys: Keys, phone: string, { contact, epoch }: Mark): Buffer =>
	derive(keys, 'field-mark', `${phone}|${contact}|${epoch}`).subarray(0, 16);

export const markOf = (keys: Keys, phone: string, mark: Mark): string =>
	`${mark.contact}.${mark.epoch}.${macOf(keys, phone, mark).toString('base64url')}`;

/** What a mark says; null for one that is not ours. */
export function readMark(keys: Keys, phone: string, text: string): Mark | null {
	const [, contact, epoch, mac] = /^(\d{1,15})\.(\d{1,9})\.([\w-]{22})$/.exec(text) ?? [];
	if (!contact || !epoch || !mac) return null;
	const mark = { contact: Number(contact), epoch: Number(epoch) };
	return timingSafeEqual(Buffer.from(mac, 'base64url'), macOf(keys, phone, mark)) ? mark : null;
}

/**
 * The epoch after a contact: raised where the phone was answered since the day that was put back, unless another phone has shown that
 * already.
 */
export const epochAfter = (mark: Mark | null, known: { contacts: number; epoch: number }): number =>
	mark && (mark.epoch > known.epoch || (mark.epoch === known.epoch && mark.contact > known.contacts))
		? Math.max(mark.epoch, known.epoch) + 1
		: known.epoch;
