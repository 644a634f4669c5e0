import { myCertificates } from '#capabilities/certificates/own.server.ts';
import { residentOf } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** What the commune confirmed of them. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	return { certificates: await myCertificates(context, {}) };
};
