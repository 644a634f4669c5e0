import type { Topic } from '#capabilities/assistance/topics.ts';
import { cards, type CardId } from './cards.ts';
import { FIRST_FROM } from '#kernel/ages.ts';
import type { TakenHousehold } from './taken.ts';

/** Which card answers which need. */
const OF_NEED: Readonly<Record<string, readonly CardId[]>> = {
	...{ 'e-id': ['police-only', 'own-password'], 'id-card': ['police-only'], sim: ['code-is-key'] },
	...{ 'safety-online': ['fake-police', 'code-is-key'], health: ['book-visit', 'bring-along'] },
	...{ 'online-service': ['true-address', 'keep-code'], papers: ['keep-code'], learn: ['true-address'] },
	...{ phone: ['code-is-key'], 'pension-account': ['read-name'], 'social-pension': ['fake-police'] }
};
/** As many are offered at a door. */
const MOST = 3;

/** Why a card fits: somebody is asked again about its topic, needs it, is old, or it is for every house. */
export type Fitting = { card: CardId; why: 'again' | 'need' | 'elder' | 'all'; who: string | null };

/** The cards that fit a house, the best first: what is asked again, what is needed, and what every house with somebody old is shown. */
export function cardsFor({ people }: Pick<TakenHousehold, 'people'>, day: string): Fitting[] {
	const year = Number(day.slice(0, 4));
	const named = people.filter(({ name }) => name !== null);
	const again = named.flatMap(({ name, again }) =>
		again.filter(([, from]) => from <= day).flatMap(([topic]) => firstOf(topic).map((card) => fit(card, 'again', name)))
	);
	const needed = named.flatMap(({ name, open }) =>
		open.flatMap(({ kind }) => (OF_NEED[kind] ?? []).map((card) => fit(card, 'need', name)))
	);
	const old = named.find((person) => person.year !== null && year - person.year >= FIRST_FROM);
	const elder = old ? [fit('fake-police', 'elder', old.name)] : [];
	const all = (['fake-police', 'code-is-key', 'police-only'] as const).map((card) => fit(card, 'all', null));
	const first = new Map([...again, ...needed, ...elder, ...all].toReversed().map((one) => [one.card, one]));
	return [...first.values()].toReversed().slice(0, MOST);
}

const fit = (card: CardId, why: Fitting['why'], who: string | null): Fitting => ({ card, why, who });
const firstOf = (topic: string): CardId[] =>
	cards
		.filter((card) => card.topic === topic)
		.slice(0, 1)
		.map(({ id }) => id);

export const cardOf = (id: string) => cards.find((card) => card.id === id);
export const cardsOf = (topic: Topic) => cards.filter((card) => card.topic === topic);
