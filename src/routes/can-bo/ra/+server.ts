import { redirect } from '@sveltejs/kit';
import { signOut } from '#capabilities/access/sessions.server.ts';
import { cookieOf, leaveFor, openerOf } from '#web/door.server.ts';
import type { RequestHandler } from './$types';
import { paths } from '#web/paths.ts';

/** Ends the shift on this browser. */
export const POST: RequestHandler = async (event) => {
	const { context, staff } = await openerOf(event);
	await signOut(context, { session: staff.sessionId });
	event.cookies.delete(cookieOf.staff, { path: '/' });
	return leaveFor(paths.staff.signIn);
};

/** Typed as an address it ends nothing: it leads to where the button is. */
export const GET: RequestHandler = () => redirect(303, paths.staff.home);
