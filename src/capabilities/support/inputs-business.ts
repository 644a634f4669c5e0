import * as v from 'valibot';
import { id, page } from '#kernel/shapes.ts';
import { heardBy } from './answers.ts';
import { ticketWordsOrNone } from './rules-account.ts';
import { systems } from './rules-systems.ts';
import { fault, words } from './inputs.ts';
import { AskSupportOwn, telephone } from './inputs-ask.ts';
import { theirDevices } from './rules-device.ts';
import { dueBy, stuckWhom } from './rules-urgency.ts';

/** Where they are called back, of whichever country. */
const phone = v.nullable(telephone);

/** A ticket of a business, written down by the house: `asked` is who of those that stand for it asks; whoever else calls says a name and stays unproved. */
export const OpenForBusiness = v.object({
	id,
	business: id,
	asked: v.nullable(id),
	caller: ticketWordsOrNone(80),
	phone,
	system: v.picklist(systems, 'support-system'),
	source: v.picklist(
		heardBy.filter((one) => one !== 'staff'),
		'support-source'
	),
	stuck: v.picklist(stuckWhom, 'support-stuck'),
	due: v.picklist(dueBy, 'support-due'),
	fault: v.nullable(fault),
	device: v.optional(v.nullable(v.picklist(theirDevices, 'support-device')), null),
	words
});

/** `whom`: the business or the person for whom whoever is signed in stands. */
export const AskFor = v.object({ ...AskSupportOwn.entries, whom: id, phone });
export const TicketsFor = v.object({ whom: id, page });
