import { campaign, changeCampaign, endCampaign, planCampaign } from '#capabilities/campaigns/campaigns.server.ts';
import { AimsForm } from '#capabilities/campaigns/forms.ts';
import { dayOf } from '#kernel/day.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** The campaign that goes on, with what came of it; `?sua` opens its plan, `?moi` that of a new one. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, campaign);
	const asked = event.url.searchParams;
	return {
		campaign: await campaign(context, {}),
		opens: asked.has('sua') ? ('change' as const) : asked.has('moi') ? ('new' as const) : null,
		...{ today: dayOf(context.now), request: newId(), locale: event.locals.locale }
	};
};

const done = (da: string): string => withQuery(paths.staff.campaign, { da });

export const actions: Actions = {
	plan: byStaff(planCampaign, { reads: AimsForm, to: done('lap'), form: 'plan' }),
	change: byStaff(changeCampaign, { reads: AimsForm, to: done('sua'), form: 'change' }),
	end: byStaff(endCampaign, { to: done('het'), form: 'end' })
};
