import { paperFile } from '#capabilities/cases/papers.server.ts';
import { takeCash } from '#capabilities/payments/take-money.server.ts';
import { findFee } from '#capabilities/payments/commune-fees.server.ts';
import { enterFee } from '#capabilities/payments/set-fee.server.ts';
import { receive as receiveCases } from '#capabilities/cases/receive.server.ts';
import { error } from '@sveltejs/kit';
import { isDayOff } from '#capabilities/places/rules-calendar.ts';
import { whyDue, workdaysUntil } from '#capabilities/cases/rules-due-days.ts';
import { nextStep } from '#capabilities/cases/rules-next.ts';
import { filedLately } from '#capabilities/cases/lists.server.ts';
import { doubtsOf } from '#capabilities/procedures/rules-doubts.ts';
import { people as peopleOf, show } from '#capabilities/cases/case-view.server.ts';
import { heldUp } from '#capabilities/incidents/banner.server.ts';
import { ofCase } from '#capabilities/payments/of-case.server.ts';
import { dayOf, timeOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { may } from '#platform/dispatch.server.ts';
import type { Context } from '#platform/context.server.ts';
import { linesOf, valuesOf } from '#web/portal-lines.server.ts';

/** The case with its people and its money; one of another centre is not found here. */
async function readAll(context: Context, id: string) {
	try {
		const [view, people, bill] = await Promise.all([
			show(context, { case: id }),
			peopleOf(context, { case: id }),
			ofCase(context, { case: id })
		]);
		return { view, people, bill };
	} catch (reason) {
		if (reason instanceof Refusal) error(404, 'case-elsewhere');
		throw reason;
	}
}

/** Everything that the page of a case shows, and what may be done there. */
export async function fileOf(context: Context, id: string) {
	const [all, lately] = await Promise.all([readAll(context, id), filedLately(context, { case: id })]);
	const { actor, now } = context;
	const held = may(actor, heldUp) ? await heldUp(context, { case: id }) : [];
	const { file, procedure, portal } = all.view;
	const today = dayOf(now);
	const since = file.receivedAt ?? file.confirmedAt;
	return {
		...all,
		now,
		held,
		lately,
		doubts: doubtsOf(file.procedureCode, valuesOf(all.view), today),
		step: nextStep(file, portal),
		lines: linesOf(all.view),
		why: since ? whyDue(procedure.time, since, file.dueOn, today, isDayOff) : null,
		daysLeft: file.dueOn ? workdaysUntil(file.dueOn, today, isDayOff) : null,
		nowLocal: `${today}T${timeOf(now)}`,
		acts: {
			receive: may(actor, receiveCases),
			enter: may(actor, enterFee),
			forAll: may(actor, findFee),
			take: may(actor, takeCash),
			paper: may(actor, paperFile)
		}
	};
}
