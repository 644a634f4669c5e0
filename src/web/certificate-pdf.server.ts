import { paper } from '#capabilities/certificates/paper.server.ts';
import { paperPdf } from '#capabilities/certificates/paper-pdf.server.ts';
import type { Context } from '#platform/context.server.ts';
import { program } from '#program/program.server.ts';
import { orNotFound } from './ids.server.ts';
import { paths, withQuery } from './paths.ts';

/** A certificate to print; its picture leads to where anybody looks whether it is true. */
export async function certificatePdf(context: Context, certificate: string): Promise<Response> {
	const told = await orNotFound(paper(context, { certificate }));
	const check = program().settings.ORIGIN + withQuery(paths.open.checkCertificate, { so: told.number });
	return new Response(new Uint8Array(paperPdf(told, check)), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': 'inline; filename="giay-xac-nhan.pdf"',
			'cache-control': 'no-store',
			// A browser's own viewer of PDF loads its parts into this answer.
			'content-security-policy': "base-uri 'none'; frame-ancestors 'none'"
		}
	});
}
