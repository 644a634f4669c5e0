import * as v from 'valibot';
import { topics } from '#capabilities/assistance/topics.ts';
import { organisations } from '#capabilities/classes/rules-hosts.ts';
import { Spoken } from '#capabilities/learning/frame-shape.ts';
import { standings, whyNotAssess } from './rules-certificate.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

/** What was seen at a second look at a certificate that was drawn. */
export const outcomes = ['still', 'lost', 'not-reached'] as const;
export type Outcome = (typeof outcomes)[number];

/** What may make somebody ask how certificates came about. */
export const signs = ['many', 'alike', 'falls', 'overlap', 'telephone', 'namesake'] as const;

export const CertificateShown = v.object({
	id: v.string(),
	number: v.string(),
	topic: v.picklist(topics),
	standing: v.picklist(standings),
	givenOn: v.string(),
	seenOn: v.string(),
	refreshFrom: v.string()
});
export type CertificateShown = v.InferOutput<typeof CertificateShown>;

const Sentence = v.object({ id: v.string(), says: Spoken });

/** One topic beside whoever sits there: what they hold, or what is missing. */
export const TopicBeside = v.object({
	topic: v.picklist(topics),
	certificate: v.nullable(CertificateShown),
	/** Why whoever sits beside them may not look on; null where they may. */
	may: v.nullable(v.picklist(whyNotAssess)),
	/** Who is there for it from another organisation. */
	assessors: v.array(v.string()),
	critical: v.array(Sentence),
	others: v.array(Sentence),
	held: v.number(),
	needs: v.number(),
	of: v.number(),
	ready: v.boolean(),
	/** It was drawn, and whoever sits beside them may look again. */
	again: v.boolean()
});
export type TopicBeside = v.InferOutput<typeof TopicBeside>;

/** A certificate with whoever holds it, for whoever leads. */
export const GivenShown = v.object({
	...CertificateShown.entries,
	person: v.string(),
	name: v.string(),
	assessor: v.string(),
	organisation: v.picklist(organisations),
	/** How often they were in the class; null where they showed it without one. */
	attended: v.nullable(v.number()),
	takenBackWhy: v.nullable(v.string())
});
export type GivenShown = v.InferOutput<typeof GivenShown>;

export const RecheckShown = v.object({
	...CertificateShown.entries,
	person: v.string(),
	name: v.string(),
	month: v.string(),
	assessor: v.string(),
	/** Whoever asks gave it, and so does not look again. */
	mine: v.boolean(),
	outcome: v.nullable(v.picklist(outcomes))
});

/** A question about how certificates came about, with those that it is about: never a finding. */
export const QuestionShown = v.object({
	sign: v.picklist(signs),
	assessor: v.nullable(v.string()),
	count: v.number(),
	of: v.array(v.object({ id: v.string(), number: v.string() }))
});
export type QuestionShown = v.InferOutput<typeof QuestionShown>;

export const DrawShown = v.object({
	month: v.string(),
	fingerprint: v.string(),
	publishedAt: v.date(),
	seed: v.nullable(v.string()),
	outOf: v.array(v.string()),
	drawn: v.array(v.string())
});

/** A class as the paper tells of it. */
const ClassTold = v.object({
	attended: v.number(),
	lessons: v.number(),
	trainer: v.string(),
	organisation: v.picklist(organisations),
	hosts: v.array(v.picklist(organisations)),
	from: v.string(),
	until: v.string()
});
export type ClassTold = v.InferOutput<typeof ClassTold>;

/** All that the paper says. */
export const PaperShown = v.object({
	...CertificateShown.entries,
	person: v.string(),
	name: v.string(),
	centre: v.string(),
	assessor: v.string(),
	organisation: v.picklist(organisations),
	says: v.array(Spoken),
	class: v.nullable(ClassTold)
});
export type PaperShown = v.InferOutput<typeof PaperShown>;

/** What a number tells whoever holds the paper: nobody's name. */
export const NumberShown = v.object({
	number: v.string(),
	topic: v.picklist(topics),
	standing: v.picklist(standings),
	centre: v.string(),
	givenOn: v.string(),
	seenOn: v.string(),
	refreshFrom: v.string()
});
export type NumberShown = v.InferOutput<typeof NumberShown>;

export const NumberTried = v.object({
	certificate: v.nullable(v.string()),
	why: v.nullable(v.picklist(['shape', 'unknown', 'slowed']))
});
