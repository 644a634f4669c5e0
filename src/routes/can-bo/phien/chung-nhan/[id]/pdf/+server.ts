import { certificatePdf } from '#web/certificate-pdf.server.ts';
import { staffOf } from '#web/door.server.ts';
import { idOf } from '#web/ids.server.ts';
import type { RequestHandler } from './$types';

/** The paper of whoever sits there. */
export const GET: RequestHandler = async (event) => {
	const { context } = await staffOf(event);
	return certificatePdf(context, idOf(event));
};
