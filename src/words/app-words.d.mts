/** What a card says: its title, three steps and how, what is asked back, what is done again, and how the real thing looks. */
export type CardSaid = {
	title: string;
	steps: readonly (readonly [string, string])[];
	ask: string;
	redo: string;
	twin: string;
};
export function cardsIn(locale: 'vi' | 'en' | 'hi'): Record<string, CardSaid>;
export function spokenOf(card: CardSaid): string;
export function appWords(): import('vite').Plugin;
