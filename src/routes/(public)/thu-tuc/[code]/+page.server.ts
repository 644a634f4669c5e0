import { error } from '@sveltejs/kit';
import { dayOf } from '#kernel/day.ts';
import { ownPath } from '#design/page.server.ts';
import { findProcedure, findRetired } from '#capabilities/procedures/catalogue.server.ts';
import type { PageServerLoad } from './$types';
import { paths } from '#web/paths.ts';

/** A page for every code in force or retired (which leads on to what replaced it); any other is 404 with a way on. */
export const load: PageServerLoad = ({ params, url, locals }) => {
	const procedure = findProcedure(params.code) ?? null;
	const retired = procedure ? null : (findRetired(params.code) ?? null);
	if (!procedure && !retired) error(404, 'unknown-procedure');
	const from = ownPath(url.searchParams.get('tu'));
	return {
		code: params.code,
		day: dayOf(locals.now),
		procedure,
		retired,
		replacements: (retired?.replacedBy ?? []).flatMap((code) => findProcedure(code) ?? []),
		/** The list of results that they came from, if they did. */
		back: from.split('?')[0] === paths.open.find ? from : null
	};
};
