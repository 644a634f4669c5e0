import { batchOnPaper } from '#capabilities/notices/letters.server.ts';
import { lettersPdf } from '#capabilities/notices/letters-pdf.server.ts';
import { staffWho } from '#web/door.server.ts';
import { idOf, orNotFound } from '#web/ids.server.ts';
import type { RequestHandler } from './$types';

/** The letters of a batch, to print: that they were handed over stood before this was asked for. */
export const GET: RequestHandler = async (event) => {
	const { context } = await staffWho(event, batchOnPaper);
	const paper = await orNotFound(batchOnPaper(context, { batch: idOf(event, 'batch') }));
	return new Response(new Uint8Array(lettersPdf(paper)), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': 'inline; filename="thu-giay.pdf"',
			'cache-control': 'no-store',
			// A browser's own viewer of PDF loads its parts into this answer.
			'content-security-policy': "base-uri 'none'; frame-ancestors 'none'"
		}
	});
};
