import { word } from '#words/word.ts';
import type { FollowState, FollowStep, Party } from '../rules-follow.ts';

/** How a case stands, in the words of a neighbour: a headline, what happened, and what to do. */
export const followHead = (state: FollowState): string => word(`cases.follow-${state}`);
export const followLead = (state: FollowState, since: string): string => word(`cases.follow-${state}-lead`, { since });
export const followShort = (state: FollowState): string => word(`cases.short-${state}`);
export const partyWords = (party: Party): string => word(`cases.party-${party}`);
export const stepWords = (id: FollowStep['id']): string => word(`cases.way-step-${id}`);
