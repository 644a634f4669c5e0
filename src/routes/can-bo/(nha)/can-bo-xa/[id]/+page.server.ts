import type { RequestEvent } from '@sveltejs/kit';
import { dropChange } from '#capabilities/access/account-changes.server.ts';
import { closeStaff, giveRole, takeRole } from '#capabilities/access/accounts.server.ts';
import { endApiKey } from '#capabilities/access/api-keys.server.ts';
import { GrantForm } from '#capabilities/access/forms.ts';
import type { OncePaper } from '#capabilities/access/ui/paper.ts';
import { byStaff } from '#web/acting.server.ts';
import { idOf } from '#web/ids.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { agreeWithPaper, askWithPaper, makeKeyWithPaper, rotateWithPaper } from '#web/once-papers.server.ts';
import { accountShown } from './account.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** One account: roles, keys, what waits, a reset, the last day. */
export const load: PageServerLoad = accountShown;

const given = { staff: (_: unknown, event: RequestEvent) => idOf(event) };
const done =
	(da: string) =>
	(answer: object, { event }: { event: RequestEvent }): string =>
		withQuery(paths.staff.account(idOf(event)), { da: 'waits' in answer && answer.waits ? 'cho' : da });
const printed = {
	shows: ({ paper }: { paper: OncePaper | null }) => (paper ? { paper } : undefined),
	to: done('dong-y')
};

export const actions: Actions = {
	give: byStaff(giveRole, { reads: GrantForm, given, to: done('vai') }),
	take: byStaff(takeRole, { reads: GrantForm, given, to: done('vai') }),
	close: byStaff(closeStaff, { given, to: done('dong') }),
	reset: byStaff(askWithPaper, { ...printed, given }),
	agree: byStaff(agreeWithPaper, printed),
	drop: byStaff(dropChange, { to: done('bo') }),
	key: byStaff(makeKeyWithPaper, { ...printed, reads: GrantForm, given }),
	rotate: byStaff(rotateWithPaper, printed),
	end: byStaff(endApiKey, { to: done('khoa') })
};
