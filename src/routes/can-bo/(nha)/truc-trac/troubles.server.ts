import { notMine } from '#capabilities/cases/claim.server.ts';
import { portalTroubles } from '#capabilities/cases/lists.server.ts';
import { unmatched } from '#capabilities/payments/take-money.server.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import type { Locale } from '#design/spoken.ts';
import type { Context } from '#platform/context.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { givenUp, heartbeats } from '#platform/troubles.server.ts';

/** What does not go on by itself, of every room, and what may be done about it. */
export async function troublesOf(context: Context, locale: Locale) {
	const { actor } = context;
	const [tasks, denied, money, gaveUp, beats] = await Promise.all([
		portalTroubles(context, {}),
		may(actor, 'cases.not-mine') ? notMine(context, {}) : [],
		may(actor, 'payments.unmatched') ? unmatched(context, {}) : [],
		givenUp(context, {}),
		heartbeats(context, {})
	]);
	const nameOf = (code: string): string => getProcedure(code).shortName[locale];
	return {
		tasks: tasks.map((task) => ({ ...task, procedure: nameOf(task.procedureCode) })),
		denied: denied.map((one) => ({ ...one, name: nameOf(one.procedureCode) })),
		money: [...money],
		gaveUp: gaveUp.map(({ id, listener, tries, lastFault, gaveUpAt }) => ({
			id,
			listener,
			tries,
			lastFault,
			gaveUpAt
		})),
		beats: beats.map(({ name, at, detail }) => ({ name, at, ok: detail['ok'] !== false })),
		acts: {
			open: may(actor, 'cases.show'),
			list: may(actor, 'cases.worklist'),
			try: may(actor, 'cases.try-portal'),
			settle: may(actor, 'payments.settle'),
			retry: may(actor, 'platform.retry-delivery')
		}
	};
}
