import * as v from 'valibot';
import { looksLikeSecret } from '#kernel/secret.ts';
import { id } from '#kernel/shapes.ts';
import { ticketWords, ticketWordsOrNone } from './rules-account.ts';
import { systems } from './rules-systems.ts';
import { theirDevices } from './rules-device.ts';
import { isTelephoneAnywhere, tidyTelephone } from './rules-telephone.ts';
import { dueBy, stuckWhom } from './rules-urgency.ts';

/**
 * A ticket as it is written at a door. It is one definition for the phone, which refuses before it keeps anything, and for the house. It has no
 * box for a code, a password or an account, and refuses them in every other.
 */
export const OpenAtDoor = v.object({
	id,
	/** Whose: somebody of the door, whoever is named there (`caller`), or whoever holds the phone (`own`). */
	person: v.nullable(id),
	caller: ticketWordsOrNone(80),
	own: v.boolean(),
	/** Where a caller is called back; nobody has to say it. */
	phone: v.nullable(
		v.pipe(
			v.string(),
			v.check((typed) => isTelephoneAnywhere(tidyTelephone(typed)) || !looksLikeSecret(typed), 'secret-typed'),
			v.transform(tidyTelephone),
			v.check(isTelephoneAnywhere, 'support-phone-anywhere')
		)
	),
	system: v.picklist(systems, 'support-system'),
	/** Which machine of theirs; nobody has to say it. */
	device: v.nullable(v.picklist(theirDevices, 'support-device')),
	stuck: v.picklist(stuckWhom, 'support-stuck'),
	due: v.picklist(dueBy, 'support-due'),
	words: v.pipe(ticketWords(500), v.nonEmpty('support-words'))
});
export type AtDoor = v.InferOutput<typeof OpenAtDoor>;
