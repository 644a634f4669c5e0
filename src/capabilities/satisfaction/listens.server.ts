import { end } from '#capabilities/assistance/end.server.ts';
import { recordStatus } from '#capabilities/filing/record-status.server.ts';
import { handResult } from '#capabilities/cases/receive.server.ts';
import { listener } from '#platform/listen.server.ts';
import { giveChance } from './rate.server.ts';

/** After a session and after the result, whoever was helped may say how it was. */
export const satisfactionListens = [
	listener({
		name: 'satisfaction.after-session',
		hears: end,
		may: [giveChance],
		hear: async (context, row) => {
			await giveChance(context, { session: row.about, case: null });
		}
	}),
	listener({
		name: 'satisfaction.after-result',
		hears: [handResult, recordStatus],
		may: [giveChance],
		hear: async (context, row) => {
			if (!('status' in row.detail) || row.detail.status === 10)
				await giveChance(context, { session: null, case: row.about });
		}
	})
];
