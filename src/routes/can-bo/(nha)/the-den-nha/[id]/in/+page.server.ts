import { error } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { bearers } from '#capabilities/badges/badges.server.ts';
import { centre } from '#capabilities/places/places.server.ts';
import { centreOf } from '#kernel/actor.ts';
import { staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** A badge to wear on the chest: no digits are on it, for what is printed can be copied. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, bearers);
	const one = (await bearers(context, {})).find(({ badge }) => badge?.id === event.params.id);
	if (!one?.badge?.standing) error(404, 'badge-unknown');
	const at = centreOf(context.actor);
	const { communeName } = await centre(context, { centre: at });
	return {
		...{ one, badge: one.badge },
		commune: communeName.charAt(0).toLocaleLowerCase('vi') + communeName.slice(1),
		link: program().settings.ORIGIN + withQuery(paths.open.checkVisitor, { 'trung-tam': at })
	};
};
