import { devices, pairDevice, revokeDevice } from '#capabilities/access/devices.server.ts';
import { PairForm } from '#capabilities/access/forms.ts';
import { revokeSessions } from '#capabilities/access/sessions.server.ts';
import { desks } from '#capabilities/counter/board.server.ts';
import { centreOf } from '#kernel/actor.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { teamOf } from './team.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, devices);
	const [all, places, people] = await Promise.all([
		devices(context, {}),
		desks(context, { centre: centreOf(actor) }),
		teamOf(context)
	]);
	return {
		people,
		paired: all.filter((device) => device.revokedAt === null),
		revoked: all.filter((device) => device.revokedAt !== null),
		desks: places.map(({ id, name }) => ({ id, name })),
		...{ request: newId(), now: event.locals.now, locale: event.locals.locale }
	};
};

const done = (da: string): string => withQuery(paths.staff.devices, { da });

export const actions: Actions = {
	pair: byStaff(pairDevice, {
		reads: PairForm,
		given: { centre: ({ actor }) => centreOf(actor) },
		to: done('ghep')
	}),
	revoke: byStaff(revokeDevice, { to: done('thu') }),
	end: byStaff(revokeSessions, { to: done('phien') })
};
