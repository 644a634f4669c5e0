import * as v from 'valibot';
import { day, id, page, whole } from '#kernel/shapes.ts';
import { isIdNumber } from '#capabilities/residents/rules-id-number.ts';
import { patternKinds, verdicts } from './rules-patterns.ts';

export const LooksOf = v.object({ staff: id, page });

/** What was asked about, with how much of it was seen: where more came since, it is not settled. */
export const Settle = v.object({
	staff: id,
	kind: v.picklist(patternKinds),
	day,
	seen: whole,
	verdict: v.picklist(verdicts, 'verdict-missing')
});

/** Who of the register a member of staff is, by their number; an empty box takes it away. */
export const Tie = v.object({
	staff: id,
	number: v.nullable(
		v.pipe(
			v.string(),
			v.check((text) => isIdNumber(text), 'number-wrong')
		)
	)
});
