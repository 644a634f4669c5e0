import { redirect } from '@sveltejs/kit';
import { mine } from '#capabilities/assistance/session.server.ts';
import { centre } from '#capabilities/places/places.server.ts';
import { readinessBeside } from '#capabilities/readiness/calendar.server.ts';
import { purposeOf } from '#capabilities/readiness/rules-visit.ts';
import { centreOf } from '#kernel/actor.ts';
import { staffOf } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';
import { paths } from '#web/paths.ts';

export const csr = false;

/** The A5 paper in large type: where to go, what to bring, and the time at the police if they have one. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	const [beside, ready, home] = await Promise.all([
		mine(context, {}),
		readinessBeside(context, {}),
		centre(context, { centre: centreOf(actor) })
	]);
	if (!beside?.person || !ready.next) redirect(303, paths.session.readiness);
	// A time that was booked for something else is no longer where they should go.
	const purpose = purposeOf(ready.next.step);
	const fits = ready.appointments.find((one) => one.state === 'booked' && one.purpose === purpose);
	return {
		session: actor.session ?? '',
		name: beside.person.name,
		next: ready.next,
		appointment: fits ?? null,
		place: home.name,
		locale: event.locals.locale
	};
};
