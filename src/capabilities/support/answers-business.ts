import * as v from 'valibot';
import { pageWith } from '#kernel/shapes.ts';
import { evidences } from '#capabilities/mandates/answers.ts';
import { acts, papers } from '#capabilities/mandates/rules-represent.ts';
import { OwnTicket } from './answers.ts';

/** For whom somebody stands today, by what and since when. */
export const StoodFor = v.object({
	id: v.string(),
	kind: v.picklist(['business', 'person']),
	name: v.nullable(v.string()),
	/** Of a business, as on its paper. */
	number: v.nullable(v.string()),
	/** By which paper of a business, or by which word or paper of a person. */
	basis: v.picklist([...papers.map((one) => `paper-${one}` as const), ...evidences.map((one) => `by-${one}` as const)]),
	since: v.string(),
	until: v.nullable(v.string()),
	acts: v.array(v.picklist(acts)),
	/** By what it is ended: the representation of a business; a mandate is ended where the others stand. */
	representation: v.nullable(v.string())
});
export type StoodFor = v.InferOutput<typeof StoodFor>;

export const TicketsOfStoodFor = v.object({ of: StoodFor, tickets: pageWith(OwnTicket) });
