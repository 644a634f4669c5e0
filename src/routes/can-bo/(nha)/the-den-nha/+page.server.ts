import { bearers, endBadge } from '#capabilities/badges/badges.server.ts';
import { latestDay } from '#capabilities/badges/rules-badge.ts';
import { addDays, dayOf } from '#kernel/day.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { giveWithPicture } from './give.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who goes to doors, and who of them can show who they are. `ai` is whom a badge is to be given. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, bearers);
	const { now, locale } = event.locals;
	return {
		people: await bearers(context, {}),
		chosen: event.url.searchParams.get('ai'),
		...{ request: newId(), today: dayOf(now), latest: latestDay(dayOf(now)), usual: addDays(dayOf(now), 90), locale }
	};
};

const done = (da: string): string => withQuery(paths.staff.badges, { da });

export const actions: Actions = {
	give: byStaff(giveWithPicture, { to: done('cap') }),
	end: byStaff(endBadge, { to: done('tat') })
};
