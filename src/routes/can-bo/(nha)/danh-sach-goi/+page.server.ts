import { endCall, takeCall } from '#capabilities/assistance/calls.server.ts';
import { takeWord, tellThem } from '#capabilities/notices/tell-them.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';
import { CalledForm } from './form.ts';
import { listsOf } from './lists.server.ts';

export const load: PageServerLoad = listsOf;

const to = withQuery(paths.staff.callList, { viec: 'goi-lai' });

const toWords = withQuery(paths.staff.callList, { viec: 'bao-tin' });

export const actions: Actions = {
	take: byStaff(takeCall, { to }),
	end: byStaff(endCall, { to }),
	'take-word': byStaff(takeWord, { to: toWords }),
	told: byStaff(tellThem, { reads: CalledForm, given: { how: () => 'call' as const }, to: toWords })
};
