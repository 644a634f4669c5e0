import * as v from 'valibot';
import { callReasons, Reach } from '#capabilities/assistance/inputs-calls.ts';
import { id, linkToken } from '#kernel/shapes.ts';

const score = v.pipe(v.number('score-missing'), v.integer(), v.minValue(1, 'score-missing'), v.maxValue(4));
export const Rate = v.object({ id, session: id, score });
export const RateByLink = v.object({ id, token: linkToken, score });
/** By the same link: why it was not good, and that they want to be called. */
export const SayWhy = v.object({ token: linkToken, reason: v.picklist(callReasons, 'choice-missing') });
export const SayWhyBeside = v.object({ reason: SayWhy.entries.reason });
export const AskCall = v.object({ id, token: linkToken, ...Reach.entries });
export const GiveChance = v.object({ session: v.nullable(id), case: v.nullable(id) });
export const Chance = v.object({ token: RateByLink.entries.token });
