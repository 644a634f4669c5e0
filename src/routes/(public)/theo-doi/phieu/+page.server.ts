import { redirect } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { slip } from '#capabilities/cases/follow.server.ts';
import { ofCase } from '#capabilities/payments/of-case.server.ts';
import { slipHolder } from '#web/slip-cookie.server.ts';
import type { PageServerLoad } from './$types';
import { paths } from '#web/paths.ts';

export const csr = false;

/** The slip once more, for whoever holds it: without the two lines that name somebody. */
export const load: PageServerLoad = async (event) => {
	const { id, context } = slipHolder(event);
	const [facts, bill] = await Promise.all([slip(context, { case: id }), ofCase(context, { case: id })]);
	if (facts.code === null) redirect(303, paths.follow.file);
	return {
		facts,
		balance: bill.balance,
		origin: program().settings.ORIGIN,
		locale: event.locals.locale,
		demo: program().settings.SEED === 'demo'
	};
};
