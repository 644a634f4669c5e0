import { redirect } from '@sveltejs/kit';
import { firstHour } from '#capabilities/places/first-hour.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { staffOf } from '#web/door.server.ts';
import { firstPage } from './first-page.ts';
import type { RequestHandler } from './$types';
import { paths } from '#web/paths.ts';

/** The bare address leads to where this person's work is; in a new house that of its administrator is the first hour. */
export const GET: RequestHandler = async (event) => {
	const { actor, roles, context } = await staffOf(event);
	if (actor.session) redirect(303, paths.session.home);
	if (actor.desk) redirect(303, paths.staff.board);
	const isNew = may(actor, firstHour) && actor.centres.length === 1 && !(await firstHour(context, {})).over;
	redirect(303, isNew ? paths.staff.firstHour : firstPage(roles));
};
