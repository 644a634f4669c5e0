import { colleagues, revokeSessions } from '#capabilities/access/sessions.server.ts';
import type { Context } from '#platform/context.server.ts';
import { may } from '#platform/dispatch.server.ts';

/** Whose shifts may be ended here: one line a person, with every role that they hold; null for whoever may end none. */
export async function teamOf(context: Context) {
	if (!may(context.actor, revokeSessions)) return null;
	const rows = await colleagues(context, {});
	return [...new Set(rows.map(({ id }) => id))].map((id) => {
		const hers = rows.filter((row) => row.id === id);
		return { id, name: hers[0]!.name, roles: hers.map(({ role }) => role) };
	});
}
