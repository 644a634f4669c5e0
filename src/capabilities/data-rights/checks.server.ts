import type { Check } from '#platform/checks.server.ts';

/** Messages that come in: by one of them somebody takes back what they gave. */
const messages: Check = {
	name: 'data-rights.messages',
	of: 'outside',
	feels: async ({ settings: { MESSAGES_SECRET, MESSAGES_NUMBER } }) => {
		if (!MESSAGES_SECRET) return { state: 'off' };
		return MESSAGES_NUMBER ? { state: 'well', about: { number: MESSAGES_NUMBER } } : { state: 'lacking' };
	}
};

export const dataRightsChecks: readonly Check[] = [messages];
