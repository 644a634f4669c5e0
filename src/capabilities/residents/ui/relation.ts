import type { Member } from '#capabilities/residents/answers.ts';
import { m } from '#words';

/** What somebody is to the head of a household, in a word. */
export const relationWords = (relation: Member['relation']): string => m[`residents.relation-${relation}`]();
