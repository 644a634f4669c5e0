import * as v from 'valibot';
import { id, linkToken } from '#kernel/shapes.ts';

const score = v.pipe(v.number('score-missing'), v.integer(), v.minValue(1, 'score-missing'), v.maxValue(4));
export const Rate = v.object({ id, session: id, score });
export const RateByLink = v.object({ id, token: linkToken, score });
export const GiveChance = v.object({ session: v.nullable(id), case: v.nullable(id) });
export const Chance = v.object({ token: RateByLink.entries.token });
