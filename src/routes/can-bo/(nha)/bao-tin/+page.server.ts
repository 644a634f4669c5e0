import { lettersToPrint } from '#capabilities/notices/letters.server.ts';
import { agreeLive, askLive, howWordsGo, stopLive } from '#capabilities/notices/live.server.ts';
import { carried } from '#capabilities/notices/port.ts';
import { may } from '#platform/dispatch.server.ts';
import { program } from '#program/program.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** By which ways words go out, and whether they do. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, howWordsGo);
	const set = new Set(program().carriers.map(({ channel }) => channel));
	const how = await howWordsGo(context, {});
	const strange = new Map(how.strange.map((one) => [one.channel, one]));
	return {
		how,
		ways: carried.map((channel) => ({
			channel,
			set: set.has(channel),
			lost: how.unset.includes(channel),
			strange: strange.get(channel)
		})),
		...{ asks: may(actor, askLive), agrees: may(actor, agreeLive), prints: may(actor, lettersToPrint) },
		...{ request: newId(), locale: event.locals.locale }
	};
};

const to = paths.staff.words;

export const actions: Actions = {
	ask: byStaff(askLive, { to }),
	agree: byStaff(agreeLive, { to }),
	stop: byStaff(stopLive, { to })
};
