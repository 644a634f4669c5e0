import { given } from '#capabilities/certificates/questions.server.ts';
import { certificatePdf } from '#web/certificate-pdf.server.ts';
import { staffWho } from '#web/door.server.ts';
import { idOf } from '#web/ids.server.ts';
import type { RequestHandler } from './$types';

/** The paper, for whoever leads. */
export const GET: RequestHandler = async (event) => {
	const { context } = await staffWho(event, given);
	return certificatePdf(context, idOf(event));
};
