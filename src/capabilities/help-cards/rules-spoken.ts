import { houseCards } from './cards.ts';
import type { HouseCard } from './card-shape.ts';

/** The names of clips: one for each step of a card of the house, and one for the list. */
export const stepClip = (card: string, step: number): string => `${card}-${step}`;
export const LIST_CLIP = 'cac-the';

const COUNTED = ['Một', 'Hai', 'Ba', 'Bốn', 'Năm', 'Sáu', 'Bảy', 'Tám'];

/** The title comes before the first step; each says which it is. */
const stepTexts = ({ id, title, steps }: HouseCard): [string, string][] =>
	steps.map(({ says }, n) => [
		stepClip(id, n + 1),
		[...(n === 0 ? [`${title.vi}.`] : []), `Bước ${COUNTED[n]!.toLowerCase()}.`, says.vi].join(' ')
	]);

/** What each voice of the cards says, by the name of its clip. */
export const cardTexts = (): Record<string, string> =>
	Object.fromEntries([
		...houseCards.flatMap(stepTexts),
		[
			LIST_CLIP,
			[
				'Bác cần làm việc gì? Bác chạm một hình.',
				...houseCards.map(({ title }, n) => `${COUNTED[n]}: ${title.vi}.`)
			].join(' ')
		]
	]);
