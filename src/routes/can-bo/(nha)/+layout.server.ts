import { program } from '#program/program.server.ts';
import { centre } from '#capabilities/places/places.server.ts';
import { homeOf } from '#kernel/actor.ts';
import { staffOf } from '#web/door.server.ts';
import type { LayoutServerLoad } from './$types';

/** No JavaScript but the one small script: see `static/can-bo.js`. */
export const csr = false;

/** Who works here, at which desk, and whether a session lies open on this browser. */
export const load: LayoutServerLoad = async (event) => {
	const { actor, staff, roles, context } = await staffOf(event);
	const home = await centre(context, { centre: homeOf(actor) ?? 0 });
	return {
		me: { name: staff.name, desk: staff.deskName, deskId: actor.desk, roles, session: actor.session },
		place: home.shortName,
		path: event.url.pathname,
		demo: program().settings.SEED === 'demo'
	};
};
