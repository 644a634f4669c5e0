import * as v from 'valibot';
import { verdicts } from './rules-verdict.ts';

// What the doors of this room answer: one definition for OpenAPI, the API and the tests.

const ImportState = v.picklist([
	'mapping',
	'checking',
	'checked',
	'dropped',
	'applying',
	'undoing',
	'reading',
	'broken',
	'applied',
	'undone'
]);

export const ImportBrief = v.object({
	id: v.string(),
	fault: v.nullable(v.string()),
	state: ImportState,
	madeAt: v.date(),
	rows: v.number(),
	checked: v.number(),
	fileName: v.string(),
	appliedAt: v.nullable(v.date()),
	undoneAt: v.nullable(v.date())
});

const Difference = v.object({ field: v.string(), has: v.nullable(v.string()), said: v.nullable(v.string()) });

export const RowShown = v.object({
	n: v.number(),
	verdict: v.picklist(verdicts),
	reasons: v.array(v.string()),
	differs: v.array(Difference),
	decision: v.nullable(v.picklist(['new', 'same', 'skip'])),
	said: v.nullable(
		v.object({
			name: v.string(),
			birthYear: v.nullable(v.number()),
			birthDate: v.nullable(v.string()),
			hamlet: v.nullable(v.string())
		})
	),
	cells: v.array(v.string()),
	has: v.nullable(
		v.object({
			id: v.string(),
			name: v.string(),
			birthYear: v.nullable(v.number()),
			hamlet: v.nullable(v.string()),
			verified: v.boolean(),
			madeUp: v.boolean(),
			needs: v.array(v.string())
		})
	)
});

export const ImportShownShown = v.object({
	id: v.string(),
	fault: v.nullable(v.string()),
	state: ImportState,
	madeAt: v.date(),
	rows: v.number(),
	checked: v.number(),
	fileName: v.string(),
	appliedAt: v.nullable(v.date()),
	undoneAt: v.nullable(v.date()),
	header: v.array(v.string()),
	mapping: v.object({
		number: v.optional(v.number()),
		name: v.optional(v.number()),
		address: v.optional(v.number()),
		phone: v.optional(v.number()),
		gender: v.optional(v.number()),
		hamlet: v.optional(v.number()),
		birth: v.optional(v.number()),
		'birth-year': v.optional(v.number()),
		book: v.optional(v.number()),
		relation: v.optional(v.number()),
		ethnic: v.optional(v.number()),
		groups: v.optional(v.number()),
		'card-until': v.optional(v.number()),
		'insurance-until': v.optional(v.number())
	}),
	samples: v.array(v.array(v.string())),
	counts: v.object({
		refused: v.number(),
		new: v.number(),
		same: v.number(),
		changed: v.number(),
		doubtful: v.number()
	}),
	done: v.number(),
	taken: v.number(),
	reasons: v.array(v.object({ reason: v.string(), count: v.number() }))
});
