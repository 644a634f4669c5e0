import * as v from 'valibot';
import { id, whole } from '#kernel/shapes.ts';
import { Reach } from '#capabilities/assistance/inputs-calls.ts';
import { askedOf } from './rules-systems.ts';
import { fault, spokenNumber, words } from './inputs.ts';
import { ticketWords, ticketWordsOrNone } from './rules-account.ts';
import { theirDevices } from './rules-device.ts';
import { isTelephoneAnywhere, tidyTelephone } from './rules-telephone.ts';

// What whoever is stuck says themselves, on the web or on their own page.

/** By what asking again and again is slowed. */
const asker = {
	address: v.pipe(v.string(), v.maxLength(100)),
	browser: v.nullable(v.pipe(v.string(), v.maxLength(100)))
};
/** Where somebody is called back, be it abroad. */
export const telephone = v.pipe(
	v.string(),
	v.transform(tidyTelephone),
	v.check(isTelephoneAnywhere, 'support-phone-anywhere')
);
/** Who they are, as they say it. */
const name = v.pipe(ticketWords(80), v.nonEmpty('call-name-missing'));
const asks = {
	id,
	system: v.picklist(askedOf, 'support-system'),
	words,
	fault: v.nullable(fault),
	/** Which machine of theirs; nobody has to say it. */
	device: v.optional(v.nullable(v.picklist(theirDevices, 'support-device')), null)
};

export const AskSupport = v.object({ ...asks, ...Reach.entries, name, phone: telephone, centre: whole, ...asker });
export const AskSupportOwn = v.object(asks);

export const LookUpTicket = v.object({ centre: whole, number: spokenNumber, phone: telephone, ...asker });

/** A word of theirs on a ticket as they saw it. */
export const SayOnOwn = v.object({
	id,
	ticket: id,
	version: v.pipe(whole, v.minValue(1)),
	kind: v.picklist(['said', 'confirmed', 'back'], 'support-kind'),
	words: ticketWordsOrNone(500)
});
