import * as v from 'valibot';
import { agreeChange } from '#capabilities/access/account-changes.server.ts';
import { closeStaff, takeRole } from '#capabilities/access/accounts.server.ts';
import { id } from '#kernel/shapes.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { command } from '#platform/dispatch.server.ts';
import { listener } from '#platform/listen.server.ts';
import { passTickets } from './sql-ring.server.ts';

/** What somebody may see to no more, for they left or hold no role for it, goes to a colleague or back to the whole team. */
export const passSupport = command(
	{
		name: 'support.pass-on',
		group: 'house',
		input: v.object({ from: id, to: v.nullable(id) }),
		answer: v.object({ passed: v.number() })
	},
	async ({ db }, { from, to }) => {
		const passed = await passTickets(db, from, to);
		return { answer: { passed }, about: from, person: null, detail: { from, to, passed } };
	}
);

export const supportListens = [
	listener({
		name: 'support.pass-on-left',
		hears: [closeStaff, agreeChange],
		may: [passSupport],
		hear: async (context, row) => {
			const { closed, to, centres } = row.detail;
			if (closed === null) return;
			const actor = { ...context.actor, centres };
			await passSupport(
				{ ...context, actor, request: requestFor('support.pass-on-left', row.id) },
				{ from: closed, to }
			);
		}
	}),
	// Whoever loses a role but not the account: what they may still see to stays with them.
	listener({
		name: 'support.pass-on-role',
		hears: [takeRole, agreeChange],
		may: [passSupport],
		hear: async (context, { id: row, about, detail }) => {
			const taken = 'what' in detail ? detail.what === 'take' : !detail.waits;
			if (!taken || about === null) return;
			await passSupport({ ...context, request: requestFor('support.pass-on-role', row) }, { from: about, to: null });
		}
	})
];
