import { takeSession } from '#capabilities/assistance/offer.server.ts';
import { callAgain, callBack } from '#capabilities/counter/call.server.ts';
import { TransferForm } from '#capabilities/counter/forms.ts';
import { finish, markMissed, park, transfer } from '#capabilities/counter/move.server.ts';
import { undo } from '#capabilities/counter/undo.server.ts';
import { byStaff } from '#web/acting.server.ts';
import type { Staff } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { callFree, deskPage } from './desk.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = deskPage;

const [given, to] = [{ desk: ({ actor }: Staff) => actor.desk ?? '' }, paths.staff.desk];

export const actions: Actions = {
	...{ next: byStaff(callFree, { given, to }), back: byStaff(callBack, { given, to }) },
	...{ again: byStaff(callAgain, { to }), missed: byStaff(markMissed, { to }) },
	...{ park: byStaff(park, { to }), transfer: byStaff(transfer, { reads: TransferForm, to }) },
	...{ finish: byStaff(finish, { to }), undo: byStaff(undo, { to: withQuery(to, { lai: 1 }) }) },
	take: byStaff(takeSession, { to: paths.session.home })
};
