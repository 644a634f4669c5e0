import type { Spoken } from '#capabilities/learning/frame-shape.ts';
import { findFamily, markOf, practiceItems, rulesOfThree } from './scams.ts';
import type { Act, PracticeItem } from './scam-shape.ts';

/** The names of clips: one for what is heard at a turn, one for what comes of each choice, and two that belong to no item. */
export const turnClip = (item: string, turn: number): string => `${item}-${turn}`;
export const afterClip = (item: string, act: Act): string => `${item}-${act}`;
export const START_CLIP = 'ba-ngon';
export const FIRST_HOUR_CLIP = 'gio-dau';

const COUNTED = ['Một', 'Hai', 'Ba', 'Bốn', 'Năm', 'Sáu'];
const counted = (said: readonly Spoken[]): string[] => said.map(({ vi }, n) => `${COUNTED[n]}: ${vi}`);
const inOneBreath = (said: readonly string[]): string =>
	said.map((one) => (/[.?!]$/.test(one) ? one : `${one}.`)).join(' ');

const asked = ({ choices }: PracticeItem): string[] => ['Bác làm gì ạ?', ...counted(choices.map(({ says }) => says))];

/** A call is heard line by line, and what one may do is said with the last; a message is heard whole. The mark comes before all else. */
function turnTexts(item: PracticeItem): [string, string][] {
	const begins = [markOf(item).vi, item.before.vi];
	const lines = item.turns.map(({ says }) => says.vi);
	if (item.medium === 'message')
		return [[turnClip(item.id, lines.length), inOneBreath([...begins, ...lines, ...asked(item)])]];
	return lines.map((line, n) => [
		turnClip(item.id, n + 1),
		inOneBreath([...(n === 0 ? begins : []), line, ...(n === lines.length - 1 ? asked(item) : [])])
	]);
}

const afterTexts = (item: PracticeItem): [string, string][] =>
	item.choices.map(({ act, comes }) => [
		afterClip(item.id, act),
		inOneBreath([comes.vi, item.because.vi, item.then.vi, findFamily(item.family).reflex.vi])
	]);

/** What each voice of a practice says, by the name of its clip. */
export function practiceTexts(): Record<string, string> {
	const { rule, fingers, firstHour } = rulesOfThree;
	return Object.fromEntries([
		...practiceItems.flatMap((item) => [...turnTexts(item), ...afterTexts(item)]),
		[START_CLIP, inOneBreath([rule.vi, ...fingers.flatMap(({ name, says }) => [name.vi, says.vi])])],
		[
			FIRST_HOUR_CLIP,
			inOneBreath([firstHour.title.vi, firstHour.lead.vi, ...counted(firstHour.steps.map(({ says }) => says))])
		]
	]);
}
