import * as v from 'valibot';
import { id, plainWords, wordsOrNone } from '#kernel/shapes.ts';
import { purposes } from '#capabilities/privacy/rules-consent.ts';
import { clockNames } from './rules-periods.ts';
import { requestKinds } from './rules-requests.ts';

const words = plainWords(500);
const Words = wordsOrNone(500);

export const MakeRequest = v.object({
	id,
	kind: v.picklist(requestKinds, 'kind-missing'),
	/** Whom they stand for in everything; left out where they ask for themselves. */
	ward: v.optional(v.nullable(id), null),
	/** What an objection or withdrawal is against; null is every use. */
	purpose: v.nullable(v.picklist(purposes)),
	words: Words
});

export const OneRequest = v.object({ request: id });

export const ExtendRequest = v.object({ request: id, reason: v.pipe(words, v.nonEmpty('reason-missing')) });

export const SettleRequest = v.object({
	request: id,
	outcome: v.picklist(['done', 'refused'], 'outcome-missing'),
	reason: Words
});

export const SetPeriod = v.object({
	name: v.picklist(clockNames),
	days: v.pipe(
		v.number('days-shape'),
		v.integer('days-shape'),
		v.minValue(1, 'days-shape'),
		v.maxValue(365, 'days-shape')
	)
});

/** `answering` is the request that staff answer with the copy; null for their own. */
export const TakeOut = v.object({ person: id, answering: v.nullable(id) });

/** A message as an operator sends it on: its own id, the telephone that it came from, and its words. */
export const HearMessage = v.object({
	id: v.pipe(v.string(), v.nonEmpty(), v.maxLength(100)),
	from: v.pipe(v.string(), v.maxLength(20)),
	text: v.pipe(v.string(), v.maxLength(400))
});

export const WithdrawByMessage = v.object({
	person: id,
	purposes: v.array(v.picklist(purposes))
});
