import { show } from '#capabilities/cases/case-view.server.ts';
import { countSigned, dropDoorCase } from '#capabilities/cases/count-signed.server.ts';
import type { RequestEvent } from '@sveltejs/kit';
import { fileByHand, recordOfficialCode, tryPortal } from '#capabilities/filing/file.server.ts';
import { recordStatus } from '#capabilities/filing/record-status.server.ts';
import { OfficialCodeForm, StatusForm } from '#capabilities/cases/forms.ts';
import { giveBackCase } from '#capabilities/cases/give-back.server.ts';
import { handResult, lookAtPaper, receive } from '#capabilities/cases/receive.server.ts';
import { findFee } from '#capabilities/payments/commune-fees.server.ts';
import { enterFee } from '#capabilities/payments/set-fee.server.ts';
import { takeCash } from '#capabilities/payments/take-money.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { idOf } from '#web/ids.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { fileOf } from './file.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, show);
	return { ...(await fileOf(context, idOf(event))), request: newId(), locale: event.locals.locale };
};

/** On the case of this page, which is shown again; `form` names which form comes back when it was refused. */
const ways = (form: string, done: Record<string, string> = {}) => ({
	form,
	given: { case: (_: unknown, { params }: RequestEvent) => params['id'] ?? '' },
	to: (_: unknown, { event }: { event: RequestEvent }) => withQuery(paths.staff.file(event.params['id'] ?? ''), done)
});

export const actions: Actions = {
	...{ receive: byStaff(receive, ways('receive')), 'give-back': byStaff(giveBackCase, ways('give-back')) },
	...{ signed: byStaff(countSigned, ways('signed')), drop: byStaff(dropDoorCase, ways('drop')) },
	...{ look: byStaff(lookAtPaper, ways('look')), try: byStaff(tryPortal, ways('try', { da: 'thu' })) },
	'by-hand': byStaff(fileByHand, ways('by-hand')),
	code: byStaff(recordOfficialCode, { ...ways('code'), reads: OfficialCodeForm }),
	status: byStaff(recordStatus, { ...ways('status'), reads: StatusForm }),
	...{ hand: byStaff(handResult, ways('hand')), fee: byStaff(enterFee, ways('fee')) },
	...{ cash: byStaff(takeCash, ways('cash')), 'find-fee': byStaff(findFee, { form: 'fee', to: ways('fee').to }) }
};
