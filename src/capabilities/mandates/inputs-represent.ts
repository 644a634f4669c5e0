import * as v from 'valibot';
import { dayOr, id } from '#kernel/shapes.ts';
import { papers, scopes } from './rules-represent.ts';

// Who stands for a business.

export const Represent = v.object({
	id,
	business: id,
	agent: id,
	paper: v.picklist(papers, 'represent-paper-missing'),
	scope: v.picklist(scopes, 'represent-scope-missing'),
	from: dayOr('day-missing'),
	to: v.nullable(dayOr('until-shape')),
	/** The paper says no end. */
	open: v.boolean(),
	paperSeen: v.boolean()
});
export const EndRepresentation = v.object({ representation: id });
export const OfBusiness = v.object({ business: id });
