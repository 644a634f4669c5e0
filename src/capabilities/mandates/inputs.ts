import * as v from 'valibot';
import { day, id } from '#kernel/shapes.ts';
import { standings, untils } from './rules-mandate.ts';

export const GiveMandate = v.object({
	id,
	principal: id,
	agent: id,
	kind: v.picklist(['mandate']),
	scope: v.picklist(['follow-and-pay']),
	from: day,
	to: v.nullable(day),
	/** Which words were read aloud; of whom nobody knows it, the first. */
	wordsRead: v.optional(v.picklist([1, 2, 3]), 1)
});

export const LetFollow = v.object({
	id,
	agent: id,
	until: v.picklist(untils, 'until-missing'),
	evidence: v.picklist(['said', 'paper']),
	readAloud: v.boolean()
});

export const StandFor = v.object({
	id,
	principal: id,
	kind: v.picklist(standings, 'standing-missing'),
	paperSeen: v.boolean(),
	/** Whether a child of seven and more was asked and agrees. */
	agrees: v.boolean()
});

export const RevokeByMessage = v.object({ person: id });

export const RevokeMandate = v.object({ mandate: id });
