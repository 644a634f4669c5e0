import { board } from '#capabilities/counter/board.server.ts';
import { awayHere } from '#capabilities/incidents/banner.server.ts';
import { showIncident } from '#capabilities/incidents/show.server.ts';
import { program } from '#program/program.server.ts';
import { centre } from '#capabilities/places/places.server.ts';
import type { Role } from '#capabilities/access/rules-roles.ts';
import { roleWords } from '#capabilities/access/ui/roles.ts';
import { homeOf } from '#kernel/actor.ts';
import { may } from '#platform/dispatch.server.ts';
import { staffOf } from '#web/door.server.ts';
import { chairAt, menuOf } from '#web/menu.server.ts';
import { pagesAt, type NavPage } from '#web/nav.ts';
import { m } from '#words';
import { isKeyed } from '#web/passkey.server.ts';
import type { LayoutServerLoad } from './$types';

/** No JavaScript but the one small script: see `static/can-bo.js`. */
export const csr = false;

/** Each page of the navigation says so beside itself. */
const pages = pagesAt(import.meta.glob<NavPage>('/src/routes/can-bo/**/nav.ts', { import: 'nav', eager: true }));

/** Whoever serves at the counter and has not sat down yet reads so; everybody else is known by the role. */
const chairWords = (chair: Role | undefined): string =>
	chair === undefined || chair === 'guide' || chair === 'receiving-officer' ? m['access.no-desk']() : roleWords(chair);

/** Who works here, at which desk, and what opens for them from here. */
export const load: LayoutServerLoad = async (event) => {
	const door = await staffOf(event);
	const { actor, staff, context } = door;
	const chair = chairAt(door);
	// Whoever comes from another organisation works at none.
	const at = homeOf(actor);
	const [home, away, menu] = await Promise.all([
		at === null ? null : centre(context, { centre: at }),
		awayHere(context, {}),
		menuOf(pages, door, event.url.pathname)
	]);
	return {
		me: {
			id: actor.id,
			name: staff.name,
			atDesk: staff.deskName !== null,
			sits: may(actor, board),
			chair: staff.deskName ?? chairWords(chair)
		},
		menu,
		away,
		/** Whether they may see more of it than that. */
		seesAway: may(actor, showIncident),
		now: event.locals.now,
		/** Whoever works for several centres is at none of them. */
		place: actor.centres.length > 1 ? null : (home?.shortName ?? null),
		path: event.url.pathname,
		locale: event.locals.locale,
		keyed: isKeyed(event),
		demo: program().settings.SEED === 'demo'
	};
};
