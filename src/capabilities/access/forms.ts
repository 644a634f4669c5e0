import * as v from 'valibot';
import type { Role } from './rules-roles.ts';

/** What is called `code` goes back into no box, so the box of this form has a name of its own. */
export const PairForm = v.pipe(
	v.object({ digits: v.string() }),
	v.transform(({ digits }) => ({ code: digits }))
);

/** A role and its place are one choice: `guide@1`. */
export const GrantForm = v.pipe(
	v.object({ grant: v.string() }),
	v.transform(({ grant }) => {
		const [role = '', place = ''] = grant.split('@');
		return { role: role as Role, place: Number(place) };
	})
);
