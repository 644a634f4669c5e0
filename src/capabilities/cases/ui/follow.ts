import { m } from '#words';
import type { FollowState, FollowStep, Party } from '../rules-follow.ts';

type Say = (slots?: Record<string, string>) => string;
const say = (key: string, slots?: Record<string, string>): string =>
	((m as unknown as Record<string, Say>)[`cases.${key}`] as Say)(slots);

/** How a case stands, in the words of a neighbour: a headline, what happened, and what to do. */
export const followHead = (state: FollowState): string => say(`follow-${state}`);
export const followLead = (state: FollowState, since: string): string => say(`follow-${state}-lead`, { since });
export const followShort = (state: FollowState): string => say(`short-${state}`);
export const partyWords = (party: Party): string => say(`party-${party}`);
export const stepWords = (id: FollowStep['id']): string => say(`way-step-${id}`);
