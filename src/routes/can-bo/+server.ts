import { redirect } from '@sveltejs/kit';
import { staffOf } from '#web/door.server.ts';
import { firstPage } from './first-page.ts';
import type { RequestHandler } from './$types';
import { paths } from '#web/paths.ts';

/** The bare address leads to where this person's work is. */
export const GET: RequestHandler = async (event) => {
	const { actor, roles } = await staffOf(event);
	redirect(303, actor.session ? paths.session.home : actor.desk ? paths.staff.board : firstPage(roles));
};
