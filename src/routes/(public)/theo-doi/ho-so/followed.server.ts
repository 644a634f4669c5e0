import { follow, slip } from '#capabilities/cases/follow.server.ts';
import { followState, followSteps } from '#capabilities/cases/rules-follow.ts';
import { clip } from '#design/clips.ts';
import { heldUp } from '#capabilities/incidents/banner.server.ts';
import { ofCase } from '#capabilities/payments/of-case.server.ts';
import { chance, rateTokenOf } from '#capabilities/satisfaction/rate.server.ts';
import { doorOf, newId } from '#web/door.server.ts';
import { slipHolder } from '#web/slip-cookie.server.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { paths } from '#web/paths.ts';

/** How the file of this slip stands. No name, no number of anybody: whoever holds the slip may read it. */
export async function followed(event: RequestEvent) {
	const { id, context } = slipHolder(event);
	const token = rateTokenOf(context, id);
	const [file, paper, bill, rating, held] = await Promise.all([
		follow(context, {}),
		slip(context, { case: id }),
		ofCase(context, { case: id }),
		chance(doorOf(event, [chance]), { token }),
		heldUp(context, { case: id })
	]);
	const state = followState(file, {
		portal: file.portalSilentSince ? 'silent' : file.portalRefused ? 'refused' : null,
		givenBack: file.givenBack
	});
	return {
		code: paper.code,
		state,
		steps: followSteps(file, state, { state: bill.balance.state, paidAt: bill.payments.at(-1)?.at ?? null }),
		silentSince: file.portalSilentSince,
		procedure: file.procedure.plain[event.locals.locale],
		agency: file.procedure.decidingAgency,
		officialCode: file.officialCode,
		due: file.dueOn,
		dueBy: file.dueBy,
		money: { ...bill.balance, receipts: bill.payments.length > 0 },
		rate: rating && !rating.used ? paths.open.rate(token) : null,
		denial: file.denial,
		held,
		request: newId(),
		now: event.locals.now,
		audio: clip('theo-doi', event.locals.locale)
	};
}
