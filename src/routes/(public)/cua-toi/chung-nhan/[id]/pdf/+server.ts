import { certificatePdf } from '#web/certificate-pdf.server.ts';
import { residentOf } from '#web/door.server.ts';
import { idOf } from '#web/ids.server.ts';
import type { RequestHandler } from './$types';

/** Their own paper. */
export const GET: RequestHandler = async (event) => {
	const { context } = await residentOf(event);
	return certificatePdf(context, idOf(event));
};
