import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { program } from '#program/program.server.ts';
import { people } from '#capabilities/cases/case-view.server.ts';
import { receipt } from '#capabilities/payments/of-case.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { id as anId } from '#kernel/shapes.ts';
import { may } from '#platform/dispatch.server.ts';
import { staffOf } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** The receipt of a case as paper, printed by whoever took the money. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, receipt)) error(403, 'not-allowed');
	const id = v.safeParse(anId, event.params.case);
	if (!id.success) error(404, 'not-found');
	const [found, three] = await Promise.all([
		receipt(context, { case: id.output }),
		people(context, { case: id.output })
	]).catch((reason: unknown) => {
		if (reason instanceof Refusal) error(404, 'case-elsewhere');
		throw reason;
	});
	if (found.bill.payments.length === 0) error(404, 'no-payment');
	return {
		bill: found.bill,
		officialCode: found.file.officialCode,
		procedure: found.procedure.officialName,
		place: found.centre.name,
		payer: three.submitter?.name ?? null,
		session: actor.session ?? '',
		demo: program().settings.SEED === 'demo'
	};
};
