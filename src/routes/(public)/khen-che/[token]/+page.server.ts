import { clip } from '#design/clips.ts';
import { askCall, sayWhy } from '#capabilities/satisfaction/low.server.ts';
import { chance, rateByLink } from '#capabilities/satisfaction/rate.server.ts';
import { byDoor } from '#web/acting.server.ts';
import { doorOf, newId } from '#web/door.server.ts';
import { paths, withQuery } from '#web/paths.ts';
import { ratingStep } from './step.ts';
import type { Actions, PageServerLoad } from './$types';

const RIGHTS = [rateByLink, chance, sayWhy, askCall];
const byHolder = byDoor(...RIGHTS);

/** A right to say once how it was and, where it was not good, why. Whoever says it is not known, unless they ask to be called. */
export const load: PageServerLoad = async (event) => {
	const { token } = event.params;
	const found = token.length >= 20 && token.length <= 100 ? await chance(doorOf(event, RIGHTS), { token }) : null;
	const state = ratingStep(found, event.url.searchParams);
	return {
		...{ state, request: newId(), token },
		low: found?.low === true,
		called: found?.called === true,
		calledBy: event.url.searchParams.get('goi'),
		audio: state === 'open' ? clip('khen-che', event.locals.locale) : null
	};
};

const given = { token: (_: unknown, { params }: { params: Partial<Record<string, string>> }) => params['token'] ?? '' };
const at = (token: string, asked: Record<string, string | boolean>) => withQuery(paths.open.rate(token), asked);

export const actions: Actions = {
	rate: byHolder(rateByLink, {
		given,
		to: (_, { input: { token, score } }) => at(token, { [score <= 2 ? 'vi-sao' : 'cam-on']: true })
	}),
	why: byHolder(sayWhy, { given, to: (_, { input }) => at(input.token, { 'cam-on': true }) }),
	call: byHolder(askCall, {
		given,
		to: ({ promisedOn }, { input }) => at(input.token, { 'cam-on': true, goi: promisedOn })
	})
};
