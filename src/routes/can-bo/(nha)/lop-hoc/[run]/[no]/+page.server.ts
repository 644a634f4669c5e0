import { RollForm } from '#capabilities/classes/forms.ts';
import { endLesson, markRoll, roll } from '#capabilities/classes/roll.server.ts';
import { runs } from '#capabilities/classes/runs.server.ts';
import { hasBegun } from '#capabilities/classes/rules-begun.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** The roll of one lesson: numbers are called aloud, a touch for each. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, roll);
	const { run, no } = event.params;
	const shown = await roll(context, { run, no: Number(no) });
	return {
		...shown,
		...{ request: newId(), locale: event.locals.locale, begun: hasBegun(shown.run, shown.lesson.day, context.now) },
		ofCentre: context.actor.may.has(runs.called),
		done: event.url.searchParams.get('da')
	};
};

type Of = { params: Partial<Record<string, string>> };
const given = {
	run: (_: unknown, { params }: Of): string => params['run'] ?? '',
	no: (_: unknown, { params }: Of): number => Number(params['no'])
};
const back =
	(da: string) =>
	(_: unknown, { event: { params } }: { event: Of }) =>
		withQuery(paths.staff.roll(params['run'] ?? '', Number(params['no'])), { da });

export const actions: Actions = {
	mark: byStaff(markRoll, { reads: RollForm, given, to: back('ghi') }),
	end: byStaff(endLesson, { reads: RollForm, given, to: back('xong') })
};
