import { getCase } from '#capabilities/cases/read.server.ts';
import { tell } from '#platform/telling.server.ts';
import { hearBank, settle } from './take-money.server.ts';

/** What somebody is told of their money: never how much, to whom or for what, and never that any is wanted. */
export const paymentsTells = [
	tell({
		name: 'payments.came',
		hears: hearBank,
		topic: 'money',
		must: false,
		says: [],
		told: async (context, { about, detail }) => {
			if (about === null || detail?.state !== 'matched') return [];
			const file = await getCase(context, about);
			return [{ to: file.helpedId, about: file.id }];
		}
	}),
	tell({
		name: 'payments.settled',
		hears: settle,
		topic: 'money',
		must: true,
		says: [],
		told: async (context, { about, detail }) => {
			if (about === null || detail.how === 'not-ours') return [];
			const file = await getCase(context, about);
			return [{ to: file.helpedId, about: file.id }];
		}
	})
];
