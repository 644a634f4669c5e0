import type { CardId } from '#capabilities/field/cards.ts';
import type { TeachName } from '#design/pictos-teach.ts';
import { files } from 'virtual:app-cards';
import { getLocale } from '#words/runtime.js';
import type { CardSaid } from '../../words/app-words.mjs';

/** What a card says, and where its voice lies. */
type Said = CardSaid & { voice: string };

let said: Readonly<Record<string, Said>> = {};
/** Fetches what the cards say in the language of this phone; it lies there with the app. */
export const loadCards = async (): Promise<void> => {
	said = (await (await fetch(files[getLocale()])).json()) as typeof said;
};
export const cardVoices = (): string[] => Object.values(said).map(({ voice }) => voice);
export const cardSays = (id: CardId): Said => said[id]!;

export const cardPictures: Readonly<Record<CardId, readonly [TeachName, TeachName, TeachName]>> = {
	'fake-police': ['hang-up', 'tea', 'own-number'],
	'code-is-key': ['padlock', 'no-link', 'own-number'],
	'relative-money': ['stop', 'own-number', 'family'],
	'pay-after': ['parcel', 'look', 'cash'],
	'read-name': ['scan-code', 'look', 'cash'],
	'true-address': ['type-it', 'look', 'no-link'],
	'keep-code': ['ticket', 'look', 'at-counter'],
	'police-only': ['police', 'commune-house', 'own-card'],
	'own-password': ['padlock', 'writing', 'commune-house'],
	'book-visit': ['health-card', 'appointment', 'ticket'],
	'bring-along': ['own-card', 'health-card', 'own-number']
};
