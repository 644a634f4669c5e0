import type { Locale } from '#design/spoken.ts';
import { m } from '#words';
import { findWord } from '#words/word.ts';
import type { Figure } from '../inputs.ts';
import { paths, withQuery } from '#web/paths.ts';

const say = (key: string, slots?: Record<string, string | number>): string => findWord(key, slots) ?? '';

/** Where a figure opens into the rows that it counts. */
export const openAt = (figure: Figure, key = '', centre: number | null = null): string =>
	withQuery(paths.staff.figure(figure), { k: key || null, noi: centre });

/** A class of the queue; without priority it is the plain one. */
export const classWords = (priority: string): string =>
	priority === 'none' ? m['insights.class-none']() : say(`counter.priority-${priority}`) || priority;

/** One of the ten statuses of the national exchange, or the stage of a file that has none yet. */
export const statusWords = (key: string): string => say(`cases.official-${key}`) || say(`insights.stage-${key}`) || key;

export const howWords = (how: string): string => say(`insights.${how}`) || how;
export const scoreWords = (score: string): string => say(`insights.score-${score}`) || score;
export const topicWords = (topic: string): string => say(`insights.topic-${topic}`) || topic;
export const wayWords = (way: string): string => say(`insights.way-${way}`) || way;
export const matterWords = (matter: string): string => say(`counter.matter-${matter}`) || matter;

/** What a figure is out of and what was left out, in one small sentence. */
export const ofWords = (figure: Figure, slots: { of: number; left: number }): string =>
	say(`insights.of-${figure}`, slots);

const TAGS: Record<Locale, string> = { vi: 'vi-VN', en: 'en-GB', hi: 'hi-IN-u-nu-latn' };

/** A share as a figure with at most one decimal: "98,4 %". */
export const percent = (share: number, locale: Locale): string =>
	`${new Intl.NumberFormat(TAGS[locale], { maximumFractionDigits: 1 }).format(share * 100)} %`;

/** A day in a narrow place: "13/7". */
export const shortDay = (day: string): string => `${Number(day.slice(8))}/${Number(day.slice(5, 7))}`;
