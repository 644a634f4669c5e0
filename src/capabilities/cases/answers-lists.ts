import * as v from 'valibot';
import { LookedInto } from './answers-claims.ts';
import { Procedure, Words } from '#capabilities/procedures/answers.ts';
import { CaseRow, Stage, Waiting } from './answers.ts';
import { buckets } from './inputs.ts';

// What the lists of this room answer: what was begun, what waits at a desk, what is theirs.

export const Begun = v.object({
	procedure: Words,
	id: v.string(),
	procedureCode: v.string(),
	stage: Stage,
	ownerId: v.string(),
	/** Whose it is, where that is somebody else than whoever sits here. */
	ownerName: v.nullable(v.string()),
	givenBack: v.boolean(),
	madeAt: v.date()
});
export type Begun = v.InferOutput<typeof Begun>;

const ListedCase = v.object({
	...v.pick(CaseRow, [
		'id',
		'procedureCode',
		'ownerId',
		'stage',
		'status',
		'way',
		'officialCode',
		'madeAt',
		'dueOn',
		'receiverId',
		'delivery'
	]).entries,
	ownerName: v.nullable(v.string())
});
export type ListedCase = v.InferOutput<typeof ListedCase>;

const DeskCase = v.object({
	...ListedCase.entries,
	/** What tells two people of one name apart. */
	ownerBorn: v.nullable(v.number()),
	ownerHamlet: v.nullable(v.string())
});
export type DeskCase = v.InferOutput<typeof DeskCase>;

/** Files that a name finds; `whole` is false where there are more than are shown. */
export const CasesFound = v.object({
	whole: v.boolean(),
	/** `helped`: by whose name it was found too, where another is the owner. */
	files: v.array(
		v.object({ ...DeskCase.entries, procedure: Words, helpedId: v.string(), helpedName: v.nullable(v.string()) })
	)
});
export type CasesFound = v.InferOutput<typeof CasesFound>;

export const CaseList = v.object({
	bucket: v.picklist(buckets),
	counts: v.record(v.string(), v.number()),
	more: v.number(),
	next: v.object({ page: v.number(), after: v.nullable(v.string()) }),
	files: v.array(v.object({ ...DeskCase.entries, procedure: Words }))
});

export const OwnCase = v.object({
	...ListedCase.entries,
	procedure: Procedure,
	waits: Waiting,
	readable: v.boolean(),
	slip: v.nullable(v.string()),
	hers: v.boolean(),
	toClaim: v.boolean(),
	...LookedInto.entries
});

/** A file of theirs that went its way: where it stands, and until when it is promised. */
export const Sent = v.object({
	procedure: Words,
	...v.pick(CaseRow, ['id', 'procedureCode', 'stage', 'status', 'officialCode', 'dueOn']).entries,
	ownerId: v.string(),
	ownerName: v.nullable(v.string()),
	at: v.date(),
	/** What another of the same kind is called, where its form begins from this one. */
	again: v.nullable(Words)
});
export type Sent = v.InferOutput<typeof Sent>;
