import { callList } from '#capabilities/privacy/call-list.server.ts';
import { callPurposes } from '#capabilities/privacy/rules-consent.ts';
import { csvOf } from '#capabilities/privacy/rules-csv.ts';
import { kindWords } from '#capabilities/assistance/ui/need-words.ts';
import { m } from '#words';
import { word } from '#words/word.ts';
import { staffOf } from '#web/door.server.ts';
import type { RequestHandler } from './$types';

/** The whole list as a table to take along, however many of it the page shows; made anew, and a look like the page. */
export const POST: RequestHandler = async (event) => {
	const form = await event.request.formData();
	const { context } = await staffOf(event);
	const purpose = callPurposes.find((one) => one === form.get('purpose')) ?? 'follow-up-call';
	const { rows } = await callList(context, { purpose, all: true });
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
