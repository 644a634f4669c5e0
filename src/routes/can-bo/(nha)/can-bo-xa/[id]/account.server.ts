import { error, type RequestEvent } from '@sveltejs/kit';
import { account, giveRole, keptPlaces } from '#capabilities/access/accounts.server.ts';
import { roles } from '#capabilities/access/rules-roles.ts';
import { colleagues } from '#capabilities/access/sessions.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { program } from '#program/program.server.ts';
import { groupsOfKey } from '#program/roles.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { idOf } from '#web/ids.server.ts';

/** One account as whoever keeps it sees it; a leader, who only agrees and asks for a reset, is shown no more buttons than those. */
export async function accountShown(event: RequestEvent) {
	const { context, actor } = await staffWho(event, account);
	const staff = idOf(event);
	const one = (await account(context, { staff })) ?? error(404, 'not-found');
	const keeps = may(actor, giveRole) && staff !== actor.id;
	const [places, team] = await Promise.all([
		may(actor, giveRole) ? keptPlaces(context, {}) : [],
		colleagues(context, {})
	]);
	return {
		...one,
		me: actor.id,
		keeps,
		administers: may(actor, giveRole),
		places,
		team: [...new Map(team.filter(({ id }) => id !== staff).map(({ id, name }) => [id, name]))],
		roles: roles.filter((role) => role !== 'province'),
		groups: Object.fromEntries(one.person.grants.map(({ role }) => [role, groupsOfKey(role, staff === actor.id)])),
		...{ request: newId(), origin: program().settings.ORIGIN, now: event.locals.now, locale: event.locals.locale }
	};
}
