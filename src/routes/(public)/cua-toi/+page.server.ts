import { askForHelp } from '#capabilities/assistance/record-need.server.ts';
import { claim } from '#capabilities/cases/claim.server.ts';
import { LooksPage } from '#capabilities/privacy/my-looks.server.ts';
import { withdraw } from '#capabilities/privacy/consents.server.ts';
import { revokeMandate } from '#capabilities/mandates/mandates.server.ts';
import { byResident } from '#web/acting.server.ts';
import { newId, residentOf } from '#web/door.server.ts';
import { afterAsked, pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { ownPage } from './own-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Their own page after the e-ID. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	const { locale, now } = event.locals;
	const looks = afterAsked(event, LooksPage.entries.after);
	const turned = { files: pageAsked(event, 'ho-so'), learned: pageAsked(event, 'hoc'), looks };
	return { ...(await ownPage(context, locale, turned)), locale, now, request: newId() };
};

const to = paths.mine.home;

export const actions: Actions = {
	claim: byResident(claim, { to }),
	ask: byResident(askForHelp, { to: withQuery(to, { nho: 1 }, 'nho') }),
	withdraw: byResident(withdraw, { to }),
	revoke: byResident(revokeMandate, { to: withQuery(to, {}, 'thay-mat') })
};
