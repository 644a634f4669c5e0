import type { Listener } from '#platform/listen.server.ts';
import { giveChance } from './rate.server.ts';

/** After a session and after the result, whoever was helped may say how it was. */
export const satisfactionListens: Listener[] = [
	{
		name: 'satisfaction.after-session',
		hears: ['assistance.end'],
		may: ['satisfaction.give-chance'],
		hear: async (context, row) => {
			await giveChance(context, { session: row.about, case: null });
		}
	},
	{
		name: 'satisfaction.after-result',
		hears: ['cases.hand-result', 'cases.record-status'],
		may: ['satisfaction.give-chance'],
		hear: async (context, row) => {
			if (row.command === 'cases.hand-result' || row.detail['status'] === 10)
				await giveChance(context, { session: null, case: row.about });
		}
	}
];
