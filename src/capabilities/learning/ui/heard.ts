import { inLanguage } from '../rules-words.ts';
import type { Judgement, Spoken } from '../frame-shape.ts';

/** One item in one language, for a page: which choice is right is sent only once they have chosen. */
export type Heard = {
	id: string;
	picture: string;
	genuine: boolean;
	tells: string;
	choices: readonly { id: string; picture: string; says: string }[];
	right: string;
	because: string;
};

export function heardIn(item: Judgement, locale: keyof Spoken, answered: boolean): Heard {
	const { id, picture, genuine, tells, choices, right, because } = item;
	return {
		...{ id, picture, tells: inLanguage(tells, locale) },
		choices: choices.map((one) => ({ id: one.id, picture: one.picture, says: inLanguage(one.says, locale) })),
		...(answered
			? { genuine, right, because: inLanguage(because, locale) }
			: { genuine: false, right: '', because: '' })
	};
}
