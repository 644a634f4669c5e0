import { loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { requests } from '#capabilities/data-rights/requests-shown.server.ts';
import { imports } from '#capabilities/imports/sheets.server.ts';
import { findPeople } from '#capabilities/residents/people.server.ts';
import { register } from '#capabilities/residents/record.server.ts';
import { twins } from '#capabilities/residents/twins.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { byStaff } from '#web/acting.server.ts';
import { staffWho } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The register of the commune in figures, and a search. Nobody is named before somebody is looked for. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffWho(event, register);
	const { pairs, ...figures } = await register(context, {});
	return {
		...figures,
		pairs: may(actor, twins) ? pairs : null,
		mayImport: may(actor, imports),
		mayAnswer: may(actor, requests),
		mayLoad: may(actor, loadHamlets)
	};
};

export const actions: Actions = {
	find: byStaff(findPeople, {
		shows: (people, { input }) => ({ people, words: input.words.trim(), why: input.why ?? null })
	})
};
