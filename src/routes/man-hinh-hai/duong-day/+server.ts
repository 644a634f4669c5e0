import { lineFor } from '#web/line.server.ts';
import { besideOf } from '../beside.server.ts';
import type { RequestHandler } from './$types';

/** The line of a second screen: of the desk it stands on, so that a session that begins there is heard, and of what lies open. */
export const GET: RequestHandler = async (event) => {
	const { device, session, view } = await besideOf(event);
	const about = [device.deskId, session?.session, view?.file.id];
	return lineFor(about.filter((one) => one !== null && one !== undefined));
};
