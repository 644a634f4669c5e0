import { findWord } from '#words/word.ts';

export const topicWords = (topic: string): string => findWord(`assistance.topic-${topic}`) ?? topic;
export const whomWords = (whom: string): string => findWord(`campaigns.whom-${whom}`) ?? whom;
export const groupWords = (group: string): string => findWord(`campaigns.group-${group}`) ?? group;
/** A part of a whole in percent, rounded down: what is said is never more than what was done. */
export const percent = (part: number, whole: number): string =>
	whole === 0 ? '–' : `${Math.floor((part / whole) * 100)} %`;
