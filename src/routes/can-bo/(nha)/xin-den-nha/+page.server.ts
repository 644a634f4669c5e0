import { board, offers } from '#capabilities/home-visits/board.server.ts';
import { askVisit, callOffVisit, endVisit, noteNoAnswer, tellTime } from '#capabilities/home-visits/tell.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { TellForm } from './form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who asks that somebody comes. `viec` is a need of which nobody has said yet who has to come; `nha` is who is read three times. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, board);
	const asked = event.url.searchParams;
	const all = await board(context, {});
	const [need, visit] = [asked.get('viec'), asked.get('nha')];
	return {
		all,
		unasked: all.unasked.find((one) => one.need === need) ?? null,
		reads: all.waiting.some(({ id }) => id === visit) ? await offers(context, { visit: visit! }) : null,
		...{ request: newId(), now: event.locals.now, locale: event.locals.locale }
	};
};

const to = (da: string): string => withQuery(paths.staff.homeVisits, { da });

export const actions: Actions = {
	ask: byStaff(askVisit, {
		to: ({ id }) => withQuery(paths.staff.homeVisits, { nha: id }),
		form: 'ask',
		beside: (_, form) => ({ chosen: form.getAll('parts').map(String) })
	}),
	tell: byStaff(tellTime, { reads: TellForm, to: to('hen'), form: 'tell' }),
	off: byStaff(callOffVisit, { to: to('hoan') }),
	silent: byStaff(noteNoAnswer, { to: to('im') }),
	end: byStaff(endVisit, { to: to('xong') })
};
