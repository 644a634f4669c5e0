import { dayOf } from '#kernel/day.ts';
import { ownPath } from '#design/page.server.ts';
import { findProcedure, findRetired } from '#capabilities/procedures/catalogue.server.ts';
import type { PageServerLoad } from './$types';

/** A page for every code: in force, retired (leads on to what replaced it), or not in the list (404 with a way on). */
export const load: PageServerLoad = ({ params, url, setHeaders }) => {
	const procedure = findProcedure(params.code) ?? null;
	const retired = procedure ? null : (findRetired(params.code) ?? null);
	const from = ownPath(url.searchParams.get('tu'));
	if (!procedure && !retired) setHeaders({ 'x-robots-tag': 'noindex' });
	return {
		code: params.code,
		day: dayOf(new Date()),
		procedure,
		retired,
		replacements: (retired?.replacedBy ?? []).flatMap((code) => findProcedure(code) ?? []),
		/** The list of results that she came from, if she did. */
		back: from.startsWith('/tim') ? from : null
	};
};
