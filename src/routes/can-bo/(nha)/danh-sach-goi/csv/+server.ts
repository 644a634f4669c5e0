import * as v from 'valibot';
import { OnePage } from '#kernel/shapes.ts';
import { callList } from '#capabilities/privacy/call-list.server.ts';
import { callPurposes } from '#capabilities/privacy/rules-consent.ts';
import { csvOf } from '#capabilities/privacy/rules-csv.ts';
import { kindWords } from '#capabilities/assistance/ui/need-words.ts';
import { m } from '#words';
import { word } from '#words/word.ts';
import { staffOf } from '#web/door.server.ts';
import type { RequestHandler } from './$types';

/** The list as a table to take along; made anew, and a look like the page. */
export const POST: RequestHandler = async (event) => {
	const form = await event.request.formData();
	const { context } = await staffOf(event);
	const purpose = callPurposes.find((one) => one === form.get('purpose')) ?? 'follow-up-call';
	// The page that somebody sees is the table that she takes along.
	const page = v.safeParse(OnePage.entries.page, Number(form.get('page') ?? 0));
	const { rows } = await callList(context, { purpose, page: page.success ? page.output : 0 });
	const head = [
		m['privacy.call-name'](),
		m['residents.hamlet'](),
		m['privacy.call-phone'](),
		m['privacy.call-about']()
	];
	const table = csvOf([
		head,
		...rows.map(({ name, hamlet, phone, about }) => [
			name,
			hamlet ?? '',
			phone,
			about ? kindWords(about) : word(`privacy.call-for-${purpose}`)
		])
	]);
	return new Response(table, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="danh-sach-goi.csv"',
			'cache-control': 'no-store'
		}
	});
};
