import type { CardId } from '#capabilities/field/cards.ts';
import type { TeachName } from '#design/pictos-teach.ts';
import { m } from 'virtual:app-words';

// What each card says and shows, named here: the app carries no word that it does not say.

type Words = () => string;
type Said = {
	pictures: readonly [TeachName, TeachName, TeachName];
	title: Words;
	steps: readonly (readonly [Words, Words])[];
	ask: Words;
	redo: Words;
	twin: Words;
};

export const cardWords: Record<CardId, Said> = {
	'fake-police': {
		pictures: ['hang-up', 'tea', 'own-number'],
		title: m['field.card-fake-police'],
		steps: [
			[m['field.card-fake-police-1'], m['field.card-fake-police-1-how']],
			[m['field.card-fake-police-2'], m['field.card-fake-police-2-how']],
			[m['field.card-fake-police-3'], m['field.card-fake-police-3-how']]
		],
		ask: m['field.card-fake-police-ask'],
		redo: m['field.card-fake-police-do'],
		twin: m['field.card-fake-police-twin']
	},
	'code-is-key': {
		pictures: ['padlock', 'no-link', 'own-number'],
		title: m['field.card-code-is-key'],
		steps: [
			[m['field.card-code-is-key-1'], m['field.card-code-is-key-1-how']],
			[m['field.card-code-is-key-2'], m['field.card-code-is-key-2-how']],
			[m['field.card-code-is-key-3'], m['field.card-code-is-key-3-how']]
		],
		ask: m['field.card-code-is-key-ask'],
		redo: m['field.card-code-is-key-do'],
		twin: m['field.card-code-is-key-twin']
	},
	'relative-money': {
		pictures: ['stop', 'own-number', 'family'],
		title: m['field.card-relative-money'],
		steps: [
			[m['field.card-relative-money-1'], m['field.card-relative-money-1-how']],
			[m['field.card-relative-money-2'], m['field.card-relative-money-2-how']],
			[m['field.card-relative-money-3'], m['field.card-relative-money-3-how']]
		],
		ask: m['field.card-relative-money-ask'],
		redo: m['field.card-relative-money-do'],
		twin: m['field.card-relative-money-twin']
	},
	'pay-after': {
		pictures: ['parcel', 'look', 'cash'],
		title: m['field.card-pay-after'],
		steps: [
			[m['field.card-pay-after-1'], m['field.card-pay-after-1-how']],
			[m['field.card-pay-after-2'], m['field.card-pay-after-2-how']],
			[m['field.card-pay-after-3'], m['field.card-pay-after-3-how']]
		],
		ask: m['field.card-pay-after-ask'],
		redo: m['field.card-pay-after-do'],
		twin: m['field.card-pay-after-twin']
	},
	'read-name': {
		pictures: ['scan-code', 'look', 'cash'],
		title: m['field.card-read-name'],
		steps: [
			[m['field.card-read-name-1'], m['field.card-read-name-1-how']],
			[m['field.card-read-name-2'], m['field.card-read-name-2-how']],
			[m['field.card-read-name-3'], m['field.card-read-name-3-how']]
		],
		ask: m['field.card-read-name-ask'],
		redo: m['field.card-read-name-do'],
		twin: m['field.card-read-name-twin']
	},
	'true-address': {
		pictures: ['type-it', 'look', 'no-link'],
		title: m['field.card-true-address'],
		steps: [
			[m['field.card-true-address-1'], m['field.card-true-address-1-how']],
			[m['field.card-true-address-2'], m['field.card-true-address-2-how']],
			[m['field.card-true-address-3'], m['field.card-true-address-3-how']]
		],
		ask: m['field.card-true-address-ask'],
		redo: m['field.card-true-address-do'],
		twin: m['field.card-true-address-twin']
	},
	'keep-code': {
		pictures: ['ticket', 'look', 'at-counter'],
		title: m['field.card-keep-code'],
		steps: [
			[m['field.card-keep-code-1'], m['field.card-keep-code-1-how']],
			[m['field.card-keep-code-2'], m['field.card-keep-code-2-how']],
			[m['field.card-keep-code-3'], m['field.card-keep-code-3-how']]
		],
		ask: m['field.card-keep-code-ask'],
		redo: m['field.card-keep-code-do'],
		twin: m['field.card-keep-code-twin']
	},
	'police-only': {
		pictures: ['police', 'commune-house', 'own-card'],
		title: m['field.card-police-only'],
		steps: [
			[m['field.card-police-only-1'], m['field.card-police-only-1-how']],
			[m['field.card-police-only-2'], m['field.card-police-only-2-how']],
			[m['field.card-police-only-3'], m['field.card-police-only-3-how']]
		],
		ask: m['field.card-police-only-ask'],
		redo: m['field.card-police-only-do'],
		twin: m['field.card-police-only-twin']
	},
	'own-password': {
		pictures: ['padlock', 'writing', 'commune-house'],
		title: m['field.card-own-password'],
		steps: [
			[m['field.card-own-password-1'], m['field.card-own-password-1-how']],
			[m['field.card-own-password-2'], m['field.card-own-password-2-how']],
			[m['field.card-own-password-3'], m['field.card-own-password-3-how']]
		],
		ask: m['field.card-own-password-ask'],
		redo: m['field.card-own-password-do'],
		twin: m['field.card-own-password-twin']
	},
	'book-visit': {
		pictures: ['health-card', 'appointment', 'ticket'],
		title: m['field.card-book-visit'],
		steps: [
			[m['field.card-book-visit-1'], m['field.card-book-visit-1-how']],
			[m['field.card-book-visit-2'], m['field.card-book-visit-2-how']],
			[m['field.card-book-visit-3'], m['field.card-book-visit-3-how']]
		],
		ask: m['field.card-book-visit-ask'],
		redo: m['field.card-book-visit-do'],
		twin: m['field.card-book-visit-twin']
	},
	'bring-along': {
		pictures: ['own-card', 'health-card', 'own-number'],
		title: m['field.card-bring-along'],
		steps: [
			[m['field.card-bring-along-1'], m['field.card-bring-along-1-how']],
			[m['field.card-bring-along-2'], m['field.card-bring-along-2-how']],
			[m['field.card-bring-along-3'], m['field.card-bring-along-3-how']]
		],
		ask: m['field.card-bring-along-ask'],
		redo: m['field.card-bring-along-do'],
		twin: m['field.card-bring-along-twin']
	}
};
