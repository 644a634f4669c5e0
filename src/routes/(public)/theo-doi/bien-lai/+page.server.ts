import { redirect } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { receipt } from '#capabilities/payments/of-case.server.ts';
import { slipHolder } from '#web/slip-cookie.server.ts';
import type { PageServerLoad } from './$types';
import { paths } from '#web/paths.ts';

export const csr = false;

/** The receipt of what was paid; it names no person. */
export const load: PageServerLoad = async (event) => {
	const { id, context } = slipHolder(event);
	const { bill, procedure, centre, file } = await receipt(context, { case: id });
	if (bill.payments.length === 0) redirect(303, paths.follow.pay);
	return {
		bill,
		procedure,
		centre: centre.name,
		officialCode: file.officialCode,
		locale: event.locals.locale,
		demo: program().settings.SEED === 'demo'
	};
};
