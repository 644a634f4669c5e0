import { redirect } from '@sveltejs/kit';
import { moneyInWords, sentence } from '#design/spoken.ts';
import { ofCase, receipt } from '#capabilities/payments/of-case.server.ts';
import { receiptPdf } from '#capabilities/payments/receipt-pdf.server.ts';
import { slipHolder } from '#web/slip-cookie.server.ts';
import type { RequestHandler } from './$types';
import { paths } from '#web/paths.ts';

/** The receipt as a file to keep or send; it names no person. */
export const GET: RequestHandler = async (event) => {
	const { id, context } = slipHolder(event);
	const { balance } = await ofCase(context, { case: id });
	if (balance.paid === 0) redirect(303, paths.follow.pay);
	const pdf = receiptPdf(await receipt(context, { case: id }), sentence(moneyInWords(balance.paid, 'vi')));
	return new Response(new Uint8Array(pdf), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': 'inline; filename="bien-lai.pdf"',
			// A browser's own viewer of PDF loads its parts into this answer.
			'content-security-policy': "base-uri 'none'; frame-ancestors 'none'"
		}
	});
};
