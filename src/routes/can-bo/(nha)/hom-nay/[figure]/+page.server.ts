import { show } from '#capabilities/cases/case-view.server.ts';
import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { Counted, figures } from '#capabilities/insights/inputs.ts';
import { counted } from '#capabilities/insights/today.server.ts';
import { findProcedure } from '#capabilities/procedures/catalogue.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { staffOf } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** What one figure counts. A file opens from here for whoever may open files. */
export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, counted)) error(403, 'not-allowed');
	const wanted = v.safeParse(v.picklist(figures), event.params.figure);
	if (!wanted.success) error(404, 'not-found');
	const key = (event.url.searchParams.get('k') ?? '').slice(0, 40);
	const asked = v.safeParse(Counted.entries.page, Number(event.url.searchParams.get('trang') ?? 0));
	const page = asked.success ? asked.output : 0;
	const centre = actor.centres.find((one) => String(one) === event.url.searchParams.get('noi')) ?? null;
	const found = await counted(context, { figure: wanted.output, key, centre, page });
	const named = found.rows.map((row) => ({
		...row,
		procedure: row.id && row.word ? (findProcedure(row.word)?.shortName ?? null) : null
	}));
	return {
		...found,
		rows: named,
		figure: wanted.output,
		...{ key, page, centre, several: actor.centres.length > 1 && centre === null },
		opens: may(actor, show),
		locale: event.locals.locale
	};
};
