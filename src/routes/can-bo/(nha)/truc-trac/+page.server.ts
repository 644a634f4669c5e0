import { portalTroubles } from '#capabilities/filing/troubles.server.ts';
import * as v from 'valibot';
import { settleClaim, takeDenial } from '#capabilities/cases/claim.server.ts';
import { tryPortal } from '#capabilities/filing/file.server.ts';
import { settle } from '#capabilities/payments/take-money.server.ts';
import { letTroubleGo, takeTrouble } from '#capabilities/insights/holds.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { retry } from '#platform/troubles.server.ts';
import { steps } from '#web/act.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { troublesOf } from './troubles.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, portalTroubles);
	const { locale, now } = event.locals;
	return { ...(await troublesOf(context, locale)), request: newId(), now, locale };
};

/** Every case of the row: each is a command of its own, and a second press of the same page sends the same ones. */
const tryAll = steps(v.object({ case: v.array(v.string()) }), async (context, { case: ids }) => {
	for (const id of ids) await tryPortal({ ...context, request: requestFor(context.request, 0, id) }, { case: id });
});

const done = (da: string): string => withQuery(paths.staff.troubles, { da });

export const actions: Actions = {
	claim: byStaff(settleClaim, { to: done('go'), form: 'claim' }),
	take: byStaff(takeDenial, { to: ({ case: id }) => withQuery(paths.staff.troubles, {}, `ho-so-${id}`) }),
	hold: byStaff(takeTrouble, { to: paths.staff.troubles }),
	'let-go': byStaff(letTroubleGo, { to: paths.staff.troubles }),
	try: byStaff(tryAll, { to: done('thu') }),
	settle: byStaff(settle, { to: done('go') }),
	retry: byStaff(retry, { to: done('lai') })
};
