import { m } from '#words';
import { sentence, spokenDate, type Locale } from '#design/spoken.ts';
import { everything, takeOut } from '#capabilities/data-rights/everything.server.ts';
import { copyHtml } from '#capabilities/data-rights/copy-html.server.ts';
import { findProcedure } from '#capabilities/procedures/catalogue.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { dayOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { newId } from './door.server.ts';

/** The copy of one person's data as a file to keep: written down first, then made. Nothing on the way keeps it. */
export async function copyFile(
	context: Context,
	{ person, answering }: { person: string; answering: string | null },
	json: boolean,
	locale: Locale
): Promise<Response> {
	await takeOut(context, { person, answering });
	const copy = await everything({ ...context, request: newId() }, { takeOut: context.request });
	const when = m['data-rights.copy-made']({ day: sentence(spokenDate(dayOf(copy.madeAt), locale, true)) });
	const [body, kind, name] = json
		? [JSON.stringify(copy, null, '\t'), 'application/json', 'du-lieu-cua-toi.json']
		: [
				copyHtml(locale, when, copy.parts, { procedure: findProcedure, form: formOf }),
				'text/html',
				'du-lieu-cua-toi.html'
			];
	return new Response(body, {
		headers: {
			'content-type': `${kind}; charset=utf-8`,
			'content-disposition': `attachment; filename="${name}"`,
			'cache-control': 'no-store'
		}
	});
}
