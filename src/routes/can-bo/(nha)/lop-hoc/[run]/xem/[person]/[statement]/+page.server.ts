import { lookedOn, lookOn, takeBackLookOn } from '#capabilities/classes/look-on.server.ts';
import { ObserveForm } from '#capabilities/learning/forms.ts';
import { byStaff } from '#web/acting.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import type { Actions, PageServerLoad } from './$types';

/** One task of a learner of a class, looked on by its assessor: steps, how often they were helped, and the level that this leaves open. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffWho(event, lookedOn);
	const { run, person, statement } = event.params;
	const { locale, now } = event.locals;
	const shown = await lookedOn(context, { run, person, statement });
	return { ...shown, locale, now, request: newId(), done: event.url.searchParams.get('da') };
};

type Of = { params: Partial<Record<string, string>> };
const given = {
	run: (_: unknown, { params }: Of): string => params['run'] ?? '',
	person: (_: unknown, { params }: Of): string => params['person'] ?? ''
};
const statement = (_: unknown, { params }: Of): string => params['statement'] ?? '';
const back =
	(da: string) =>
	(_: unknown, { event: { params } }: { event: Of }) =>
		withQuery(paths.staff.lookOnTask(params['run'] ?? '', params['person'] ?? '', params['statement'] ?? ''), { da });

export const actions: Actions = {
	see: byStaff(lookOn, { reads: ObserveForm, given: { ...given, statement }, to: back('xem') }),
	back: byStaff(takeBackLookOn, { given, to: back('lay-lai') })
};
