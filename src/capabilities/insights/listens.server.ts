import { agreeChange } from '#capabilities/access/account-changes.server.ts';
import { closeStaff } from '#capabilities/access/accounts.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { listener } from '#platform/listen.server.ts';
import { freeTroubles } from './holds.server.ts';

/** Whoever leaves has nothing stuck any more. */
export const insightsListen = [
	listener({
		name: 'insights.free-troubles',
		hears: [closeStaff, agreeChange],
		may: [freeTroubles],
		hear: async (context, row) => {
			const { closed, centres } = row.detail;
			if (closed === null) return;
			const there = { ...context, actor: { ...context.actor, centres } };
			await freeTroubles({ ...there, request: requestFor('insights.free-troubles', row.id) }, { of: closed });
		}
	})
];
