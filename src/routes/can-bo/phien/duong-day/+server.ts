import { lineFor } from '#web/line.server.ts';
import { sittingOf } from '../sitting.server.ts';
import type { RequestHandler } from './$types';

/** The line of whoever sits beside somebody: what is pressed and typed on the second screen is heard here. */
export const GET: RequestHandler = async (event) => {
	const { session, view } = await sittingOf(event);
	return lineFor(session ? [session.id, ...(view ? [view.file.id] : [])] : []);
};
