import { month } from '#capabilities/incidents/month.server.ts';
import { monthSheet } from '#capabilities/incidents/month-sheet.server.ts';
import { dayOf } from '#kernel/day.ts';
import { staffWho } from '#web/door.server.ts';
import type { RequestHandler } from './$types';

const MONTH = /^20\d{2}-(?:0[1-9]|1[0-2])$/;

/** The outages of a month and the faults of the portal as a workbook; without a month, of this one. Nobody stands in it. */
export const GET: RequestHandler = async (event) => {
	const { context } = await staffWho(event, month);
	const asked = event.url.searchParams.get('thang') ?? '';
	const which = MONTH.test(asked) ? asked : dayOf(event.locals.now).slice(0, 7);
	const bytes = await monthSheet(await month(context, { month: which }), event.locals.locale);
	return new Response(Uint8Array.from(bytes), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': `attachment; filename="su-co-${which}.xlsx"`,
			'cache-control': 'no-store'
		}
	});
};
