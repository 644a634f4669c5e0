import * as v from 'valibot';
import { pageWith } from '#kernel/shapes.ts';
import { relations } from './inputs.ts';
import { papers } from './rules-papers.ts';
import { groups, disabilities } from './rules-groups.ts';
import { twinReasons } from './rules-twins.ts';

// What the doors of this room answer: one definition for OpenAPI, the API, the pages and the tests.

/** What is shown of somebody in a list: enough to tell two namesakes apart, no number. */
export const PersonBrief = v.object({
	id: v.string(),
	name: v.string(),
	birthYear: v.nullable(v.number()),
	hamlet: v.nullable(v.string()),
	/** They live in another commune; `hamlet` is their address there. */
	elsewhere: v.boolean(),
	verified: v.boolean(),
	madeUp: v.boolean(),
	needs: v.array(v.string())
});
export type PersonBrief = v.InferOutput<typeof PersonBrief>;

/** What tells one person from another, opened with their own key. */
const facts = {
	birthDate: v.nullable(v.string()),
	gender: v.nullable(v.picklist(['male', 'female'])),
	number: v.nullable(v.string()),
	phone: v.nullable(v.string())
};

/** A person with everything that is known. */
export const Person = v.object({
	...PersonBrief.entries,
	...facts,
	age: v.nullable(v.number()),
	/** By fact: `card`, or the id of whoever of staff typed it; what is not in it is the register's (`rules-sources`). */
	sources: v.record(v.string(), v.string())
});
export type Person = v.InferOutput<typeof Person>;

/** Doubts never block: a corrected birth date or a re-determined sex makes an honest mismatch. */
export const Doubt = v.picklist(['gender-differs', 'birth-year-differs', 'province-unknown']);
export type Doubt = v.InferOutput<typeof Doubt>;

const NameMatch = v.picklist(['same', 'same-without-accents', 'mangled', 'different']);
export type NameMatch = v.InferOutput<typeof NameMatch>;

export const CardMatch = v.nullable(
	v.object({
		number: v.string(),
		nameAsTyped: v.string(),
		birthDate: v.nullable(v.string()),
		gender: v.nullable(v.picklist(['male', 'female'])),
		address: v.string(),
		/** Where that is: a hamlet of this commune, or another commune; null where the card does not say it. */
		lives: v.nullable(v.object({ hamlet: v.nullable(v.string()), elsewhere: v.boolean() })),
		doubts: v.array(Doubt),
		found: v.nullable(
			v.object({
				...PersonBrief.entries,
				birthDate: v.nullable(v.string()),
				match: NameMatch,
				sameBirth: v.nullable(v.boolean())
			})
		)
	})
);
export type CardMatch = v.InferOutput<typeof CardMatch>;

export const HamletCount = v.object({
	hamlet: v.string(),
	/** Those who live in another commune, together. */
	elsewhere: v.boolean(),
	people: v.number(),
	households: v.number(),
	unverified: v.number(),
	older: v.number()
});
export type HamletCount = v.InferOutput<typeof HamletCount>;

export const Member = v.object({
	person: v.string(),
	name: v.string(),
	birthYear: v.nullable(v.number()),
	relation: v.picklist(relations),
	since: v.string()
});
export type Member = v.InferOutput<typeof Member>;

/** With the other households of the dwelling. */
const Household = v.object({
	id: v.string(),
	book: v.nullable(v.string()),
	hamlet: v.nullable(v.string()),
	address: v.string(),
	members: v.array(Member),
	beside: v.array(v.string())
});
export type Household = v.InferOutput<typeof Household>;

/** A paper and the last day (`yyyy-mm-dd`) on which it is valid. */
const PaperUntil = v.object({ paper: v.picklist(papers), until: v.string() });
export type PaperUntil = v.InferOutput<typeof PaperUntil>;

const ChangeRow = v.object({
	at: v.date(),
	by: v.nullable(v.string()),
	source: v.picklist(['paper', 'card', 'said']),
	fields: v.array(v.string())
});
export type ChangeRow = v.InferOutput<typeof ChangeRow>;

const Belonging = v.object({ group: v.picklist(groups), disability: v.nullable(v.picklist(disabilities)) });
export type Belonging = v.InferOutput<typeof Belonging>;

const Why = v.object({ belongs: v.array(Belonging), ethnic: v.nullable(v.string()), note: v.string() });
export type Why = v.InferOutput<typeof Why>;

export const PersonRecord = v.object({
	person: Person,
	doubts: v.array(Doubt),
	household: v.nullable(Household),
	/** The facts that do not stand in the register, each with who typed it; null is their card. */
	sources: v.array(v.object({ fact: v.string(), by: v.nullable(v.string()), card: v.boolean() })),
	/** Until when their card and insurance are valid. */
	papers: v.array(PaperUntil),
	/** One page of them, the last first. */
	changes: pageWith(ChangeRow),
	/** Null where it is not known, or not the reader's to know. */
	why: v.nullable(Why)
});
export type PersonRecord = v.InferOutput<typeof PersonRecord>;

/** Who somebody may be: as much as is compared. */
const described = v.pick(PersonBrief, ['id', 'name', 'birthYear', 'hamlet']).entries;

/** One of two that may be one person; numbers are masked. */
const TwinSide = v.object({ ...described, ...facts });
export type TwinSide = v.InferOutput<typeof TwinSide>;

export const Twins = v.object({
	id: v.string(),
	likely: v.boolean(),
	reasons: v.array(v.picklist(twinReasons)),
	one: TwinSide,
	other: TwinSide
});
export type Twins = v.InferOutput<typeof Twins>;

const Like = v.object({ ...described, likely: v.boolean(), reasons: v.array(v.picklist(twinReasons)) });
export type Like = v.InferOutput<typeof Like>;
/** The nearest of them, and how many there are. */
export const Likes = v.object({ nearest: v.array(Like), whole: v.number() });
export type Likes = v.InferOutput<typeof Likes>;

export const Merge = v.object({
	id: v.string(),
	at: v.date(),
	keptId: v.string(),
	keptName: v.nullable(v.string()),
	goneName: v.nullable(v.string())
});
export type Merge = v.InferOutput<typeof Merge>;

const Facts = v.object({
	...v.pick(Person, ['name', 'birthDate', 'birthYear', 'hamlet', 'number', 'phone']).entries,
	gender: v.nullable(v.picklist(['male', 'female']))
});

/** A change of name, birth or number, with both values, for the second person who decides about it. */
export const IdentityChange = v.object({
	change: v.string(),
	person: v.string(),
	fields: v.array(v.string()),
	source: v.picklist(['card', 'paper', 'said']),
	askedAt: v.date(),
	askedByName: v.nullable(v.string()),
	agreed: v.nullable(v.boolean()),
	decidedByName: v.nullable(v.string()),
	mine: v.boolean(),
	before: Facts,
	to: Facts,
	/** Where the person is told, once it was changed: the telephone that stood there before. */
	phone: v.nullable(v.string())
});
export type IdentityChange = v.InferOutput<typeof IdentityChange>;

export const OwnIdentityChange = v.object({
	...v.pick(IdentityChange, ['change', 'fields', 'source', 'askedByName', 'decidedByName']).entries,
	at: v.date()
});
