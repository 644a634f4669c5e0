import * as v from 'valibot';
import { BusinessLine } from '#capabilities/residents/answers-business.ts';
import { acts, papers, scopes } from './rules-represent.ts';

const stands = {
	id: v.string(),
	paper: v.picklist(papers),
	scope: v.picklist(scopes),
	since: v.string(),
	until: v.nullable(v.string())
};

/** Somebody who stands for a business today, or will from a day that is to come. */
export const Representative = v.object({
	...stands,
	agent: v.string(),
	name: v.nullable(v.string()),
	/** What they do for it today. */
	acts: v.array(v.picklist(acts))
});
export type Representative = v.InferOutput<typeof Representative>;

/** A business for which whoever asks stands today. */
export const OwnBusiness = v.object({ ...stands, business: BusinessLine, acts: v.array(v.picklist(acts)) });
export type OwnBusiness = v.InferOutput<typeof OwnBusiness>;
