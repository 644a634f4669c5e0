import { redirect } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { timeOf } from '#kernel/day.ts';
import { clip } from '#design/clips.ts';
import { ofCase } from '#capabilities/payments/of-case.server.ts';
import { slipHolder } from '#web/slip-cookie.server.ts';
import type { PageServerLoad } from './$types';
import { paths } from '#web/paths.ts';

/** What is owed, and how to pay it; the page of a paid file says so with the seal. */
export const load: PageServerLoad = async (event) => {
	const { id, context } = slipHolder(event);
	const bill = await ofCase(context, { case: id });
	// A file that was typed by mistake, or a draft, asks for nothing: its page says how it stands.
	if (bill.purpose === null) redirect(303, paths.follow.file);
	// Until the money came the page looks again by itself.
	if (bill.balance.state === 'due') event.setHeaders({ refresh: '10' });
	const last = bill.payments.at(-1)?.at;
	return {
		bill,
		paidAt: last ? timeOf(last) : null,
		origin: program().settings.ORIGIN,
		audio: clip('tra-tien', event.locals.locale)
	};
};
