import type { Topic } from '#capabilities/assistance/topics.ts';

/** Which statement a card of the field shows, by the card's name. A test holds that each card stands here. */
const ofCards: Readonly<Record<string, string>> = {
	'fake-police': 'T3.1',
	'code-is-key': 'T2.4',
	'relative-money': 'T3.6',
	'pay-after': 'T2.2',
	'read-name': 'T2.3',
	'true-address': 'T1.2',
	'keep-code': 'T1.6',
	'police-only': 'T4.3',
	'own-password': 'T4.4',
	'book-visit': 'T5.3',
	'bring-along': 'T5.4'
};

/** What is seen where somebody typed a whole file themselves beside a guide: that they read it and fill it in. */
const ofTopics: Partial<Record<Topic, string>> = { 'public-services': 'T1.5' };

export function statementsOfCard(card: string | null, topic: Topic): readonly string[] {
	const found = card === null ? ofTopics[topic] : ofCards[card];
	return found === undefined ? [] : [found];
}
