import * as v from 'valibot';
import { id, linkToken, procedureCode } from '#kernel/shapes.ts';
import { bases } from './rules-stage.ts';

const text = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most, 'too-long'));

export const StartCase = v.object({ id, session: id, procedure: procedureCode, byCard: v.boolean() });
export const SubmitCase = v.object({
	id,
	person: id,
	procedure: procedureCode,
	answers: v.record(v.pipe(v.string(), v.maxLength(60)), v.pipe(v.string(), v.maxLength(4000, 'too-long'))),
	papers: v.array(
		v.object({
			id,
			paper: v.pipe(v.string(), v.maxLength(80)),
			verdict: v.picklist(['good', 'seen', 'not-needed', 'missing']),
			sha256: v.nullable(v.pipe(v.string(), v.hexadecimal(), v.length(64)))
		})
	)
});
export const AnswerQuestion = v.object({
	case: id,
	question: v.pipe(v.string(), v.maxLength(60)),
	raw: v.pipe(v.string(), v.maxLength(4000, 'too-long')),
	/** When the answer was given that stood there while this one was typed; null for none. A program that saw none leaves it out. */
	seen: v.nullish(v.pipe(v.string(), v.isoTimestamp()))
});
export const JudgePaper = v.object({
	id,
	case: id,
	paper: v.pipe(v.string(), v.maxLength(80)),
	verdict: v.picklist(['good', 'seen', 'not-needed', 'unclear', 'missing']),
	reason: v.nullable(text(200))
});
export const LookAtPaper = v.object({ case: id, paper: v.pipe(v.string(), v.nonEmpty(), v.maxLength(80)) });
export const AddPaper = v.object({
	id,
	case: id,
	paper: v.pipe(v.string(), v.maxLength(80)),
	sha256: v.pipe(v.string(), v.hexadecimal(), v.length(64)),
	bytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
	mime: v.picklist(['image/jpeg', 'image/png', 'application/pdf'])
});
export const ChooseWay = v.object({
	case: id,
	way: v.picklist(['ONLINE', 'DIRECT'], 'way-missing'),
	reason: v.pipe(text(200), v.nonEmpty('way-reason-missing')),
	receiver: v.nullable(id)
});
export const Confirm = v.object({ case: id, hash: v.pipe(v.string(), v.hexadecimal(), v.length(64)) });
export const NamePeople = v.object({
	case: id,
	owner: id,
	submitter: v.picklist(['helped', 'owner']),
	basis: v.nullable(v.picklist(bases))
});
/** Somebody of the register is the mother or the father whom the form asks about. */
export const NameParent = v.object({ case: id, as: v.picklist(['mother', 'father']), person: id });
export const StartLike = v.object({ id, session: id, like: id });
export const Resume = v.object({ case: id });
/** Why a file goes back to be mended, in words that whoever mends it reads. */
export const GiveBack = v.object({
	case: id,
	why: v.pipe(v.string(), v.trim(), v.nonEmpty('give-back-why'), v.maxLength(300, 'too-long'))
});
export const OneCase = v.object({ case: id });
const ByLink = v.object({ token: linkToken });
export const ConfirmByLink = v.object({
	...ByLink.entries,
	hash: Confirm.entries.hash,
	lastFour: v.pipe(v.string(), v.trim(), v.regex(/^\d{4}$/, 'last-four-shape')),
	/** What kind of browser it came from (`browserKind`). */
	browser: v.optional(v.pipe(v.string(), v.maxLength(60)))
});
export const HandResult = v.object({ case: id, against: v.picklist(['slip', 'card'], 'against-missing') });
export const SlipCode = v.object({ code: v.pipe(v.string(), v.nonEmpty('slip-missing'), v.maxLength(40)) });
export const TrySlip = v.object({
	...SlipCode.entries,
	address: v.string(),
	browser: v.nullish(v.string())
});
/** What is to be done with the files of a centre, the most pressing first. */
export const buckets = ['to-receive', 'from-door', 'given-back', 'to-file', 'pick-up', 'open', 'all'] as const;
export type Bucket = (typeof buckets)[number];
export const Worklist = v.object({
	bucket: v.optional(v.picklist(buckets), 'all'),
	page: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)), 0),
	/** The last that has ended on the page before: the list goes on after it, whatever came in meanwhile. */
	after: v.optional(v.nullable(id), null)
});

export const Claim = v.object({ case: id, answer: v.picklist(['mine', 'not-mine']) });
/** By what whoever is nobody held the file when they denied it. */
export const Deny = v.object({ way: v.picklist(['slip', 'link']) });
export const denialsFound = ['theirs', 'mistaken', 'misused'] as const;
export type DenialFound = (typeof denialsFound)[number];
export const SettleClaim = v.object({ case: id, found: v.picklist(denialsFound, 'found-missing') });
