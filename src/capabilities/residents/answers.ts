import * as v from 'valibot';
import { relations } from './inputs.ts';
import { papers } from './rules-papers.ts';
import { groups, disabilities } from './rules-groups.ts';
import { twinReasons } from './rules-twins.ts';

// What the doors of this room answer: one definition for OpenAPI, the API and the tests.

export const PersonBrief = v.object({
	id: v.string(),
	name: v.string(),
	birthYear: v.nullable(v.number()),
	hamlet: v.nullable(v.string()),
	verified: v.boolean(),
	madeUp: v.boolean(),
	needs: v.array(v.string())
});

export const Doubt = v.picklist(['gender-differs', 'birth-year-differs', 'province-unknown']);

const NameMatch = v.picklist(['same', 'same-without-accents', 'mangled', 'different']);

export const CardMatch = v.nullable(
	v.object({
		number: v.string(),
		nameAsTyped: v.string(),
		birthDate: v.nullable(v.string()),
		doubts: v.array(Doubt),
		found: v.nullable(
			v.object({
				id: v.string(),
				name: v.string(),
				birthYear: v.nullable(v.number()),
				hamlet: v.nullable(v.string()),
				verified: v.boolean(),
				madeUp: v.boolean(),
				needs: v.array(v.string()),
				birthDate: v.nullable(v.string()),
				match: NameMatch,
				sameBirth: v.nullable(v.boolean())
			})
		)
	})
);

export const HamletCount = v.object({
	hamlet: v.string(),
	people: v.number(),
	households: v.number(),
	unverified: v.number(),
	older: v.number()
});

export const Member = v.object({
	person: v.string(),
	name: v.string(),
	birthYear: v.nullable(v.number()),
	relation: v.picklist(relations),
	since: v.string()
});

export const PaperUntil = v.object({ paper: v.picklist(papers), until: v.string() });

export const ChangeRow = v.object({
	at: v.date(),
	by: v.nullable(v.string()),
	source: v.picklist(['paper', 'card', 'said']),
	fields: v.array(v.string())
});

const Belonging = v.object({ group: v.picklist(groups), disability: v.nullable(v.picklist(disabilities)) });

export const Why = v.object({ belongs: v.array(Belonging), ethnic: v.nullable(v.string()), note: v.string() });

export const TwinShown = v.object({
	id: v.string(),
	likely: v.boolean(),
	reasons: v.array(v.picklist(twinReasons)),
	one: v.object({
		id: v.string(),
		name: v.string(),
		birthYear: v.nullable(v.number()),
		birthDate: v.nullable(v.string()),
		gender: v.nullable(v.picklist(['male', 'female'])),
		hamlet: v.nullable(v.string()),
		number: v.nullable(v.string()),
		phone: v.nullable(v.string())
	}),
	other: v.object({
		id: v.string(),
		name: v.string(),
		birthYear: v.nullable(v.number()),
		birthDate: v.nullable(v.string()),
		gender: v.nullable(v.picklist(['male', 'female'])),
		hamlet: v.nullable(v.string()),
		number: v.nullable(v.string()),
		phone: v.nullable(v.string())
	})
});

export const Like = v.object({
	id: v.string(),
	name: v.string(),
	birthYear: v.nullable(v.number()),
	hamlet: v.nullable(v.string()),
	likely: v.boolean(),
	reasons: v.array(v.picklist(twinReasons))
});

export const MeShown = v.object({
	id: v.string(),
	name: v.string(),
	birthYear: v.nullable(v.number()),
	hamlet: v.nullable(v.string()),
	verified: v.boolean(),
	madeUp: v.boolean(),
	needs: v.array(v.string()),
	birthDate: v.nullable(v.string()),
	gender: v.nullable(v.picklist(['male', 'female'])),
	number: v.nullable(v.string()),
	phone: v.nullable(v.string()),
	age: v.nullable(v.number())
});

export const MergeShown = v.object({
	id: v.string(),
	at: v.date(),
	keptId: v.string(),
	keptName: v.nullable(v.string()),
	goneName: v.nullable(v.string())
});
