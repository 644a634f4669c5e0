import * as v from 'valibot';
import { agreeChange } from '#capabilities/access/account-changes.server.ts';
import { closeStaff } from '#capabilities/access/accounts.server.ts';
import { id } from '#kernel/shapes.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { listener } from '#platform/listen.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { end } from './end.server.ts';
import { passCalls } from './sql-calls.server.ts';
import { passOwned } from './sql-needs.server.ts';
import { listOpenOfHelper } from './sql.server.ts';

/** What somebody who left had taken on goes to a colleague, or back to the board. */
export const passNeeds = command(
	{
		name: 'assistance.pass-needs',
		group: 'house',
		input: v.object({ from: id, to: v.nullable(id) }),
		answer: v.object({ passed: v.number() })
	},
	async ({ db, now }, { from, to }) => {
		const { count: needs } = await passOwned(db, from, to);
		const count = needs + (await passCalls(db, from, to, now)).count;
		return { answer: { passed: count }, about: from, detail: { from, to, passed: count } };
	}
);

const name = 'assistance.pass-on';

export const assistanceListens = [
	listener({
		name,
		hears: [closeStaff, agreeChange],
		may: [end, passNeeds],
		hear: async (context, row) => {
			const { closed, to, centres } = row.detail;
			if (closed === null) return;
			const here = { ...context, actor: { ...context.actor, centres } };
			for (const one of await lookAs(here, ({ db }) => listOpenOfHelper(db, closed))) {
				const there = { ...context.actor, centres: [one.centreId] };
				await end(
					{ ...context, actor: there, request: requestFor(name, row.id, one.id) },
					{ session: one.id, reason: 'handed-over' }
				);
			}
			await passNeeds({ ...here, request: requestFor(name, row.id, 'needs') }, { from: closed, to });
		}
	})
];
