import * as v from 'valibot';
import { tidyName } from '#kernel/plain.ts';
import { ELSEWHERE } from './rules-lives.ts';

const box = v.pipe(v.string(), v.trim());

/** Where it is, by a choice among the commune's hamlets and the box beside it. */
export const BusinessForm = v.pipe(
	v.object({ hamlet: box, address: box }),
	v.transform(({ hamlet, address }) =>
		hamlet === ELSEWHERE
			? { hamlet: tidyName(address) || null, elsewhere: true }
			: { hamlet: hamlet || null, elsewhere: false }
	)
);
