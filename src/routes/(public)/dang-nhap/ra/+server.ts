import { signOut } from '#capabilities/access/sessions.server.ts';
import { cookieOf, findResident, leaveFor } from '#web/door.server.ts';
import type { RequestHandler } from './$types';

/** Ends their stay on this browser; the slip that was looked at goes with it. */
export const POST: RequestHandler = async (event) => {
	const resident = await findResident(event);
	if (resident) await signOut(resident.context, { session: resident.sessionId });
	event.cookies.delete(cookieOf.resident, { path: '/' });
	event.cookies.delete(cookieOf.slip, { path: '/' });
	return leaveFor('/');
};
