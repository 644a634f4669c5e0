import { channels } from '#capabilities/notices/answers.ts';
import { costs, setCosts, spentOn } from '#capabilities/notices/costs.server.ts';
import { CostsForm } from '#capabilities/notices/forms.ts';
import { texts } from '#capabilities/notices/texts.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** What words cost here, and what this month has cost; a figure opens what it counts. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, costs);
	const asked = event.url.searchParams;
	const channel = channels.find((one) => one === asked.get('duong')) ?? null;
	const fact = asked.get('loi')?.slice(0, 80) || null;
	const page = pageAsked(event);
	const opened = channel ?? fact ?? asked.get('ca');
	const told = await texts(context, { locale: event.locals.locale });
	return {
		costs: await costs(context, {}),
		opened: opened === null ? null : { ...(await spentOn(context, { page, channel, fact })), channel, fact, page },
		facts: Object.fromEntries(told.map(({ fact: name, words }) => [name, words])),
		...{ sets: may(actor, setCosts), request: newId(), locale: event.locals.locale, done: asked.get('da') }
	};
};

export const actions: Actions = {
	set: byStaff(setCosts, { reads: CostsForm, to: withQuery(paths.staff.wordCosts, { da: 'doi' }) })
};
