import type { Topic } from '#capabilities/assistance/topics.ts';

/**
 * What is shown at a door: three steps with a picture each, a question to say back, something to do oneself, and how the real thing
 * looks, so that nobody learns to mistrust it. Words: `card-<id>…`; voice: `the-<id>`. A changed card is a new version of it.
 */
export type Card = {
	id: string;
	topic: Topic;
	version: number;
	written: string;
};

export const cards = [
	{
		id: 'fake-police',
		topic: 'self-protection',
		version: 1,
		written: '2026-11-28'
	},
	{
		id: 'code-is-key',
		topic: 'self-protection',
		version: 1,
		written: '2026-11-28'
	},
	{
		id: 'relative-money',
		topic: 'self-protection',
		version: 1,
		written: '2026-11-28'
	},
	{
		id: 'pay-after',
		topic: 'shopping-payment',
		version: 1,
		written: '2026-11-28'
	},
	{
		id: 'read-name',
		topic: 'shopping-payment',
		version: 1,
		written: '2026-11-28'
	},
	{
		id: 'true-address',
		topic: 'public-services',
		version: 1,
		written: '2026-11-28'
	},
	{
		id: 'keep-code',
		topic: 'public-services',
		version: 1,
		written: '2026-11-28'
	},
	{
		id: 'police-only',
		topic: 'e-id',
		version: 1,
		written: '2026-11-28'
	},
	{
		id: 'own-password',
		topic: 'e-id',
		version: 1,
		written: '2026-11-28'
	},
	{
		id: 'book-visit',
		topic: 'medical-booking',
		version: 1,
		written: '2026-11-28'
	},
	{
		id: 'bring-along',
		topic: 'medical-booking',
		version: 1,
		written: '2026-11-28'
	}
] as const satisfies readonly Card[];
export type CardId = (typeof cards)[number]['id'];
